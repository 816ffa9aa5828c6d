/** The pages of this slice; the shell's router names them. */
export { figuresRoute, outOfUseRoute, reportRoute } from './nav/routes.ts';
