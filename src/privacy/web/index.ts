/** The pages of this slice; the shell's router names them. */
export { breachesRoute, logRoute, lookFindingsRoute } from './routes.ts';
