import { type DayNo, dayText } from './calendar.ts';
import type { HelpRequest, ListEvent } from './demand-types.ts';
import type { Cell, Column } from './insert-rows.ts';
import type { Writer } from '../platform/db/database.ts';

/** Columns and cells that several tables of the waiting list have. */
export type Tx = Pick<Writer, 'rows' | 'sealer' | 'marker'>;

export const u = 'uuid';
export const t = 'text';
export const d = 'date';
export const version: readonly Column[] = [
  ['event_id', u],
  ['known_from', 'moment'],
];
export const day = (on: DayNo | null): Cell => (on === null ? null : dayText(on));
export const byMoment = (a: { at: number }, b: { at: number }) => a.at - b.at;
export const versionOf = (event: ListEvent): Cell[] => [event.id, event.at];
export const ofRequest: readonly Column[] = [
  ['request_id', u],
  ['region_code', t],
];
export const requestCells = ({ id, child }: HelpRequest): Cell[] => [id, child.region];
