import { afterAll, beforeAll } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { type Clients, closeClients, openClients } from './matrix-check.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';

/** Filled before the first test of the file. */
export interface Matrix {
  t: TestDatabase;
  world: MatrixWorld;
  clients: Clients;
}

/** For the tests of one file: the world of the matrix in a database of its own, and a raw connection of every login. */
export function useMatrix(): Matrix {
  const matrix = {} as Matrix;
  beforeAll(async () => {
    matrix.t = await testDatabase();
    matrix.world = await makeMatrixWorld(matrix.t);
    matrix.clients = await openClients(matrix.t);
  });
  afterAll(async () => {
    await closeClients(matrix.clients);
    await matrix.t.close();
  });
  return matrix;
}
