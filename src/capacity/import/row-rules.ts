import type { StagedField } from './format.ts';
import type { RowProblem } from './problems.ts';
import type { Table } from './table-kind.ts';

type Value = string | number | boolean | null;
type Breach = Omit<RowProblem, 'sheet' | 'row'>;

const text = (value: Value): string | null => (value === null ? null : String(value));

/** The rules that one row can be held against by itself, on values that were read. Pure. */
export function rowBreach(table: Table, value: (field: StagedField) => Value): Breach[] {
  const breaches: Breach[] = [];
  const heading = (field: StagedField) =>
    table.columns.find(({ column }) => column.field === field)?.heading ?? null;
  const breach = (code: string, field: StagedField | null, other?: string | null) =>
    breaches.push({
      code,
      column: field && heading(field),
      found: field && text(value(field)),
      ...(other !== undefined && { params: { other } }),
    });
  if (value('fact_id') === null && value('key') === null) breach('key-missing', null);
  // What is to go needs no other cells.
  if (value('remove') === true) return breaches;
  for (const { column } of table.columns) {
    if (column.required && column.field && value(column.field) === null) {
      if (column.field !== 'expected_end_on' || value('until_on') === null)
        breach('value-missing', column.field);
    }
  }
  const from = text(value('from_on'));
  const until = text(value('until_on'));
  const expected = text(value('expected_end_on'));
  if (from && until && until <= from) breach('period-reversed', 'until_on', from);
  if (from && expected && expected <= from)
    breach('expected-before-start', 'expected_end_on', from);
  if (
    table.kind === 'stay' &&
    from &&
    value('code') !== null &&
    until === null &&
    heading('until_on')
  ) {
    breach('end-reason-without-end', 'code');
  }
  if (table.kind === 'unavailability') unavailabilityBreaches(value, breach);
  return breaches;
}

function unavailabilityBreaches(
  value: (field: StagedField) => Value,
  breach: (code: string, field: StagedField | null, other?: string | null) => void,
): void {
  const until = text(value('until_on'));
  const expected = text(value('expected_end_on'));
  if (until && expected && until > expected) breach('until-after-expected', 'until_on');
  const explanation = text(value('explanation')) ?? '';
  if (value('code') === 'OTHER' && explanation.trim().length < 3)
    breach('explanation-required', 'explanation');
  const places = value('places');
  if (value('only_for') !== null && typeof places === 'number' && places > 0)
    breach('places-or-stop', 'places');
  if (value('place_label') !== null && typeof places === 'number' && places !== 1) {
    breach('place-counts-one', 'places');
  }
}
