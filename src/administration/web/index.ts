/** The pages of this slice; the shell's router names them. */
export {
  changesRoute,
  emergenciesRoute,
  keysRoute,
  sessionsRoute,
  organisationsRoute,
  peopleRoute,
  requestsRoute,
  settingsRoute,
  systemRoute,
} from './routes.ts';
