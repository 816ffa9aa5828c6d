/** The screens of crisis foster care. */
export { familyRoute } from './routes.ts';
