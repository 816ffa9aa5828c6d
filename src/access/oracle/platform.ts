import {
  type OracleTable,
  words,
  all,
  mine,
  own,
  forAll,
  given,
  changeable,
  table,
} from './oracle-table.ts';
import { people } from './who.ts';

// D17: accounts and roles: kept by the administrator, read by the privacy officer.
const accounts = (columns: string[]) =>
  table({
    columns,
    read: forAll(['AD', 'PO'], all(columns)),
    create: { AD: all(given(columns)) },
    change: { AD: all(changeable(columns)) },
    jobs: 'everything',
  });

const event = words(
  'id seq slice kind at person_id hat_id role_code actor_name organisation_id subject_id reason details undo_of undone_by undoable',
);

const emergency = words(
  `id person_id person_name role_code region_code kind subject_id subjects path reason words opened_at ends_at review_by verdict
   review_words reviewed_by reviewed_by_name reviewed_at`,
);

export const platformOracle: Record<string, OracleTable> = {
  'platform.instance': {
    ...table({
      key: ['singleton'],
      columns: words('singleton id mode time_zone created_at'),
      jobs: 'everything',
    }),
    read: {
      JOBS: all(words('singleton id mode time_zone created_at')),
      NOBODY: all(['singleton']),
    },
  },
  // The names of the channels on which changes are told: who knows one hears that capacity changes.
  'platform.channel': table({
    key: ['singleton'],
    columns: words('singleton mark'),
    jobs: 'nothing',
  }),
  'platform.event': table({
    ownedBy: 'organisation_id',
    columns: [...event, 'tx'],
    read: {
      ...forAll(['AT', 'AS'], all(event)),
      ...forAll(['PI', 'PC', 'FS'], own(event)),
    },
    // The intake answers a proposal under an event of its own organisation.
    create: {
      ...forAll(['AT', 'AS', 'CR', 'PO'], all(given(event))),
      ...forAll(['PI', 'PC', 'FS', 'FF', 'RG'], own(given(event))),
    },
    jobs: 'adds',
  }),
  'platform.mail': table({
    columns: words(
      'id person_id address topic language content group_key queued_at due_at next_try_at tries fault sent_at given_up_at',
    ),
    jobs: 'everything',
  }),
  // Where push messages go: each person sees their own devices, and nobody the keys; what waits is the sending job's.
  'platform.push_subscription': table({
    mine: { person: 'person_id' },
    columns: words(
      'id person_id endpoint p256dh auth_secret label language created_at last_sent_at',
    ),
    read: forAll(people, mine(words('id person_id label language created_at last_sent_at'))),
    jobs: 'everything',
  }),
  'platform.push': table({
    columns: words(
      'id person_id subscription_id path queued_at due_at next_try_at tries fault sent_at given_up_at',
    ),
    jobs: 'everything',
  }),
  'platform.idempotency_key': table({
    key: ['person_id', 'key'],
    columns: words('person_id key request_hash status answer created_at'),
    jobs: 'nothing',
  }),
  'auth.organisation': accounts(words('id code name kind invented')),
  'auth.person': accounts(words('id issuer subject name invented blocked_at')),
  // Roles are given and ended through functions that keep the rules; the administrator reads.
  'auth.hat': table({
    columns: words('id person_id role_code organisation_id area_code magistrate valid'),
    read: forAll(
      ['AD', 'PO'],
      all(words('id person_id role_code organisation_id area_code magistrate valid')),
    ),
    jobs: 'everything',
  }),
  'auth.login_attempt': table({
    key: ['state_hash'],
    columns: words('state_hash nonce code_verifier return_to created_at'),
    jobs: 'nothing',
  }),
  // Whoever opened one their own, in that role; the supervisors and the privacy officer all, to look at them.
  'auth.emergency_access': table({
    mine: { person: 'person_id', role: 'role_code' },
    columns: emergency,
    read: { CR: mine(emergency), AS: all(emergency), PO: all(emergency) },
    jobs: 'nothing',
  }),
  'auth.session': table({
    columns: words(
      `id token_hash csrf_token person_id hat_id role_code organisation_id area_code created_at idle_limit idle_ends_at ends_at
       ended_at end_cause id_token_hint key_id`,
    ),
    jobs: 'nothing',
  }),
  // Addresses that open one thing without a session: made, shown and revoked by functions alone.
  'auth.link': table({
    columns: words('id kind token_hash person_id hat_id made_at last_used_at revoked_at'),
    jobs: 'nothing',
  }),
  // D14: nobody changes it; the privacy officer reads it, the jobs give it its chain and hold it against the roots.
  'audit.entry': table({
    columns: words('tx id account at line sealed'),
    read: { PO: all(words('tx id account at line sealed')) },
    jobs: 'reads',
  }),
  'audit.line': table({
    key: ['number'],
    columns: words('number entry_id day hash swept'),
    read: { PO: all(words('number entry_id day hash swept')) },
    jobs: 'reads',
  }),
  'audit.shown': table({
    key: ['entry_id'],
    columns: words('entry_id at ids'),
    read: { PO: all(words('entry_id at ids')) },
    jobs: 'reads',
  }),
  // What the program did by itself: told to operations by a function.
  'platform.run': table({
    key: ['name'],
    columns: words('name done_at failed_at facts'),
    jobs: 'everything',
  }),
};
