import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runFeasible } from './feasible.cli.ts';
import { feasibleByDay } from './feasible.ts';
import { someInstance } from './housing.fixtures.ts';

/** Gathers what is written; `slow` asks the writer to wait after every piece. */
class Gathered extends Writable {
  text = '';
  constructor(slow = false) {
    super(slow ? { highWaterMark: 1 } : {});
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    setImmediate(done);
  }
}

async function run(given: string | Buffer, path = '-', slow = false) {
  const stdin = Readable.from([Buffer.from(given)]);
  const stdout = new Gathered(slow);
  const stderr = new Gathered();
  const code = await runFeasible(path, { stdin, stdout, stderr });
  await new Promise((resolve) => stderr.end(resolve));
  await new Promise((resolve) => stdout.end(resolve));
  return { code, out: stdout.text, err: stderr.text };
}

const GOOD = {
  days: { from: '2026-05-06', until: '2026-05-08' },
  places: [
    { id: 'r1', features: ['x'], period: { from: '2020-01-01', until: null }, outOfUse: [] },
  ],
  stays: [{ id: 's1', period: { from: '2026-05-04', until: '2026-05-07' }, needs: ['x'] }],
};
const ANSWER = `{"days":[
{"date":"2026-05-06","places":1,"usable":1,"stays":1,"housed":1,"housing":[{"stay":"s1","place":"r1"}],"left":[]},
{"date":"2026-05-07","places":1,"usable":1,"stays":0,"housed":0,"housing":[],"left":[]}
]}
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feasible-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('good files', () => {
  test('a file and standard input give the same answer, one line per day', async () => {
    const path = join(folder, 'good.json');
    await writeFile(path, JSON.stringify(GOOD));
    expect(await run('', path)).toEqual({ code: 0, out: ANSWER, err: '' });
    expect(await run(JSON.stringify(GOOD))).toEqual({ code: 0, out: ANSWER, err: '' });
  });

  test('no days', async () => {
    const none = { ...GOOD, days: { from: '2026-05-06', until: '2026-05-06' } };
    expect(await run(JSON.stringify(none))).toEqual({ code: 0, out: '{"days":[]}\n', err: '' });
  });

  test('what is written is the answer of the rule, also to a slow reader', async () => {
    await fc.assert(
      fc.asyncProperty(someInstance, fc.boolean(), async (input, slow) => {
        const { code, out } = await run(JSON.stringify(input), '-', slow);
        expect(code).toBe(0);
        expect(JSON.parse(out)).toEqual(feasibleByDay(input));
      }),
      { numRuns: 100 },
    );
  });

  test('a reader that goes away ends the writing', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('closed'), { code: 'EPIPE' }));
      },
    });
    const long = { ...GOOD, days: { from: '2026-01-01', until: '2046-01-01' } };
    const stdin = Readable.from([Buffer.from(JSON.stringify(long))]);
    const stderr = new Gathered();
    expect(await runFeasible('-', { stdin, stdout, stderr })).toBe(1);
    expect(stderr.text).toBe('');
  });
});

const text = (change: object) => JSON.stringify({ ...GOOD, ...change });
const [place] = GOOD.places;
const [stay] = GOOD.stays;

describe('bad files', () => {
  test.each([
    [text({ places: [place, place] }), '$.places[1].id: "r1" is also the id of $.places[0]'],
    [text({ stays: [stay, stay] }), '$.stays[1].id: "s1" is also the id of $.stays[0]'],
    [text({ stays: [{ ...stay, need: [] }] }), '$.stays[0].need: an unknown field'],
    [text({ extra: 1 }), '$.extra: an unknown field; known here: days, places, stays'],
    [text({ days: { from: '2026-02-30', until: null } }), '$.days.from: "2026-02-30" is no day'],
    [
      text({ places: [{ ...place, outOfUse: [{ from: '2026-05-09', until: '2026-05-08' }] }] }),
      '$.places[0].outOfUse[0].until: "2026-05-08" lies before "2026-05-09"',
    ],
    [text({ places: [{ ...place, features: 'x' }] }), '$.places[0].features: "x" where a list'],
    [text({ places: { r1: place } }), '$.places: an object where a list is expected'],
    [text({ stays: [{ ...stay, id: 7 }] }), '$.stays[0].id: 7 where a text'],
    [text({ stays: [null] }), '$.stays[0]: null where an object is expected'],
    [text({ stays: [{ ...stay, period: undefined }] }), '$.stays[0].period: the field is missing'],
    [text({ stays: [{ ...stay, period: { from: '2026-05-04' } }] }), '$.stays[0].period.until'],
    [text({ days: { from: '1900-01-01', until: '2026-01-01' } }), '$.days.until: more than 36600'],
    [
      text({ days: { from: '2026-01-01', until: null }, stays: [] }).replace(
        'null},"outOfUse"',
        '"9999-12-31"},"outOfUse"',
      ),
      '$.days.until: more than 36600 days, up to 9999-12-31',
    ],
    ['{"days":1', '$: "," or "}" is expected (line 1, column 10)'],
    [`{"__proto__":{},${text({}).slice(1)}`, '$.__proto__: an unknown field'],
    ['[]', '$: a list where an object is expected'],
    ['', '$: the file ends too early'],
    ['['.repeat(1_000_000), 'more than 8 lists and objects inside one another'],
    [`${text({}).slice(0, -1)},"stays":[]}`, '$.stays: the field is given twice'],
  ])('%#: %.60s', async (given, problem) => {
    const { code, out, err } = await run(given);
    expect(err).toContain(`vrijplaats feasible: standard input: `);
    expect(err).toContain(problem);
    expect(err.split('\n')).toHaveLength(2);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('no file, a folder, no UTF-8', async () => {
    const missing = await run('', join(folder, 'missing.json'));
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toContain('there is no such file');
    expect((await run('', folder)).err).toContain('a folder, not a file');
    expect((await run(Buffer.from([0x7b, 0xff]))).err).toContain('$: not UTF-8');
  });

  test('a value of any kind anywhere is an answer or a fault with a path, never a crash', async () => {
    const odd = fc.oneof(
      fc.json({ maxDepth: 2 }).map((json): unknown => JSON.parse(json)),
      fc.constantFrom('2026-13-01', '', -1, Number.POSITIVE_INFINITY, '9999-12-31', '0001-01-01'),
    );
    const paths = [
      ['days'],
      ['days', 'until'],
      ['places', '0'],
      ['places', '0', 'outOfUse'],
      ['places', '0', 'period', 'from'],
      ['stays', '0', 'needs'],
      ['stays', '0', 'needs', '0'],
      ['stays', '0', 'period'],
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), odd, async (path, value) => {
        const file = structuredClone(GOOD);
        let at: Record<string, unknown> = file;
        for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
        at[path.at(-1) as string] = value;
        const { code, out, err } = await run(JSON.stringify(file));
        if (code === 0) JSON.parse(out);
        else expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('$.') });
      }),
      { numRuns: 500 },
    );
  });
});
