import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReference } from '../capacity/fixtures.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { bandOf } from './bands.ts';
import { urgencyFacts } from './codes.ts';
import { firstRuleSet } from './first-rule-set.ts';
import { makeRequest, makeRules } from './fixtures.ts';
import { compareKeys, orderList, tieOf } from './order-list.ts';
import { type RuleContent, ruleProblems } from './rule-set.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
  await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
  });
});
afterAll(() => t.close());

const facts = fc.subarray([...urgencyFacts]);
const rules: fc.Arbitrary<RuleContent> = fc
  .array(
    fc.array(fc.subarray([...urgencyFacts], { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    }),
    {
      maxLength: 5,
    },
  )
  .map((bands) => ({
    ...firstRuleSet.content,
    bands: [...bands, [[]]].map((when, at) => ({
      ...firstRuleSet.content.bands[0]!,
      code: String.fromCodePoint(65 + at),
      when,
    })),
  }));

describe('the band', () => {
  test('is the first that has a condition of which all facts hold', () => {
    expect(bandOf(firstRuleSet.content, [])).toBe(5);
    expect(bandOf(firstRuleSet.content, ['MANY_BREAKS'])).toBe(5);
    expect(bandOf(firstRuleSet.content, ['MANY_BREAKS', 'ONE_TO_ONE'])).toBe(3);
    expect(bandOf(firstRuleSet.content, ['VIST', 'UNSAFE_NOW'])).toBe(1);
    expect(ruleProblems(firstRuleSet.content)).toEqual([]);
  });

  test('no fact more ever lowers anybody', () => {
    fc.assert(
      fc.property(rules, facts, facts, (content, some, more) => {
        expect(bandOf(content, [...some, ...more])).toBeLessThanOrEqual(bandOf(content, some));
      }),
    );
  });

  test('the database finds the same band and the same draw', async () => {
    const cases = fc.sample(fc.tuple(rules, facts, fc.uuid()), { numRuns: 200, seed: 7 });
    const rows = await t.owner<{ band: number; tie: string }>(
      `select waiting_list.band_of(c -> 'content', array(select jsonb_array_elements_text(c -> 'facts'))) as band,
              waiting_list.tie_of('seed', (c ->> 'id')::uuid)::text as tie
         from jsonb_array_elements($1::jsonb) with ordinality as x (c, n) order by n`,
      [JSON.stringify(cases.map(([content, known, id]) => ({ content, facts: known, id })))],
    );
    for (const [at, [content, known, id]] of cases.entries()) {
      expect(rows[at]!.band).toBe(bandOf(content, known));
      expect(Number(rows[at]!.tie)).toBe(tieOf('seed', id));
    }
  });
});

const one = fc.record({
  requestId: fc.uuid(),
  bandNo: fc.integer({ min: 1, max: 3 }),
  since: fc.constantFrom('2024-01-01', '2024-01-02', '2025-01-01'),
  tie: fc.integer({ min: 0, max: 3 }),
  groupId: fc.constantFrom(null, null, 'g1', 'g2'),
});
const list = fc.uniqueArray(one, { selector: ({ requestId }) => requestId, maxLength: 20 });

describe('the order', () => {
  test('is total and the same however the list was given', () => {
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.nat()), (requests, numbers) => {
        const shuffled = requests
          .map((request) => ({ request, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ request }) => request);
        const ids = (some: typeof requests) => orderList(some).map(({ requestId }) => requestId);
        expect(ids(shuffled)).toEqual(ids(requests));
        expect(ids(requests)).toHaveLength(requests.length);
      }),
    );
  });

  test('holds a group together, where its best member stands', () => {
    fc.assert(
      fc.property(list, (requests) => {
        const order = orderList(requests);
        for (const group of ['g1', 'g2']) {
          const members = order.filter(({ groupId }) => groupId === group);
          if (members.length === 0) continue;
          const best = members.map((member) => ({ ...member, groupId: null }));
          const key = orderList(best)[0]!;
          const before = order.slice(0, order.indexOf(members[0]!));
          for (const other of before)
            if (other.groupId === null) expect(compareKeys(other, key)).toBeLessThanOrEqual(0);
          // Nobody alone stands among them but who has the very same key.
          const span = order.slice(before.length, order.indexOf(members.at(-1)!));
          for (const other of span)
            if (other.groupId === null) expect(compareKeys(other, key)).toBe(0);
        }
      }),
    );
  });

  test('the database keeps the same order, whatever is done to the list', async () => {
    const made = await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'waiting-list',
        kind: 'test',
        organisationId: null,
        subjectId: null,
      });
      const groups = await tx.rows<{ id: string }>(
        `insert into waiting_list.sibling_group (region_code, together) values ('WVL', 'REQUIRED'), ('WVL', 'REQUIRED'), ('WVL', 'PREFERRED') returning id`,
      );
      const sample = fc.sample(
        fc.record({
          facts,
          group: fc.integer({ min: 0, max: 5 }),
          since: fc.constantFrom('2023-01-01', '2024-01-01', '2025-02-01'),
          gone: fc.boolean(),
        }),
        { numRuns: 60, seed: 11 },
      );
      const all = [];
      for (const { facts: known, group, since, gone } of sample) {
        const { requestId } = await makeRequest(tx, {
          facts: known.filter((fact) => !fact.startsWith('PRIORITY')),
          since,
          ...(groups[group] && { groupId: groups[group].id }),
        });
        if (gone)
          await tx.rows(`update waiting_list.request set state = 'CANCELLED' where id = $1`, [
            requestId,
          ]);
        else
          all.push({
            requestId,
            since,
            bandNo: bandOf(
              firstRuleSet.content,
              known.filter((fact) => !fact.startsWith('PRIORITY')),
            ),
            tie: tieOf(firstRuleSet.content.seed, requestId),
            groupId: group < 2 ? groups[group]!.id : null,
          });
      }
      return all;
    });
    const kept = await t.owner<{ id: string }>(
      `select request_id as id from waiting_list.position where callable and request_id = any ($1::uuid[])
        order by band_no, since, tie, request_id`,
      [made.map(({ requestId }) => requestId)],
    );
    expect(kept.map(({ id }) => id)).toEqual(orderList(made).map(({ requestId }) => requestId));
  });
});
