/** The screens of allocation. */
export {
  candidatesRoute,
  inquiriesRoute,
  placesRoute,
  proposalRoute,
  proposalsRoute,
  roundRoute,
  roundsRoute,
  thresholdRoute,
  thresholdsRoute,
} from './routes.ts';
