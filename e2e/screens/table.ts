import type { ApplicationRole } from '../../src/platform/db/roles.ts';
import type { DemoWorld } from '../demo-world.ts';

/** A screen of the product and who uses it, the one who uses it most first. */
export interface Screen {
  readonly name: string;
  /** The route as the router knows it. */
  readonly route: string;
  /** `null`: opened without a session. */
  readonly roles: readonly [ApplicationRole, ...ApplicationRole[]] | null;
  /** What stands for `$unitId`, or behind the question mark: another face of the same route. */
  readonly address?: (world: DemoWorld) => string;
}

const everybody = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'] as const;
const provider = ['PC', 'PI'] as const;
const team = ['AT', 'AS'] as const;

/**
 * Every screen. A route that is not here, or one that others may open, fails the test: a screen
 * that nobody looked at is not finished.
 */
export const screens: readonly Screen[] = [
  { name: 'sign-in', route: '/aanmelden', roles: null },
  { name: 'signed-in', route: '/aangemeld', roles: null },
  {
    name: 'home',
    route: '/',
    roles: ['AD', 'AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ'],
  },
  { name: 'regiekamer-map', route: '/regiekamer', roles: team },
  {
    name: 'regiekamer-tiles',
    route: '/regiekamer',
    roles: team,
    address: () => '/regiekamer?view=tiles&region=WVL',
  },
  {
    name: 'regiekamer-table',
    route: '/regiekamer',
    roles: team,
    address: () => '/regiekamer?view=table&region=WVL',
  },
  {
    name: 'regiekamer-unit',
    route: '/regiekamer',
    roles: team,
    address: ({ unitId }) => `/regiekamer?view=table&age=9&gender=GIRL&unit=${unitId}`,
  },
  {
    name: 'regiekamer-none',
    route: '/regiekamer',
    roles: team,
    address: () => '/regiekamer?view=tiles&text=bestaat-niet',
  },
  { name: 'waiting-list', route: '/wachtlijst', roles: team },
  {
    name: 'waiting-list-watched',
    route: '/wachtlijst',
    roles: team,
    address: () => '/wachtlijst?blik=watch&regio=WVL',
  },
  {
    name: 'request',
    route: '/wachtlijst/$requestId',
    roles: team,
    address: ({ requestId }) => `/wachtlijst/${requestId}`,
  },
  { name: 'new-request', route: '/wachtlijst/nieuw', roles: ['AT'] },
  { name: 'duplicates', route: '/wachtlijst/dubbels', roles: ['AT'] },
  {
    name: 'rules-of-order',
    route: '/wachtlijst/regels',
    roles: ['AS', 'AT', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'],
  },
  { name: 'my-units', route: '/mijn-leefgroepen', roles: provider },
  {
    name: 'unit',
    route: '/mijn-leefgroepen/$unitId',
    roles: provider,
    address: ({ unitId }) => `/mijn-leefgroepen/${unitId}`,
  },
  {
    name: 'candidates',
    route: '/toewijzen/plaats/$unitId/$module',
    roles: team,
    address: ({ unitId, module }) => `/toewijzen/plaats/${unitId}/${module}`,
  },
  {
    name: 'places',
    route: '/toewijzen/kind/$requestId',
    roles: team,
    address: ({ requestId }) => `/toewijzen/kind/${requestId}`,
  },
  { name: 'rounds', route: '/toewijzen/ronde', roles: team },
  {
    name: 'round',
    route: '/toewijzen/ronde/$roundId',
    roles: team,
    address: ({ roundId }) => `/toewijzen/ronde/${roundId}`,
  },
  { name: 'proposals', route: '/voorstellen', roles: ['AT', 'PI', 'AS'] },
  { name: 'follow-up', route: '/voorstellen/opvolging', roles: ['AT', 'PI', 'AS'] },
  {
    name: 'proposal',
    route: '/voorstellen/$proposalId',
    roles: ['AT', 'PI', 'AS'],
    address: ({ proposalId }) => `/voorstellen/${proposalId}`,
  },
  { name: 'thresholds', route: '/drempels', roles: ['AT', 'AS', 'PI'] },
  {
    name: 'threshold',
    route: '/drempels/$thresholdId',
    roles: ['AT', 'AS', 'PI'],
    address: ({ thresholdId }) => `/drempels/${thresholdId}`,
  },
  { name: 'inquiries', route: '/bevragingen', roles: ['PI', 'AT', 'AS', 'PC'] },
  { name: 'foster-family', route: '/pleeggezin', roles: ['FF'] },
  { name: 'import', route: '/mijn-leefgroepen/invoer', roles: provider },
  { name: 'planned-ends', route: '/geplande-eindes', roles: ['PC', 'PI'] },
  {
    name: 'as-the-region-sees-us',
    route: '/mijn-leefgroepen/zoals-de-regio-ons-ziet',
    roles: provider,
  },
  {
    name: 'calendar',
    route: '/leefgroep/$unitId',
    roles: ['PC', 'AT', 'AS', 'PI'],
    address: ({ unitId }) => `/leefgroep/${unitId}?form=grid`,
  },
  {
    name: 'calendar-list',
    route: '/leefgroep/$unitId',
    roles: ['AT', 'AS', 'PI', 'PC'],
    address: ({ unitId }) => `/leefgroep/${unitId}?form=list`,
  },
  {
    name: 'calendar-months',
    route: '/leefgroep/$unitId',
    roles: ['AS', 'AT', 'PI', 'PC'],
    address: ({ unitId }) => `/leefgroep/${unitId}?form=grid&view=months`,
  },
  { name: 'recognition-import', route: '/invoer', roles: ['AS'] },
  { name: 'findings', route: '/gegevenskwaliteit', roles: ['AT', 'AS', 'PC', 'PI'] },
  { name: 'weekly', route: '/weekfoto', roles: ['AT', 'AS', 'PC', 'PI'] },
  { name: 'attention', route: '/aandacht', roles: ['AT', 'AS', 'PC'] },
  { name: 'balance', route: '/evenwicht', roles: team },
  { name: 'reconversions', route: '/omvormingen', roles: ['AS', 'AT', 'PI', 'PC'] },
  {
    name: 'offer',
    route: '/aanbod',
    roles: ['JJ', 'AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB'],
  },
  { name: 'figures', route: '/cijfers', roles: ['AN', 'RB'] },
  { name: 'monthly-report', route: '/maandverslag', roles: ['AN', 'RB'] },
  { name: 'out-of-use', route: '/niet-beschikbaar', roles: ['AS', 'AT'] },
  { name: 'allocation-figures', route: '/cijfers/toewijzing', roles: ['AS', 'AT', 'PI'] },
  {
    name: 'allocation-figures-fairness',
    route: '/cijfers/toewijzing',
    roles: ['AS', 'AT', 'PI'],
    address: () => '/cijfers/toewijzing?deel=fairness&regio=alle',
  },
  { name: 'crisis-desk', route: '/crisis', roles: ['CR'] },
  { name: 'new-crisis-call', route: '/crisis/nieuw', roles: ['CR'] },
  { name: 'asked-in-crisis', route: '/crisis/gevraagd', roles: ['PI'] },
  { name: 'people', route: '/beheer/mensen', roles: ['AD', 'AS', 'PI', 'FS'] },
  { name: 'requests', route: '/beheer/aanvragen', roles: ['AD', 'AS'] },
  { name: 'organisations', route: '/beheer/organisaties', roles: ['AD'] },
  { name: 'settings', route: '/beheer/instellingen', roles: ['AD'] },
  { name: 'code-lists', route: '/beheer/codelijsten', roles: ['AD'] },
  { name: 'changes', route: '/beheer/geschiedenis', roles: ['AD'] },
  { name: 'keys', route: '/sleutels', roles: ['PC'] },
  {
    name: 'inbox',
    route: '/berichten',
    roles: ['PC', 'AT', 'AS', 'CR', 'PI', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'],
  },
  {
    name: 'notifications',
    route: '/meldingen',
    roles: ['PI', 'AT', 'AS', 'CR', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'],
  },
  {
    name: 'saved-searches',
    route: '/zoekvragen',
    roles: ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'],
  },
  { name: 'for-a-child', route: '/wat-betekent-dit', roles: everybody },
  { name: 'news', route: '/wat-is-er-nieuw', roles: everybody },
];

export const addressOf = ({ route, address }: Screen, world: DemoWorld): string =>
  address?.(world) ?? route;
