import { withWall } from './drill-tools.ts';
import { allMutants, hunt, nothing } from './policy-mutants.ts';

/** Hunts every mutant of the wall (or `count` of them, drawn by `seed`) and names those that survive. */
export async function run({ count, seed }: { count: number; seed: number }): Promise<boolean> {
  return withWall(async (tools) => {
    if ((await hunt(tools, [nothing])).survived.length === 0)
      throw new Error(
        'the wall is faulty before anything is planted: every mutant would count as caught',
      );
    const mutants = await allMutants(tools.owner);
    const began = performance.now();
    const found = await hunt(tools, mutants, { count, seed, log: (line) => console.log(line) });
    const seconds = (performance.now() - began) / 1000;
    for (const name of found.survived) console.log(`SURVIVED ${name}`);
    console.log(
      `${mutants.length} mutants: ${found.tried} tried in ${Math.round(seconds)} s, ${found.caught} caught, ${found.survived.length} survived, ${found.equivalent} equivalent by hand`,
    );
    return found.survived.length === 0;
  });
}
