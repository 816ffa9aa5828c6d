/** Requests and answers of the crisis desk. Moments are ISO instants, days ISO days in Europe/Brussels. */
export {
  AttemptParams,
  DeploymentParams,
  Done,
  DutyParams,
  MinorParams,
  PledgeParams,
  RequestParams,
} from './contract/values.ts';
export * from './contract/call.ts';
export * from './contract/help.ts';
export * from './contract/desk.ts';
export * from './contract/network.ts';
