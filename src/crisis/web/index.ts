/** The screens of the crisis desk and its partners. */
export {
  crisisFollowUpsRoute,
  elsewhereRoute,
  myRegistrationsRoute,
  registerOwnRoute,
} from './around/routes.ts';
export { bedsRoute } from './beds/routes.ts';
export {
  askedRoute,
  deskRoute,
  listRoute,
  networkRoute,
  newCallRoute,
  rosterRoute,
  shiftRoute,
} from './routes.ts';
