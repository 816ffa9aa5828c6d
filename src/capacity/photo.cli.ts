import { text as asText } from 'node:stream/consumers';
import { firstLanguage } from '../platform/language.ts';
import type { Database } from '../platform/db/database.ts';
import { dayIn } from '../platform/period.ts';
import type { UnitRow } from './contract.ts';
import { unitCells, unitColumns } from './export/unit-table.ts';
import { writeExport } from './export/write-export.ts';
import { addFigures, type Figures } from './figures.ts';
import { asOfFrom, photoJson } from './photo.query.ts';
import { type SnapshotKind, takeSnapshot } from './take-snapshot.ts';

export type PhotoFormat = 'json' | 'csv' | 'table';

interface Out {
  stdout: { write(text: string): unknown };
}

const heads: [string, keyof Figures][] = [
  ['recognised', 'recognised'],
  ['occupied', 'occupied'],
  ['absent', 'absent'],
  ['not conv.', 'notConverted'],
  ['unavail.', 'unavailable'],
  ['held', 'held'],
  ['free', 'free'],
  ['offerable', 'offerable'],
  ['over', 'overOccupied'],
];

function photoTable(units: readonly UnitRow[]): string {
  const width = Math.max(4, ...units.map((unit) => unit.unitCode.length + unit.module.length + 1));
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}  ${cells.map((cell, i) => String(cell).padStart(heads[i]![0].length)).join('  ')}\n`;
  const figures = (each: Figures) => heads.map(([, key]) => each[key]);
  const rows = units.map((unit) => line(`${unit.unitCode} ${unit.module}`, figures(unit.figures)));
  const total = addFigures(units.map((unit) => unit.figures));
  const head = heads.map(([name]) => name);
  return `${line('unit', head)}${rows.join('')}${line('all', figures(total))}`;
}

/**
 * `vrijplaats photo`: the figures of every unit and module on a day, as known at a moment, from the same
 * rows that every screen and export shows.
 * @param at ISO day, today if absent; @param known ISO moment, now if absent
 */
export async function runPhoto(input: {
  db: Database;
  at?: string | undefined;
  known?: string | undefined;
  format: PhotoFormat;
  io: Out;
  now?: Date;
}): Promise<number> {
  const now = input.now ?? new Date();
  const { at, known } = input;
  const asOf = asOfFrom({ ...(at && { at }), ...(known && { known }) }, dayIn(now));
  const photo = await input.db.as('vp_jobs', (tx) => photoJson(tx, asOf, now), {
    isolation: 'repeatable read',
  });
  if (input.format === 'json') {
    input.io.stdout.write(`${photo}\n`);
    return 0;
  }
  const { units } = JSON.parse(photo) as { units: UnitRow[] };
  if (input.format === 'table') {
    input.io.stdout.write(photoTable(units));
    return 0;
  }
  const about = {
    what: 'units',
    format: 'csv',
    at: asOf.day,
    knownAt: asOf.knownAt,
    madeAt: now,
    confidential: false,
    language: firstLanguage,
  } as const;
  const rows = units.map((row) => unitCells({ row, distanceKm: null }));
  const table = { sheet: 'Leefgroepen', key: 'units', columns: unitColumns(firstLanguage), rows };
  input.io.stdout.write(await asText(writeExport(about, [table])));
  return 0;
}

/** `vrijplaats snapshot`: freezes the figures of today; a second one of the same kind and day changes nothing. */
export async function runSnapshot(input: {
  db: Database;
  kind: SnapshotKind;
  io: Out;
}): Promise<number> {
  const { id, taken } = await input.db.as('vp_jobs', (tx) => takeSnapshot(tx, input.kind));
  input.io.stdout.write(
    taken ? `Taken: ${id}.\n` : `There was one of this kind and day already: ${id}.\n`,
  );
  return 0;
}
