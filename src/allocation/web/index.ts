/** The screens of allocation. */
export {
  candidatesRoute,
  followUpsRoute,
  inquiriesRoute,
  placesRoute,
  proposalRoute,
  proposalsRoute,
  roundRoute,
  roundsRoute,
  thresholdRoute,
  thresholdsRoute,
} from './routes.ts';
