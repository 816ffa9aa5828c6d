import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordEvent } from '../../platform/db/command.ts';
import { type TestDatabase, testDatabase } from '../../platform/testing/database.ts';
import { addStatement, changeStatement } from './apply.queries.ts';
import { checkImport } from './check.ts';
import { loadImport, moveImport } from './import-file.ts';
import { type Apply, drillMutants } from './mutants.drill.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

test('200 hostile files: none half applied, none a crash, each refusal in words', async () => {
  const verdict = await drillMutants(t, { count: 200, seed: 20_260 });
  expect(verdict.bad).toEqual([]);
  const outcomes = [...verdict.outcomes.keys()];
  expect(verdict.outcomes.get('applied')).toBeGreaterThan(10);
  expect(verdict.outcomes.get('broken off')).toBeGreaterThan(0);
  expect(outcomes.filter((each) => each.startsWith('refused')).length).toBeGreaterThan(15);
}, 120_000);

/** The planted fault: each table in a transaction of its own. */
const perTable: Apply = async (access, actor, id) => {
  const file = await access.write((tx) => loadImport(tx, id));
  await access.write(async (tx) => {
    await moveImport(tx, id, 'APPLYING');
    await checkImport(tx, access, file);
  });
  let eventId: string | null = null;
  for (const kind of ['stay', 'absence', 'unavailability'] as const) {
    await access.asProgram(async () => {});
    eventId = await access.write(async (tx) => {
      const event = await recordEvent(tx, actor, {
        slice: 'capacity',
        kind: 'import',
        organisationId: access.ownerId,
        subjectId: null,
        undoable: true,
      });
      await tx.rows('set constraints all deferred');
      await tx.rows(addStatement(kind), [id]);
      await tx.rows(changeStatement(kind), [id]);
      return event;
    });
  }
  await access.write((tx) => moveImport(tx, id, 'APPLIED', { eventId }));
};

test('an apply that commits table by table is caught', async () => {
  const verdict = await drillMutants(t, {
    count: 400,
    seed: 20_260,
    apply: perTable,
    until: 'half of it',
  });
  expect(verdict.bad.at(-1)).toContain('half of it is left after it was broken off');
}, 120_000);

test('an apply that forgets the changes is caught', async () => {
  const forgetful: Apply = async (access, actor, id) => {
    const file = await access.write((tx) => loadImport(tx, id));
    await access.write(async (tx) => {
      await moveImport(tx, id, 'APPLYING');
      await checkImport(tx, access, file);
      const eventId = await recordEvent(tx, actor, {
        slice: 'capacity',
        kind: 'import',
        organisationId: access.ownerId,
        subjectId: null,
        undoable: true,
      });
      await tx.rows(addStatement('stay'), [id]);
      await moveImport(tx, id, 'APPLIED', { eventId });
    });
  };
  const verdict = await drillMutants(t, {
    count: 200,
    seed: 20_260,
    apply: forgetful,
    until: 'a second time',
  });
  expect(verdict.bad.at(-1)).toContain('a second time it changes something');
}, 120_000);
