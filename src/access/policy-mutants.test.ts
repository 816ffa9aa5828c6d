import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { type Clients, closeClients, openClients } from './matrix-check.ts';
import { type OpenOwner, ownerOf } from './matrix-owner.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';
import { allMutants, hunt, nothing } from './policy-mutants.ts';

let t: TestDatabase;
let world: MatrixWorld;
let owner: OpenOwner;
let clients: Clients;

beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  owner = await ownerOf(t.ownerUrl);
  clients = await openClients(t);
});
afterAll(async () => {
  await closeClients(clients);
  await owner.end();
  await t.close();
});

test('a sample of the mutants of the wall: all are caught (the drill policy-mutants hunts them all)', async () => {
  const mutants = await allMutants(owner);
  const seed = Number(process.env['MUTANT_SEED'] ?? 1);
  const count = Number(process.env['MUTANTS'] ?? 120);
  const found = await hunt({ world, owner, clients }, mutants, { count, seed });
  console.log(
    `mutants: ${mutants.length} in all, ${found.tried} tried, ${found.caught} caught, ${found.equivalent} equivalent`,
  );
  expect(found.survived).toEqual([]);
  expect(found.tried).toBeGreaterThan(count * 0.8);
}, 240_000);

test('a mutant that nothing can see would be reported', async () => {
  expect((await hunt({ world, owner, clients }, [nothing])).survived).toEqual(['nothing']);
});
