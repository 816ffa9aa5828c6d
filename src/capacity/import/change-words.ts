import type { PlannedChange } from './changes.query.ts';
import type { ImportChangeRow } from './import-file.ts';
import words from './locales/nl.json' with { type: 'json' };
import { fill } from './problems.ts';

const codes: Record<string, string> = words.code;
const fieldNames: Record<string, string> = words.field;
const sentence = words.sentence;

const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A value as people read it: days as 06/05/2026, codes in words. */
function shown(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return name === 'until' ? sentence.open : sentence.empty;
  }
  if (typeof value === 'boolean') return value ? sentence.yes : sentence.no;
  const text = String(value);
  const day = isoDay.exec(text);
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  const coded = ['end_reason', 'file_kind', 'kind', 'reason', 'only_for', 'funding_kind', 'origin'];
  return coded.includes(name) ? (codes[text] ?? text) : text;
}

const placesIn = (count: unknown) =>
  count === 1 ? sentence.placesOne : fill(sentence.placesMany, { count });

function what(change: PlannedChange, values: Record<string, unknown>): string {
  const gaps = {
    who: change.who ?? '',
    from: shown('from', values['from']),
    until: shown('until', values['until']),
    code: shown('reason', values['reason'] ?? values['kind']),
    only: shown('only_for', values['only_for']),
    places: placesIn(values['places']),
  };
  if (change.kind === 'unavailability' && values['only_for']) {
    return fill(sentence.unavailabilityPartial, gaps);
  }
  return fill(sentence[change.kind], gaps);
}

/** One planned change as a sentence, with each field that differs. Pure. */
export function changeInWords(change: PlannedChange): ImportChangeRow {
  const { kind, action, row, unitName } = change;
  const before = change.before ?? {};
  const values = action === 'add' ? change.after : before;
  const differing = Object.keys(change.after).filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(change.after[name] ?? null),
  );
  const fields = differing
    .map((name) =>
      fill(sentence.field, {
        name: fieldNames[name] ?? name,
        before: shown(name, before[name]),
        after: shown(name, change.after[name]),
      }),
    )
    .join('; ');
  const summary = fill(sentence[action], { what: what(change, values), fields });
  return { kind, action, row, unitName, summary };
}
