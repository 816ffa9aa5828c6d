import { withWall } from './drill-tools.ts';
import { interleave } from './interleave.ts';

/** Many people at once on two connections for each login, with errors, cancels and lost connections. */
export async function run({ count, seed }: { count: number; seed: number }): Promise<boolean> {
  return withWall(async ({ t, world }) => {
    const began = performance.now();
    const done = await interleave(t, world, { rounds: count, seed });
    const seconds = (performance.now() - began) / 1000;
    for (const line of done.wrong.slice(0, 20)) console.log(`WRONG ${line}`);
    console.log(
      `${done.rounds} rounds in ${Math.round(seconds)} s: ${done.right} right, ${done.broken} broken off as provoked, ${done.wrong.length} wrong`,
    );
    return done.wrong.length === 0 && done.right > count / 2;
  });
}
