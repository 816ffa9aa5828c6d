/** The screens of crisis foster care. */
export {
  familyProfileRoute,
  familyRoute,
  familySignUpRoute,
  fosterBoardRoute,
  fosterFamiliesRoute,
  fosterHoursRoute,
  newFosterRequestRoute,
} from './routes.ts';
