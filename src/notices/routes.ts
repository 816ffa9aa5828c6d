import { randomInt } from 'node:crypto';
import { idempotent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { applicationRoles } from '../platform/db/roles.ts';
import type { OpenRoute } from '../platform/http/open-routes.ts';
import { type Route, type RouteContext, route } from '../platform/http/route.ts';
import * as contract from './contract.ts';
import { confirmMailbox, dropMailbox, keepMailbox, mailbox } from './mail/mailbox.queries.ts';
import { addDevice, devices, dropDevice } from './push/devices.queries.ts';
import { choices, choose, inbox, markNotice, readAll, unreadCount } from './notices.queries.ts';

const tag = 'notices';
const everyone = { tag, roles: applicationRoles, classes: ['D12N', 'D12S'] };
const page = 50;

async function once<T>(
  context: Pick<RouteContext<unknown, unknown, unknown>, 'db' | 'caller' | 'key'>,
  name: string,
  input: unknown,
  work: (tx: Writer) => Promise<T>,
): Promise<T> {
  const request = { key: context.key, route: name, input };
  return (await idempotent(context.db, context.caller, request, work)).body;
}

/** Every endpoint of the slice, as data. */
export const noticeRoutes: Route[] = [
  route({
    ...everyone,
    method: 'GET',
    path: '/api/notices',
    summary: 'The inbox of who is signed in, in the role that is worn',
    query: contract.InboxQuery,
    response: contract.Inbox,
    handler: ({ db, caller, query }) =>
      db.read(caller, (tx) =>
        inbox(tx, {
          show: query.show ?? 'open',
          kind: query.kind ?? null,
          limit: query.limit ?? page,
        }),
      ),
  }),
  route({
    ...everyone,
    method: 'GET',
    path: '/api/notices/unread',
    summary: 'How many notices were not read',
    response: contract.Unread,
    handler: ({ db, caller }) => db.read(caller, unreadCount),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/notices/:noticeId/mark',
    summary: 'A notice is read or done, or is not after all',
    params: contract.NoticeParams,
    body: contract.MarkNotice,
    response: contract.Unread,
    handler: (context) =>
      once(context, 'notice.mark', { ...context.params, ...context.body }, (tx) =>
        markNotice(tx, context.params.noticeId, context.body),
      ),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/notices/read-all',
    summary: 'All notices are read',
    response: contract.Unread,
    handler: (context) => once(context, 'notice.read-all', {}, readAll),
  }),
  route({
    ...everyone,
    method: 'GET',
    path: '/api/notices/choices',
    summary: 'When one wants to be told, for each kind of notice',
    response: contract.Choices,
    handler: ({ db, caller }) => db.read(caller, choices),
  }),
  route({
    ...everyone,
    method: 'PUT',
    path: '/api/notices/choices/:kind',
    summary: 'Be told of a kind at once, each morning, or never; and by mail likewise',
    params: contract.KindParams,
    body: contract.Choose,
    response: contract.Choices,
    handler: (context) =>
      once(context, 'notice.choose', { ...context.params, ...context.body }, (tx) =>
        choose(tx, context.params.kind, context.body),
      ),
  }),
  route({
    ...everyone,
    method: 'GET',
    path: '/api/notices/mailbox',
    summary: 'Where one wants mail, and when not',
    response: contract.MyMailbox,
    handler: ({ db, caller }) => db.read(caller, mailbox),
  }),
  route({
    ...everyone,
    method: 'PUT',
    path: '/api/notices/mailbox',
    summary: 'Put down where one wants mail; another address than before gets a code',
    body: contract.KeepMailbox,
    response: contract.MyMailbox,
    handler(context) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      return once(context, 'mailbox.keep', context.body, (tx) =>
        keepMailbox(tx, context.body, code),
      );
    },
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/notices/mailbox/confirm',
    summary: 'The code that came by mail',
    body: contract.ConfirmMailbox,
    response: contract.Confirmed,
    handler: (context) =>
      once(context, 'mailbox.confirm', context.body, (tx) => confirmMailbox(tx, context.body.code)),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/notices/mailbox/drop',
    summary: 'No mail any more',
    response: contract.MyMailbox,
    handler: (context) => once(context, 'mailbox.drop', {}, dropMailbox),
  }),
  route({
    ...everyone,
    method: 'GET',
    path: '/api/notices/devices',
    summary: 'Devices to which push messages go',
    response: contract.Devices,
    handler: ({ db, caller }) => db.read(caller, devices),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/notices/devices',
    summary: 'Push messages to this device as well',
    body: contract.AddDevice,
    response: contract.AddedDevice,
    handler: (context) =>
      once(context, 'device.add', context.body, (tx) => addDevice(tx, context.body)),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/notices/devices/:deviceId/drop',
    summary: 'No push messages to that device any more',
    params: contract.DeviceParams,
    response: contract.Devices,
    handler: (context) =>
      once(context, 'device.drop', context.params, (tx) => dropDevice(tx, context.params.deviceId)),
  }),
];

/** The public key of our push messages: every browser may know it. */
export const pushKeyRoute = (key: string | null): OpenRoute => ({
  tag,
  method: 'GET',
  path: '/api/notices/push-key',
  summary: 'The key with which a browser subscribes to push messages',
  response: contract.PushKey,
  limitPerMinute: 60,
  handler: async () => ({ key }),
});
