import { idempotent } from '../../platform/db/command.ts';
import { applicationRoles } from '../../platform/db/roles.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Ended, MySessions, SessionParams } from './contract.ts';
import { endOne, endOthers, mySessions } from './sessions.query.ts';

const everyone = {
  tag: 'administration',
  purpose: 'OWN_WORK',
  roles: applicationRoles,
  classes: ['D12S'],
} as const;

/** Everybody sees where they are signed in, and ends it elsewhere (ASVS V7.5.2). */
export const sessionRoutes: Route[] = [
  route({
    ...everyone,
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where one is signed in',
    response: MySessions,
    handler: ({ db, caller }) => db.read(caller, mySessions),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/sessions/:sessionId/end',
    summary: 'End another session of one’s own',
    params: SessionParams,
    response: Ended,
    handler: async ({ db, caller, key, params }) =>
      (
        await idempotent(db, caller, { key, route: 'session.end', input: params }, (tx) =>
          endOne(tx, params.sessionId),
        )
      ).body,
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/sessions/end-others',
    summary: 'End all other sessions of one’s own',
    response: Ended,
    handler: async ({ db, caller, key }) =>
      (await idempotent(db, caller, { key, route: 'session.end-others', input: {} }, endOthers))
        .body,
  }),
];
