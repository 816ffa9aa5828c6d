import { idempotent, type Outcome } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { type Route, type RouteContext, route } from '../platform/http/route.ts';
import {
  addOrganisation,
  addPerson,
  blockPerson,
  changes,
  mailCounts,
  organisations,
  setSetting,
  setStep,
  settings,
} from './accounts.ts';
import * as contract from './contract.ts';
import { emergencyReviewRoutes } from './emergency/routes.ts';
import { answerHat, askHat, endHat, people, requests } from './hats.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { systemRoutes } from './system/routes.ts';
import { keys, makeKey, newSecret, revokeKey } from './keys.ts';

const tag = 'administration';
const administrator = { tag, roles: ['AD'], classes: ['D17'] } as const;
/** Who keeps accounts, all or those of their own organisation (D17: "CU o"). */
const keepers = { tag, roles: ['AD', 'AS', 'PI', 'FS'], classes: ['D17O'] } as const;
const keyKeepers = { tag, roles: ['PC'], classes: ['D17O'] } as const;

type Asked = Pick<RouteContext<unknown, unknown, unknown>, 'db' | 'caller' | 'key'>;

const attempt = <T>(
  context: Asked,
  name: string,
  input: unknown,
  work: (tx: Writer) => Promise<T>,
): Promise<Outcome<T>> =>
  idempotent(context.db, context.caller, { key: context.key, route: name, input }, work);
const once = async <T>(...of: Parameters<typeof attempt<T>>): Promise<T> =>
  (await attempt(...of)).body;

const roles: Route[] = [
  route({
    ...keepers,
    method: 'GET',
    path: '/api/administration/people',
    subjects: { account: 'answer[].personId' },
    summary: 'People and their roles, as far as one keeps them',
    response: contract.People,
    handler: ({ db, caller }) => db.read(caller, people),
  }),
  route({
    ...keepers,
    method: 'POST',
    path: '/api/administration/hats',
    subjects: { account: 'body.personId', 'hat-request': 'answer.requestId' },
    summary: 'Give a role with dates, or ask for a second person’s yes where it needs two',
    body: contract.AskHat,
    response: contract.HatAsked,
    handler: (context) => once(context, 'hat.ask', context.body, (tx) => askHat(tx, context.body)),
  }),
  route({
    ...keepers,
    method: 'POST',
    path: '/api/administration/hats/:hatId/end',
    subjects: { hat: 'params.hatId' },
    summary: 'End a role; its sessions end at once',
    params: contract.HatParams,
    body: contract.EndHat,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'hat.end', input, (tx) => endHat(tx, input));
    },
  }),
  route({
    ...keepers,
    method: 'GET',
    path: '/api/administration/requests',
    subjects: { 'hat-request': 'answer[].id' },
    summary: 'Roles that were asked for',
    query: contract.RequestsQuery,
    response: contract.Requests,
    handler: ({ db, caller, query }) => db.read(caller, (tx) => requests(tx, query.open ?? true)),
  }),
  route({
    ...keepers,
    method: 'POST',
    path: '/api/administration/requests/:requestId/answer',
    subjects: { 'hat-request': 'params.requestId' },
    summary: 'The second person’s yes or no',
    params: contract.RequestParams,
    body: contract.Answer,
    response: contract.Answered,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'hat.answer', input, (tx) => answerHat(tx, input));
    },
  }),
];

const accounts: Route[] = [
  route({
    ...administrator,
    method: 'POST',
    path: '/api/administration/people',
    subjects: { account: 'answer.id' },
    summary: 'Add an account',
    body: contract.AddPerson,
    response: contract.Done,
    handler: (context) =>
      once(context, 'person.add', context.body, (tx) =>
        addPerson(tx, context.session.personId, context.body),
      ),
  }),
  route({
    ...administrator,
    method: 'POST',
    path: '/api/administration/people/:personId/block',
    subjects: { account: 'params.personId' },
    summary: 'Shut somebody out, or let them in again',
    params: contract.PersonParams,
    body: contract.Block,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'person.block', input, (tx) => blockPerson(tx, input));
    },
  }),
  route({
    ...administrator,
    method: 'GET',
    path: '/api/administration/organisations',
    subjects: { organisation: 'answer[].id' },
    summary: 'Organisations and how far each is on its way in',
    response: contract.Organisations,
    handler: ({ db, caller }) => db.read(caller, organisations),
  }),
  route({
    ...administrator,
    method: 'POST',
    path: '/api/administration/organisations',
    subjects: { organisation: 'answer.id' },
    summary: 'Add an organisation',
    body: contract.AddOrganisation,
    response: contract.Done,
    handler: (context) =>
      once(context, 'organisation.add', context.body, (tx) => addOrganisation(tx, context.body)),
  }),
  route({
    ...administrator,
    method: 'PUT',
    path: '/api/administration/organisations/:organisationId/steps/:step',
    subjects: { organisation: 'params.organisationId' },
    summary: 'A step on the way in was made, or was not',
    params: contract.StepParams,
    body: contract.SetStep,
    response: contract.Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'organisation.step', input, (tx) => setStep(tx, input));
    },
  }),
  route({
    ...administrator,
    method: 'GET',
    path: '/api/administration/mail',
    subjects: {},
    summary: 'How much mail waits, and what became of the rest',
    response: contract.MailCounts,
    handler: ({ db, caller }) => db.read(caller, mailCounts),
  }),
  route({
    ...administrator,
    method: 'GET',
    path: '/api/administration/settings',
    subjects: {},
    summary: 'Settings and norms of all times',
    response: contract.Settings,
    handler: ({ db, caller }) => db.read(caller, settings),
  }),
  route({
    ...administrator,
    method: 'POST',
    path: '/api/administration/settings',
    subjects: {},
    summary: 'A setting gets another value from a day on',
    body: contract.SetSetting,
    response: contract.Done,
    handler: (context) =>
      once(context, 'setting.set', context.body, (tx) => setSetting(tx, context.body)),
  }),
  route({
    ...administrator,
    method: 'GET',
    path: '/api/administration/changes',
    subjects: { account: 'every' },
    summary: 'Who changed what in accounts, roles, settings and code lists',
    query: contract.ChangesQuery,
    response: contract.Changes,
    handler: ({ db, caller, query }) =>
      db.read(caller, (tx) =>
        changes(tx, { before: query.before ?? null, table: query.table ?? null }),
      ),
  }),
];

const ownKeys: Route[] = [
  route({
    ...keyKeepers,
    method: 'GET',
    path: '/api/keys',
    subjects: { key: 'answer[].id' },
    summary: 'Keys of one’s own organisation’s systems',
    response: contract.Keys,
    handler: ({ db, caller }) => db.read(caller, keys),
  }),
  route({
    ...keyKeepers,
    method: 'POST',
    path: '/api/keys',
    subjects: { key: 'answer.id' },
    summary: 'Make a key; its secret is told once',
    body: contract.MakeKey,
    response: contract.KeyMade,
    limitPerMinute: 20,
    async handler(context) {
      // Only its id is remembered with the request: the secret is kept nowhere.
      const secret = newSecret();
      const { body, replayed } = await attempt(context, 'key.make', context.body, (tx) =>
        makeKey(tx, context.body, secret),
      );
      return { ...body, secret: replayed ? null : secret };
    },
  }),
  route({
    ...keyKeepers,
    method: 'POST',
    path: '/api/keys/:keyId/revoke',
    subjects: { key: 'params.keyId' },
    summary: 'Revoke a key at once',
    params: contract.KeyParams,
    response: contract.Done,
    handler: (context) =>
      once(context, 'key.revoke', context.params, (tx) => revokeKey(tx, context.params.keyId)),
  }),
];

/** Every endpoint of the slice, as data. */
export const administrationRoutes: Route[] = [
  ...roles,
  ...accounts,
  ...ownKeys,
  ...emergencyReviewRoutes,
  ...sessionRoutes,
  ...systemRoutes,
];
