/** The screens of allocation. */
export {
  candidatesRoute,
  placesRoute,
  proposalRoute,
  proposalsRoute,
  roundRoute,
  roundsRoute,
  thresholdRoute,
  thresholdsRoute,
} from './routes.ts';
