import { describe, expect, test } from 'vitest';
import {
  dueAtEnd,
  endOf,
  isSamePerson,
  type SessionAnswer,
  SessionStore,
  wornHat,
} from './session.ts';
import { aSession } from './testing/fake-server.ts';

/** A store whose server answers what is set. */
function storeOver(first: SessionAnswer) {
  const server = { answer: first, switched: [] as string[], startedOver: 0, now: 1000 };
  const store = new SessionStore({
    ask: async () => server.answer,
    switchHat: async (hatId) => {
      server.switched.push(hatId);
      server.answer = aSession({ role: 'RB', hatId });
    },
    now: () => server.now,
    startOver: () => {
      server.startedOver += 1;
    },
  });
  return { store, server };
}

const nobody: SessionAnswer = { signedIn: false, demo: true };

test('the hat that is worn is found by its id, else by role and organisation', () => {
  expect(wornHat(aSession())?.id).toBe('hat-1');
  expect(wornHat(aSession({ hatId: 'hat-2' }))?.id).toBe('hat-2');
  expect(wornHat(aSession({ role: 'AN', organisation: null }))?.id).toBe('hat-2');
});

test('a person is the same with the same name and hats, in any order', () => {
  const session = aSession();
  expect(isSamePerson(session, aSession({ hats: session.hats.toReversed() }))).toBe(true);
  expect(isSamePerson(session, aSession({ person: { name: 'Sam Bedacht' } }))).toBe(false);
  expect(isSamePerson(session, aSession({ hats: session.hats.slice(1) }))).toBe(false);
});

test.each([
  ['long before', 'idle', 121_000, true, null],
  ['somebody types', 'idle', 60_000, true, 'keep'],
  ['nobody is there', 'idle', 60_000, false, 'idle'],
  ['it is over already', 'idle', 0, true, 'idle'],
  ['the whole length is over', 'length', 60_000, true, 'length'],
] as const)('what is due at the end of a session: %s', (_, why, left, isHere, due) => {
  expect(dueAtEnd({ at: 1_000_000, why, lasts: 900_000 }, 1_000_000 - left, isHere)).toBe(due);
});

test('a session of a minute is not asked for again as soon as it is kept', () => {
  const end = { at: 60_000, why: 'idle', lasts: 60_000 } as const;
  expect(dueAtEnd(end, 0, true)).toBe(null);
  expect(dueAtEnd(end, 31_000, true)).toBe('keep');
});

describe('the store', () => {
  test('at the start, nobody is nobody: no dialog over a page that is not there', async () => {
    const { store } = storeOver(nobody);
    await store.load();
    expect(store.get()).toMatchObject({ isExpired: false, answer: { signedIn: false } });
  });

  test('keeps who was there when the session ended, and lets waiting writes go on afterwards', async () => {
    const { store, server } = storeOver(aSession());
    await store.load();
    let goesOn = false;
    const waiting = (async () => {
      await store.expire();
      goesOn = true;
    })();
    server.answer = nobody;
    await store.load();
    expect(store.get().isExpired).toBe(true);
    expect(store.current()?.person.name).toBe('Robin Verzonnen');
    expect(goesOn).toBe(false);
    server.answer = aSession({ csrfToken: 'token-2' });
    await store.load();
    await waiting;
    expect(store.get().isExpired).toBe(false);
    expect(store.current()?.csrfToken).toBe('token-2');
  });

  test('puts the former hat back on before waiting writes go on', async () => {
    const { store, server } = storeOver(aSession());
    await store.load();
    const waiting = store.expire();
    server.answer = aSession({ role: 'AN', organisation: null });
    await store.load();
    await waiting;
    expect(server.switched).toEqual(['hat-1']);
    expect(store.current()?.role).toBe('RB');
  });

  test('starts over for another person, and lets no write of the first go on', async () => {
    const { store, server } = storeOver(aSession());
    await store.load();
    let goesOn = false;
    void (async () => {
      await store.expire();
      goesOn = true;
    })();
    server.answer = aSession({ person: { name: 'Sam Bedacht' } });
    await store.load();
    expect(server.startedOver).toBe(1);
    expect(goesOn).toBe(false);
    expect(store.current()?.person.name).toBe('Robin Verzonnen');
  });
});

test('the idle clock starts at the last answer; the length of a session does not move', () => {
  const session = aSession({
    idleEndsAt: new Date(31_000).toISOString(),
    endsAt: new Date(90_000).toISOString(),
  });
  expect(endOf(session, 1000, 1000)).toEqual({ at: 31_000, why: 'idle', lasts: 30_000 });
  expect(endOf(session, 20_000, 1000)).toEqual({ at: 50_000, why: 'idle', lasts: 30_000 });
  expect(endOf(session, 80_000, 1000)).toEqual({ at: 90_000, why: 'length', lasts: 30_000 });
});
