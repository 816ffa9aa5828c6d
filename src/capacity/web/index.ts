/** The pages of this slice; the shell's router names them. */
export { catalogueRoute } from './catalogue/routes.ts';
export {
  importRoute,
  myUnitsRoute,
  recognitionImportRoute,
  unitRoute,
} from './provider/routes.ts';
export { codeListsRoute } from './code-lists/routes.ts';
export { attentionRoute, balanceRoute, findingsRoute, weeklyRoute } from './quality-nav/routes.ts';
export { regiekamerRoute } from './regiekamer/route.ts';
export { unitCalendarRoute } from './unit/route.ts';
export { reconversionsRoute } from './reconversions/routes.ts';
export { plannedEndsRoute, regionViewRoute } from './provider-tools/routes.ts';
