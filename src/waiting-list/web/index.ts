/** The screens of the waiting list. */
export {
  duplicatesRoute,
  entryRoute,
  orderRulesRoute,
  requestRoute,
  waitingListRoute,
} from './routes.ts';
