import { createHash, randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { idempotent } from '../../platform/db/command.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { languages } from '../../platform/language.ts';
import { addDays } from '../../platform/period.ts';
import { todayOf } from '../answer-change.ts';
import * as contract from '../provider-tools-contract.ts';
import type { CalendarSource } from './calendar-source.ts';
import { calendarItems, ownName } from './calendar.query.ts';
import { makeCalendar } from './make-calendar.ts';

const tag = 'capacity';
const provider = ['PI', 'PC'] as const;
const kind = 'calendar';
/** From how long ago until how far ahead, in days. */
const window = { back: 30, ahead: 400 };

const pathOf = (secret: string) => `/api/capacity/calendar/${secret}/feed.ics`;

/** One's own calendar address, and the calendar behind it. */
export const calendarRoutesWith = (others: readonly CalendarSource[]): Route[] => [
  route({
    method: 'GET',
    path: '/api/capacity/calendar-link',
    subjects: {},
    summary: 'Whether the reader has a calendar address, and when it was last read',
    tag,
    roles: provider,
    classes: ['D2'],
    response: contract.CalendarLink,
    async handler({ db, caller }) {
      const [link] = await db.read(caller, (tx) =>
        tx.rows<object>(
          'select made_at as "madeAt", last_used_at as "lastUsedAt" from auth.my_link($1)',
          [kind],
        ),
      );
      return { link: link ?? null };
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/calendar-link',
    subjects: {},
    summary: 'Makes a calendar address; one that was there opens nothing any more',
    tag,
    roles: provider,
    classes: ['D2'],
    response: contract.NewCalendarLink,
    async handler({ db, caller }) {
      // Only its hash is kept, so the answer cannot be given again: the same request repeated makes a new
      // address, and the one that nobody received opens nothing.
      const secret = randomBytes(32);
      await db.write(caller, async (tx) => {
        await tx.rows('select auth.make_link($1, $2)', [
          kind,
          createHash('sha256').update(secret).digest(),
        ]);
      });
      return { path: pathOf(secret.toString('hex')) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/capacity/calendar-link/revoke',
    subjects: {},
    summary: 'The reader’s calendar address opens nothing any more',
    tag,
    roles: provider,
    classes: ['D2'],
    response: contract.RevokedLink,
    async handler({ db, caller, key }) {
      const { body } = await idempotent(
        db,
        caller,
        { key, route: 'calendar-link.revoke', input: {} },
        async (tx) => {
          const [done] = await tx.rows<{ count: number }>('select auth.revoke_link($1) as count', [
            kind,
          ]);
          return { revoked: (done?.count ?? 0) > 0 };
        },
      );
      return body;
    },
  }),
  route({
    method: 'GET',
    path: '/api/capacity/calendar/:secret/feed.ics',
    subjects: { unit: 'every' },
    summary: 'What is planned in one’s own units, for a calendar program; the address is the key',
    tag,
    roles: provider,
    classes: ['D1', 'D2', 'D2V'],
    link: kind,
    limitPerMinute: 30,
    params: Type.Object({ secret: Type.String({ minLength: 1, maxLength: 200 }) }),
    query: Type.Object({
      lang: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: [...languages] })),
    }),
    response: Type.String(),
    raw: { contentType: 'text/calendar' },
    async handler(context) {
      const today = todayOf(context);
      const [from, until] = [addDays(today, -window.back), addDays(today, window.ahead)];
      const { role } = context.session;
      const [items, name, ...more] = await context.db.read(context.caller, (tx) =>
        Promise.all([
          calendarItems(tx, from, until),
          ownName(tx),
          ...others.map((source) => source(tx, { role, from, until })),
        ]),
      );
      const text = makeCalendar(items, {
        others: more.flat(),
        provider: name,
        language: languages.find((each) => each === context.query.lang) ?? context.language,
        madeAt: context.clock.now(),
      });
      return context.reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'inline; filename="vrijplaats.ics"')
        .send(text);
    },
  }),
];
