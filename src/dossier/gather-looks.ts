import type { Writer } from '../platform/db/database.ts';

/** Lines of the chain in one go: more wait for the next minute, so that a long night is no long transaction. */
const mostAtOnce = 20_000;

/** Takes what is new in the log of looks to the files on which somebody has a window; safe to repeat. @returns lines read */
export async function gatherLooks(tx: Pick<Writer, 'rows'>): Promise<number> {
  const [found] = await tx.rows<{ lines: number }>('select dossier.gather_looks($1) as lines', [
    mostAtOnce,
  ]);
  return found!.lines;
}
