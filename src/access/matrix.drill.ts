import { withWall } from './drill-tools.ts';
import { checkFunctions } from './function-check.ts';
import { checkEntering, checkTable, type Disagreement } from './matrix-check.ts';
import { oracleTables } from './oracle.ts';

/** Asks every cell of the access matrix by itself, also of those who are not let in, and prints what disagrees. */
export async function run(): Promise<boolean> {
  return withWall(async (tools) => {
    const began = performance.now();
    const disagreements: Disagreement[] = [];
    let cells = 0;
    let values = 0;
    const parts = [
      () => checkEntering(tools.world, tools.clients),
      () => checkFunctions(tools.world, tools.clients),
      ...Object.keys(oracleTables).map((table) => () => checkTable(tools, table, { whole: true })),
    ];
    for (const part of parts) {
      const checked = await part();
      cells += checked.cells;
      values += checked.values;
      disagreements.push(...checked.disagreements);
    }
    const seconds = (performance.now() - began) / 1000;
    for (const each of disagreements.slice(0, 50)) console.log(JSON.stringify(each));
    console.log(
      `${cells} cells (${values} values shown or hidden) in ${Math.round(seconds)} s, ${Math.round(cells / seconds)} cells a second, ${disagreements.length} disagreements`,
    );
    return disagreements.length === 0;
  });
}
