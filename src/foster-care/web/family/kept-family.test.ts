import { expect, test } from 'vitest';
import type { KeptWrite } from '../../../web/offline/kept.ts';
import type { FamilyPage, SetWindow } from '../../contract.ts';
import { aboutCard, aboutWindow, keptOf, withTaken, withUnsent } from './kept-family.ts';
import { everyDay } from './quick-windows.ts';

const days: SetWindow = {
  from: '2026-11-23',
  until: '2026-11-26',
  weekdays: everyDay,
  onHolidays: true,
  hourFrom: 17,
  hourUntil: 24,
  places: 2,
};
/** A card whose every field can be told apart from anything else on the page. */
const card = {
  ages: { from: 3, to: 5 },
  siblings: { together: true, number: 2 },
  kind: 'BRIDGING',
  length: 'TWO_WEEKS',
  startWeek: 'THIS_WEEK',
  region: 'CARD-REGION',
  school: 'OWN_SCHOOL',
  pets: 'NO_PETS',
  access: 'STEP_FREE',
  contact: 'MORE_OFTEN',
} as const;
const page: FamilyPage = {
  family: {
    id: 'f',
    state: 'APPROVED',
    serviceName: 'Dienst (verzonnen)',
    phone: '0400 00 00 00',
    municipality: 'M',
    kinds: ['CRISIS'],
    ageFrom: 0,
    ageTo: 17,
    places: 2,
    siblingsTogether: true,
    hasPets: false,
    schoolReachKm: null,
    access: 'NONE',
    languages: ['nl'],
  },
  windows: [{ id: 'w1', ...days }],
  cards: [{ id: 'c1', card, publishedAt: '2026-11-23T20:00:00Z', answer: null, seenAt: null }],
  passedOver: null,
  matches: [
    {
      id: 'm1',
      state: 'CONFIRMED',
      from: '2026-11-23',
      until: '2026-11-26',
      places: 1,
      familyYesAt: null,
      serviceYesAt: null,
      startedOn: null,
      card,
      details: { firstNames: 'Noor (verzonnen)', arrival: 'aan de achterdeur' },
    },
  ],
};

/** Every value of cards and matches that is found in what is kept. */
function leaksIn(kept: unknown): string[] {
  const text = JSON.stringify(kept);
  return ['c1', 'm1', 'Noor', 'achterdeur', ...Object.values(card)].filter(
    (value) => typeof value === 'string' && text.includes(`"${value}`),
  ) as string[];
}
const write = (about: string, method: 'PUT' | 'POST', body: unknown): KeptWrite => ({
  key: about,
  whose: 'hat',
  about,
  method,
  path: '/',
  body,
  madeAt: '2026-11-23T20:00:00Z',
  dueAt: 0,
  isTried: false,
});

test('of the page the phone keeps the own days alone', () => {
  expect(keptOf(page)).toEqual({ places: 2, windows: page.windows });
  expect(leaksIn(keptOf(page))).toEqual([]);
  // What the detector is for: somebody keeps a little more.
  expect(leaksIn({ ...keptOf(page), cards: page.cards })).toContain('CARD-REGION');
  expect(leaksIn({ ...keptOf(page), matches: page.matches })).toContain('Noor');
  const windows = page.windows.map((window) => ({ ...window, card }));
  expect(leaksIn(keptOf({ ...page, windows }))).toEqual([]);
  expect(keptOf({ ...page, family: null })).toBeNull();
});

test('what is on its way stands over what the server has', () => {
  const later = { ...days, hourFrom: 8 };
  expect(
    withUnsent(page.windows, [
      write(aboutWindow('w1'), 'PUT', later),
      write(aboutWindow('w2'), 'PUT', days),
      write(aboutCard('w1'), 'POST', { answer: 'CAN' }),
    ]),
  ).toEqual([
    { id: 'w1', ...later, waits: 'set' },
    { id: 'w2', ...days, waits: 'set' },
  ]);
  expect(withUnsent(page.windows, [write(aboutWindow('w1'), 'POST', null)])).toEqual([
    { id: 'w1', ...days, waits: 'clear' },
  ]);
  // Set and taken away before it ever went: nothing to see.
  expect(withUnsent([], [write(aboutWindow('w3'), 'POST', null)])).toEqual([]);
});

test('what the server took stands on the page at once', () => {
  const answered = withTaken(page, write(aboutCard('c1'), 'POST', { answer: 'CALL_ME' }));
  expect(answered.cards.map(({ answer }) => answer)).toEqual(['CALL_ME']);
  expect(withTaken(page, write(aboutWindow('w1'), 'POST', null)).windows).toEqual([]);
  expect(withTaken(page, write(aboutWindow('w2'), 'PUT', days)).windows).toEqual([
    ...page.windows,
    { id: 'w2', ...days },
  ]);
});
