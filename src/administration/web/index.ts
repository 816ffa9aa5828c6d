/** The pages of this slice; the shell's router names them. */
export {
  changesRoute,
  keysRoute,
  organisationsRoute,
  peopleRoute,
  requestsRoute,
  settingsRoute,
} from './routes.ts';
