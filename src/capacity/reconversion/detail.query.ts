import type { Reader } from '../../platform/db/database.ts';
import { effectOnFrom, effectOnTo } from './effect.ts';
import type { ReconversionRow } from './contract.ts';
import { findReconversion, historyOf, rawOn } from './reconversion.queries.ts';

/**
 * The effect on the figures of the day from which the reconversion counts, today at the earliest.
 * @returns null once it is registered or off: then it stands in the figures themselves
 */
async function effectOf(tx: Pick<Reader, 'rows'>, row: ReconversionRow, day: string) {
  if (row.state === 'REGISTERED' || row.state === 'CANCELLED') return null;
  const raw = await rawOn(tx, row.unitId, row.module, day);
  const counted = row.state === 'EFFECTIVE' ? row.places : 0;
  const from = { ...raw, notConverted: raw.notConverted - counted };
  const to = await rawOn(tx, row.unitId, row.toModule, day);
  return [
    { module: row.module, ...effectOnFrom(from, row) },
    ...(row.toPlaces > 0 ? [{ module: row.toModule, ...effectOnTo(to, row) }] : []),
  ];
}

/** One reconversion with its effect and every step of it. */
export async function reconversionDetail(
  tx: Pick<Reader, 'rows'>,
  id: string,
  role: string,
  today: string,
) {
  const row = await findReconversion(tx, id, role);
  const effectOn = row.effectiveOn !== null && row.effectiveOn > today ? row.effectiveOn : today;
  return {
    row,
    effectOn,
    effect: await effectOf(tx, row, effectOn),
    history: await historyOf(tx, id),
  };
}
