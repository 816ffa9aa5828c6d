import { renderToStaticMarkup } from 'react-dom/server';
import type { Static } from 'typebox';
import { expect, test } from 'vitest';
import type { CanComeAnswer, UnitDetail } from '../../contract.ts';
import { makeRow } from '../../unit-row.fixtures.ts';
import { CanComeWords } from './CanComeWords.tsx';

const place = (id: string, features: string[] = []) => ({
  id,
  module: 'STAY_U12',
  label: id.slice(1),
  features,
  state: 'OCCUPIED' as const,
  stayId: null,
  unavailabilityId: null,
  holdId: null,
});

const stay = (id: string, placeId: string | null) => ({
  id,
  module: 'STAY_U12',
  placeId,
  claimedPlaceId: null,
  period: { from: '2026-03-02', until: null },
  expectedEndOn: null,
  decisionUntil: null,
  needs: [],
  timeOutOf: null,
  alsoElsewhere: false,
  absences: [],
});

const detail: UnitDetail = {
  day: '2026-06-16',
  knownAt: '2026-06-16T08:00:00Z',
  live: true,
  note: null,
  contact: null,
  modules: [makeRow()],
  places: [place('p1', ['ground-floor']), place('p2'), place('p10', ['ground-floor'])],
  stays: [stay('s1', 'p1'), stay('s2', 'p2'), stay('s3', null)],
  unavailabilities: [],
  holds: [],
};

const period = { from: '2026-07-01', until: '2026-07-08' };

/** What one reads: the text alone, with a space where a part ends. */
const read = (answer: Static<typeof CanComeAnswer>, needs: string[] = []) =>
  renderToStaticMarkup(<CanComeWords answer={answer} detail={detail} needs={needs} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const short = {
  period,
  inTheWay: [
    { kind: 'stay' as const, id: 's1' },
    { kind: 'promise' as const, id: 'out#1' },
    { kind: 'promise' as const, id: 'out#2' },
  ],
  children: 1,
  places: ['p10', 'p1'],
  missing: 1,
  needs: [[]],
  alreadyShort: false,
  outOfUse: [],
};

test('a free place is named by its door', () => {
  const words = read({ outcome: 'free', places: ['p2'], settled: [] });
  expect(words).toBe('Ja, op plaats 2. Vrij op al deze dagen, zonder dat er iemand verhuist.');
});

test('who would move is told by place and day, never by name, and that it is not done by itself', () => {
  const words = read({
    outcome: 'moves',
    lodgings: [{ child: 1, place: 'p1', period }],
    moves: [{ who: { kind: 'stay', id: 's1' }, from: 'p1', to: 'p2', period }],
    onceAndForGood: true,
    firstWithoutMoves: '2026-08-01',
  });
  expect(words).toContain(
    'Plaats 1, sinds 2 maart 2026 → plaats 2, van 1 juli 2026 tot 8 juli 2026.',
  );
  expect(words).toContain('Of dat kan, beslist de voorziening.');
  expect(words).toContain('Zonder dat er iemand wisselt, kan het vanaf 1 augustus 2026.');
});

test('what stands in the way is counted, in the order of the doors', () => {
  const words = read(
    { outcome: 'impossible', shortages: [short], first: '2026-07-08', firstWithoutMoves: null },
    ['ground-floor'],
  );
  expect(words).toContain('alleen de plaatsen 1 en 10 passen bij dit kind (gelijkvloers)');
  expect(words).toContain('Een plaats die nog niet is omgezet (2)');
  expect(words).toContain('als er iemand wisselt: 8 juli 2026');
});

test('it does not say that places suit the child alone when others may use them too', () => {
  const all = { ...short, places: ['p1', 'p2', 'p10'], alreadyShort: true, outOfUse: ['p2'] };
  const words = read(
    { outcome: 'impossible', shortages: [all], first: null, firstWithoutMoves: null },
    ['ground-floor'],
  );
  expect(words).toContain('de plaatsen 1, 2 en 10 zijn nodig voor wie er al is');
  expect(words).not.toContain('alleen');
  expect(words).toContain('Ook zonder dit kind is er dan al te weinig plaats.');
  expect(words).toContain('Zou helpen, maar is buiten gebruik: plaats 2.');
  expect(words).toContain('Er is nog geen dag bekend waarop het wel kan.');
});

test('no place with what the child needs is said as such', () => {
  const none = { ...short, places: [], inTheWay: [] };
  const answer = {
    outcome: 'impossible' as const,
    shortages: [none],
    first: null,
    firstWithoutMoves: null,
  };
  expect(read(answer, ['adapted'])).toContain('heeft wat dit kind nodig heeft (aangepaste kamer)');
  expect(read(answer)).toContain('hier is dan geen plaats');
});
