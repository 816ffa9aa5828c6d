/** The pages of this slice; the shell's router names them. */
export { accountsRoute, catalogueRoute } from './catalogue/routes.ts';
export { myUnitsRoute, unitRoute } from './provider/routes.ts';
export { regiekamerRoute } from './regiekamer/route.ts';
