/** The screens of allocation. */
export {
  candidatesRoute,
  placesRoute,
  proposalRoute,
  proposalsRoute,
  roundRoute,
  roundsRoute,
} from './routes.ts';
