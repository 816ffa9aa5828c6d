import { all, changeable, given, type OracleTable, table, words } from './oracle-table.ts';

const request = words(
  `id person_id role_code organisation_id area_code valid reason stands_in_for asked_by asked_at decided_by decided_at
   answer hat_id`,
);
const change = words('seq at person_id role_code table_name action row_key before after');
const onboarding = words('organisation_id step done_on');

export const administrationOracle: Record<string, OracleTable> = {
  // D17, two persons: asked and answered through functions, which sign for who asks; read by the administrator.
  'administration.hat_request': table({
    columns: request,
    read: { AD: all(request), PO: all(request) },
    jobs: 'everything',
  }),
  // The history of accounts and settings: written by triggers alone.
  'administration.change': table({
    key: ['seq'],
    columns: change,
    read: { AD: all(change), PO: all(change) },
    jobs: 'adds',
  }),
  'administration.onboarding': table({
    key: ['organisation_id', 'step'],
    columns: onboarding,
    read: { AD: all(onboarding), PO: all(onboarding) },
    create: { AD: all(given(onboarding)) },
    change: { AD: all(changeable(onboarding)) },
    remove: { AD: 'all' },
    jobs: 'everything',
  }),
  // Hashes of keys: nobody reads them, not even the jobs.
  'auth.api_key': table({
    columns: words(
      'id token_hash organisation_id person_id hat_id name scopes made_at ends_on last_used_at revoked_at',
    ),
    jobs: 'nothing',
  }),
};
