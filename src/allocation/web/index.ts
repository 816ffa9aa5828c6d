/** The screens of allocation. */
export { candidatesRoute, placesRoute, proposalRoute, proposalsRoute } from './routes.ts';
