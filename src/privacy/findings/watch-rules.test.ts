import { expect, test } from 'vitest';
import { seededRandom } from '../../platform/testing/seeded-random.ts';
import { type DayOfFile, findLooks, findRises, isOwnName, type Rise } from './watch-rules.ts';

const row = (over: Partial<DayOfFile> = {}): DayOfFile => ({
  account: 'a',
  name: 'Lies Peeters (verzonnen)',
  role: 'AT',
  area: 'WVL',
  kind: 'request',
  file: 'f',
  looks: 1,
  nightLooks: 0,
  region: 'WVL',
  familyName: 'Janssens',
  hasTask: false,
  days: 1,
  ...over,
});
const kindsOf = (...rows: DayOfFile[]) => findLooks(rows).map(({ kind }) => kind);
const several = (count: number, over: Partial<DayOfFile> = {}) =>
  Array.from({ length: count }, (_, n) => row({ file: `f${n}`, ...over }));

test.each<[string, DayOfFile[], string[]]>([
  ['one look in one’s own region', [row()], []],
  ['one look in another region', [row({ region: 'OVL' })], []],
  ['two files of another region', several(2, { region: 'OVL' }), ['OTHER_REGION']],
  ['two of another region with a task', several(2, { region: 'OVL', hasTask: true }), []],
  ['one of another region, again and again', [row({ region: 'OVL', looks: 3 })], ['OTHER_REGION']],
  ['a role of no region', several(5, { area: null, region: 'OVL' }), []],
  ['a child of one’s own name', [row({ familyName: 'Peeters' })], ['OWN_NAME']],
  ['that many files', several(40), ['MANY_FILES']],
  ['nearly that many', several(39), []],
  ['as many as colleagues', [...several(40), ...several(40, { account: 'b' })], []],
  ['three files at night', several(3, { nightLooks: 1 }), ['AT_NIGHT']],
  ['two files at night', several(2, { nightLooks: 1 }), []],
  ['a desk at night', several(9, { nightLooks: 1, role: 'CR' }), []],
  ['one child on four days', [row({ days: 4 })], ['REPEATED']],
  ['one child on three days', [row({ days: 3 })], []],
  ['one child on four days with a task', [row({ days: 4, hasTask: true })], []],
  ['one child eight times in a day', [row({ looks: 8 })], ['REPEATED']],
])('%s', (_name, rows, found) => {
  expect(kindsOf(...rows)).toEqual(found);
});

test.each([
  ['Lies Peeters (verzonnen)', 'Peeters', true],
  ['Lies Van den Berg (verzonnen)', 'van den Berg (verzonnen)', true],
  ['Lies Peeters', 'Ters', false],
  ['Lies Peeters', null, false],
  ['Peeters', 'Peeters', false],
])('%s and a child %s: %s', (account, family, is) => {
  expect(isOwnName(account, family)).toBe(is);
});

test('a rise shortly before a proposal is asked about, with its author', () => {
  const rise = (over: Partial<Rise>): Rise => ({
    account: 'a',
    name: 'Lies',
    role: 'AT',
    request: 'r',
    beforeBand: 4,
    afterBand: 2,
    beforeSince: '2026-01-01',
    afterSince: '2026-01-01',
    hoursBefore: 5.9,
    ...over,
  });
  expect(findRises([rise({})])).toMatchObject([
    {
      kind: 'RAISED_BEFORE',
      account: 'a',
      subjectId: 'r',
      facts: { hours: 5, before: 4, after: 2 },
    },
  ]);
  expect(
    findRises([rise({ afterBand: 4, afterSince: '2025-06-01' })]).map(({ kind }) => kind),
  ).toEqual(['MOVED_BEFORE']);
  expect(findRises([rise({ hoursBefore: 73 }), rise({ hoursBefore: -1 })])).toEqual([]);
});

/**
 * A synthetic month: sixty workers of six regions and their ordinary days, with a look elsewhere, an evening and a namesake
 * now and then; and curious employees planted in it.
 */
function month(seed: number, planted: boolean) {
  const { next } = seededRandom(seed);
  const any = (from: number, until: number) => from + Math.floor(next() * (until - from + 1));
  const regions = ['ANT', 'LIM', 'OVL', 'VBR', 'BRU', 'WVL'];
  const names = Array.from({ length: 400 }, (_, n) => `Familie${n}`);
  const workers = Array.from({ length: 60 }, (_, n) => ({
    account: `w${n}`,
    name: `Werker ${names[any(0, 399)]} (verzonnen)`,
    area: regions[n % 6]!,
  }));
  const days: DayOfFile[][] = [];
  for (let day = 0; day < 22; day++) {
    const rows = workers.flatMap((worker) =>
      Array.from({ length: any(4, 22) }, (_, n): DayOfFile => {
        const hasTask = next() < 0.85;
        const isElsewhere = next() < 0.01;
        return row({
          ...worker,
          file: `${worker.account}-${day}-${n}`,
          looks: hasTask ? any(1, 9) : any(1, 2),
          nightLooks: next() < 0.002 ? 1 : 0,
          region: isElsewhere ? regions[any(0, 5)]! : worker.area,
          familyName: names[any(0, 399)]!,
          hasTask,
          days: hasTask ? 1 : next() < 0.03 ? 2 : 1,
        });
      }),
    );
    const who = workers[(day * 7) % 60]!;
    const scenarios: DayOfFile[][] = [
      several(2, { ...who, region: regions.find((each) => each !== who.area)! }),
      [row({ ...who, familyName: who.name.split(' ')[1]! })],
      several(70, { ...who, region: who.area, hasTask: true }),
      several(3, { ...who, region: who.area, nightLooks: 1 }),
      [row({ ...who, region: who.area, days: 4 })],
    ];
    if (planted)
      rows.push(...scenarios[day % 5]!.map((each) => ({ ...each, file: `planted-${each.file}` })));
    days.push(rows);
  }
  const of = ['OTHER_REGION', 'OWN_NAME', 'MANY_FILES', 'AT_NIGHT', 'REPEATED'];
  const found = days.map((rows) => findLooks(rows));
  const caught = found.filter((each, day) =>
    each.some(
      ({ kind, account }) => kind === of[day % 5] && account === workers[(day * 7) % 60]!.account,
    ),
  ).length;
  return { found: found.flat(), caught, rows: days.flat().length };
}

test('every planted employee is in the report of the day, and few others are', () => {
  let [all, caught, false_, rows] = [0, 0, 0, 0];
  for (const seed of [1, 2, 3, 4, 5]) {
    const with_ = month(seed, true);
    expect(with_.caught).toBe(22);
    all += with_.found.length;
    caught += with_.caught;
    const without = month(seed, false);
    false_ += without.found.length;
    rows += without.rows;
    // The control: rules that find nothing in the plain month would be rules that find nothing.
    expect(with_.found.length).toBeGreaterThan(without.found.length);
  }
  console.log(
    `watch: ${caught} of 110 planted found, ${false_} false alarms over ${rows} files opened, ${(false_ / 110).toFixed(2)} a working day`,
  );
  expect(false_ / 110).toBeLessThan(6);
});
