import type { PlannedChange } from './changes.query.ts';
import type { ImportChangeRow } from './import-file.ts';
import type { Language } from '../../platform/language.ts';
import { fill } from './problems.ts';
import { importWords } from './words.ts';

type Words = (typeof importWords)[Language];

const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A value as people read it: days as 06/05/2026, codes in words. */
function shown({ sentence, code }: Words, name: string, value: unknown): string {
  const codes: Record<string, string> = code;
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

const placesIn = ({ sentence }: Words, count: unknown) =>
  count === 1 ? sentence.placesOne : fill(sentence.placesMany, { count });

function what(words: Words, change: PlannedChange, values: Record<string, unknown>): string {
  const { sentence } = words;
  const gaps = {
    who: change.who ?? '',
    from: shown(words, 'from', values['from']),
    until: shown(words, 'until', values['until']),
    code: shown(words, 'reason', values['reason'] ?? values['kind']),
    only: shown(words, 'only_for', values['only_for']),
    places: placesIn(words, values['places']),
  };
  if (change.kind === 'unavailability' && values['only_for']) {
    return fill(sentence.unavailabilityPartial, gaps);
  }
  return fill(sentence[change.kind], gaps);
}

/** One planned change as a sentence, with each field that differs. Pure. */
export function changeInWords(change: PlannedChange, language: Language): ImportChangeRow {
  const words = importWords[language];
  const { sentence } = words;
  const fieldNames: Record<string, string> = words.field;
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
        before: shown(words, name, before[name]),
        after: shown(words, name, change.after[name]),
      }),
    )
    .join('; ');
  const summary = fill(sentence[action], { what: what(words, change, values), fields });
  return { kind, action, row, unitName, summary };
}
