import { expect, test } from 'vitest';
import {
  type BoardFamily,
  type BoardMatch,
  type BoardRequest,
  familyRows,
  inGroups,
  liveMatch,
  stepOf,
  urgencyOf,
} from './board-order.ts';

const today = '2026-12-31';
const request = (part: Partial<BoardRequest> = {}) =>
  ({
    id: 'r',
    state: 'RECEIVED',
    startOn: today,
    startHour: 12,
    receivedAt: '2026-12-30T10:00:00Z',
    withheld: false,
    matches: [],
    candidates: [],
    ...part,
  }) as unknown as BoardRequest;
const match = (part: Partial<BoardMatch>) =>
  ({
    id: 'm',
    state: 'PROPOSED',
    familyId: 'a',
    familyYesAt: null,
    serviceYesAt: null,
    ...part,
  }) as BoardMatch;

test('what should have begun is for today, and tomorrow may be in another year', () => {
  expect(
    ['2026-12-01', today, '2027-01-01', '2027-01-02'].map((on) => urgencyOf(on, today)),
  ).toEqual(['today', 'today', 'tomorrow', 'later']);
});

test('the most pressing first: by day, hour, and who waits longest; no empty group', () => {
  const requests = [
    request({ id: 'late', startHour: 20 }),
    request({ id: 'next', startOn: '2027-01-05' }),
    request({ id: 'b', receivedAt: '2026-12-30T11:00:00Z' }),
    request({ id: 'a', receivedAt: '2026-12-30T11:00:00Z' }),
    request({ id: 'first' }),
    request({ id: 'missed', startOn: '2026-12-29', startHour: 23 }),
  ];
  const found = inGroups(requests, today).map((group) => [
    group.urgency,
    group.requests.map(({ id }) => id),
  ]);
  expect(found).toEqual([
    ['today', ['missed', 'first', 'a', 'b', 'late']],
    ['later', ['next']],
  ]);
});

test.each([
  ['check', { state: 'RECEIVED' }],
  ['publish', { state: 'CHECKED' }],
  ['search', { state: 'CHECKED', withheld: true }],
  ['wait', { state: 'PUBLISHED' }],
  ['choose', { state: 'RESPONSES' }],
  ['familyYes', { state: 'RESPONSES', matches: [match({})] }],
  ['familyYes', { state: 'RESPONSES', matches: [match({ serviceYesAt: 'x' })] }],
  ['serviceYes', { state: 'RESPONSES', matches: [match({ familyYesAt: 'x' })] }],
  ['choose', { state: 'RESPONSES', matches: [match({ state: 'REFUSED', familyYesAt: 'x' })] }],
  ['start', { state: 'MATCHED', matches: [match({ state: 'CONFIRMED' })] }],
  ['runs', { state: 'STARTED', matches: [match({ state: 'STARTED' })] }],
  ['over', { state: 'ENDED' }],
  ['over', { state: 'UNFILLED' }],
] as const)('waits for %s', (step, part) => {
  expect(stepOf(request(part as unknown as Partial<BoardRequest>))).toBe(step);
});

test('a match that was refused or is over holds nobody', () => {
  const matches = [match({ state: 'REFUSED' }), match({ state: 'ENDED' }), match({ id: 'live' })];
  expect(liveMatch({ matches })?.id).toBe('live');
  expect(liveMatch({ matches: matches.slice(0, 2) })).toBeNull();
});

test('who can comes first, then by distance; of another service only who fits, answered or was asked', () => {
  const own = ['near', 'far', 'no', 'unfit'].map(
    (id) => ({ id, contactName: id, municipalityName: 'Brugge', phone: '1' }) as BoardFamily,
  );
  const look = {
    families: [
      { familyId: 'far', km: 40, misses: [] },
      { familyId: 'near', km: 4, misses: [] },
      { familyId: 'no', km: 1, misses: [] },
      { familyId: 'unfit', km: 2, misses: ['AGE'] },
      { familyId: 'unknown', km: 0, misses: [] },
    ],
  } as unknown as Parameters<typeof familyRows>[2];
  const said = (familyId: string, answer: string | null, km: number, fits = true) => ({
    familyId,
    answer,
    km,
    fits,
    misses: [],
    contactName: null,
    serviceName: 'other',
  });
  const candidates = [
    said('no', 'CANNOT', 1),
    said('far', 'CAN', 40),
    said('theirs', 'CALL_ME', 50),
    said('theirs-fits', null, 3),
    said('theirs-not', null, 1, false),
  ] as unknown as BoardRequest['candidates'];
  const rows = familyRows(request({ candidates }), own, look);
  expect(rows.map(({ familyId, place }) => `${place} ${familyId}`)).toEqual([
    'can far',
    'call theirs',
    'fits theirs-fits',
    'fits near',
    'cannot no',
    'unfit unfit',
  ]);
  const asked = request({ candidates, matches: [match({ familyId: 'theirs-not' })] });
  expect(familyRows(asked, own, look)[0]).toMatchObject({
    familyId: 'theirs-not',
    place: 'chosen',
  });
});
