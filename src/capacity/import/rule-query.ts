import type { ImportKind } from './format.ts';

/** What a rule's query gives: the spot, and what the words need. */
export interface RuleHit {
  severity: 'problem' | 'finding';
  code: string;
  kind: ImportKind;
  sheet: string | null;
  row: number;
  column: string | null;
  found: string | null;
  other: string | null;
}

export interface Rule {
  severity?: 'finding';
  code: string;
  /** SQL condition over `r` (row as read) and `p` (what it comes to). */
  when: string;
  column: string | null;
  found?: string;
  other?: string;
}

const quoted = (text: string | null) => (text === null ? 'null::text' : `'${text}'`);
export const writes = `p.action in ('add', 'change')`;

/**
 * @param joins further tables that the conditions name
 * @param only which rows of the plan the rules are about at all, over `p` alone
 */
export function ruleQuery(
  kinds: readonly ImportKind[],
  rules: readonly Rule[],
  joins = '',
  only = 'true',
): string {
  const values = rules.map(
    (rule) => `(${quoted(rule.severity ?? 'problem')}, ${quoted(rule.code)}, ${quoted(rule.column)},
      (${rule.found ?? 'null'})::text, (${rule.other ?? 'null'})::text, ${rule.when})`,
  );
  return `
    select f.severity, f.code, r.kind, r.sheet, r.row_number as row, f.col as column, f.found, f.other
      from capacity.import_plan p join capacity.import_row r on r.import_id = p.import_id and r.n = p.n ${joins}
     cross join lateral (values ${values.join(',\n')}) as f (severity, code, col, found, other, hit)
     where p.import_id = $1 and p.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}) and ${only}
       and (${rules.map((rule) => `(${rule.when})`).join(' or ')}) and f.hit`;
}

/** False where the row names an id that stands for nothing: then nothing else is said of it. */
export const factKnown = '(r.fact_id is null or p.fact_id is not null)';

/** A new fact needs this value. */
export const needed = (column: string, value: string): Rule => ({
  code: 'value-missing',
  when: `p.action = 'add' and ${factKnown} and ${value} is null`,
  column,
});
