/** The screens of the crisis desk and its partners. */
export { askedRoute, deskRoute, newCallRoute } from './routes.ts';
