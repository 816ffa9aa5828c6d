/** The pages of this slice; the shell's router names them. */
export { regiekamerRoute } from './regiekamer/route.ts';
