import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import {
  checkEntering,
  checkTable,
  type Clients,
  closeClients,
  openClients,
} from './matrix-check.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';
import { checkFunctions } from './function-check.ts';
import { ownerOf, type OpenOwner } from './matrix-owner.ts';
import { oracleTables } from './oracle.ts';

let t: TestDatabase;
let world: MatrixWorld;
let owner: OpenOwner;
let clients: Clients;
let cells = 0;
let values = 0;
let seconds = 0;

beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  owner = await ownerOf(t.ownerUrl);
  clients = await openClients(t);
});
afterAll(async () => {
  console.log(
    `matrix: ${cells} cells, ${values} values, ${Math.round(cells / seconds)} cells a second`,
  );
  await closeClients(clients);
  await owner.end();
  await t.close();
});

test('nobody enters without a session that lives', async () => {
  const checked = await checkEntering(world, clients);
  expect(checked.disagreements).toEqual([]);
});

test('every function under every login', async () => {
  const checked = await checkFunctions(world, clients);
  cells += checked.cells;
  expect(checked.disagreements).toEqual([]);
});

describe('the database does what the oracle says', () => {
  for (const table of Object.keys(oracleTables)) {
    test(table, async () => {
      const before = performance.now();
      const checked = await checkTable({ world, owner, clients }, table);
      seconds += (performance.now() - before) / 1000;
      cells += checked.cells;
      values += checked.values;
      expect(checked.disagreements).toEqual([]);
    });
  }
});
