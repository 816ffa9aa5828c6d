import type { Writer } from '../../platform/db/database.ts';
import type { Language } from '../../platform/language.ts';
import { type ImportKind, importKinds } from './format.ts';
import type { ImportAccess, ImportCounts, ImportSummary } from './import-file.ts';
import { planDigest, planStatements } from './plan.queries.ts';
import type { RowProblem } from './problems.ts';
import type { RuleHit } from './rule-query.ts';
import { ruleStatements } from './rules.queries.ts';
import { importWords } from './words.ts';

/** Problems and findings that are kept with an import; the counts count all. */
export const mostKept = 1000;

export interface CheckOutcome {
  counts: ImportCounts;
  /** The same for two checks that come to the same changes of the same facts. */
  digest: string;
  problems: RowProblem[];
  findings: RowProblem[];
}

interface Tally {
  total: number;
  kept: RowProblem[];
}

const collect = (tally: Tally, problem: RowProblem) => {
  tally.total += 1;
  if (tally.kept.length < mostKept) tally.kept.push(problem);
};

/** Kinds in the file that this one may not even look up: told of once per sheet, not planned. */
function forbiddenKinds(access: ImportAccess, kinds: readonly ImportKind[]): ImportKind[] {
  return access.role === 'AS' ? kinds.filter((kind) => kind !== 'recognition') : [];
}

const kindProblem = (
  language: Language,
  kind: ImportKind,
  sheet: string | null,
  row: number | null,
): RowProblem => ({
  code: 'kind-not-yours',
  sheet,
  row,
  column: null,
  found: importWords[language].kind[kind],
});

/** Rows of a kind that may be read but not changed, and yet would change something. */
async function changesNotAllowed(
  tx: Writer,
  importId: string,
  access: ImportAccess,
  tally: Tally,
): Promise<void> {
  const rows = await tx.rows<{ kind: ImportKind; sheet: string | null; row: number }>(
    `select r.kind, r.sheet, r.row_number as row
       from capacity.import_plan p join capacity.import_row r on r.import_id = p.import_id and r.n = p.n
      where p.import_id = $1 and p.action <> 'same' and p.kind <> all ($2::text[]) order by p.n`,
    [importId, access.mayChange],
  );
  for (const { kind, sheet, row } of rows)
    collect(tally, kindProblem(access.language, kind, sheet, row));
}

async function providerCode(tx: Writer, access: ImportAccess): Promise<string | null> {
  if (access.role !== 'PC') return access.defaultProvider;
  const [own] = await tx.rows<{ code: string }>(
    'select code from capacity.provider where id = $1',
    [access.ownerId],
  );
  return own?.code ?? null;
}

const bySpot = (a: RowProblem, b: RowProblem) =>
  (a.sheet ?? '').localeCompare(b.sheet ?? '') || (a.row ?? 0) - (b.row ?? 0);

function problemOf(hit: RuleHit, headings: ImportSummary['headings']): RowProblem {
  const heading = hit.column && (headings?.[hit.sheet ?? '']?.[hit.column] ?? hit.column);
  return {
    code: hit.code,
    sheet: hit.sheet,
    row: hit.row,
    column: heading,
    found: hit.found,
    ...(hit.other !== null && { params: { other: hit.other } }),
  };
}

/** Above so many rows the statements of a check are planned for the file at hand. */
const mostAlike = 300;

/** The operator's file may be large: it is planned by what is in it, not by what an empty table would cost. */
async function measure(tx: Writer, access: ImportAccess): Promise<void> {
  if (access.role === 'operator') await tx.rows('select capacity.analyze_import()');
}

/**
 * How the statements of a check are asked. Most files are small and alike: prepared once for each
 * connection. In larger ones a loop within a loop over staged rows, which the planner takes to be few,
 * would cost the square of the file; so it may not choose one.
 */
async function asker(
  tx: Writer,
  access: ImportAccess,
  kinds: readonly ImportKind[],
  rows: number,
): Promise<Writer['rows']> {
  await measure(tx, access);
  if (access.role !== 'operator' && rows <= mostAlike) {
    let nth = 0;
    const name = `import_${access.role}_${kinds.join('_')}`;
    return (text, values) => tx.prepared(`${name}_${nth++}`, text, values);
  }
  if (access.role !== 'operator') await allowLoops(tx, false);
  return (text, values) => tx.rows(text, values);
}

const allowLoops = (tx: Writer, yes: boolean) =>
  tx.rows(`select set_config('enable_nestloop', $1, true)`, [yes ? 'on' : 'off']);

/**
 * Lays the staged rows against the facts as this transaction sees them, and holds the outcome against
 * every rule. Leaves the plan in capacity.import_plan: apply it in the same transaction, or roll back.
 */
export async function checkImport(
  tx: Writer,
  access: ImportAccess,
  file: { id: string; summary: ImportSummary },
): Promise<CheckOutcome> {
  const problems: Tally = { total: 0, kept: [] };
  const findings: Tally = { total: 0, kept: [] };
  const staged = await tx.rows<{ kind: ImportKind; sheet: string | null; rows: number }>(
    'select kind, sheet, count(*)::int as rows from capacity.import_row where import_id = $1 group by kind, sheet',
    [file.id],
  );
  const rows = staged.reduce((sum, each) => sum + each.rows, 0);
  if (file.summary.staged !== undefined && rows !== file.summary.staged) {
    collect(problems, { code: 'rows-gone', sheet: null, row: null, column: null, found: null });
  }
  const all = [...new Set(staged.map((each) => each.kind))];
  const forbidden = forbiddenKinds(access, all);
  for (const { kind, sheet } of staged) {
    if (forbidden.includes(kind))
      collect(problems, kindProblem(access.language, kind, sheet, null));
  }
  const kinds = importKinds.filter((kind) => all.includes(kind) && !forbidden.includes(kind));
  const code = await providerCode(tx, access);
  await tx.rows('delete from capacity.import_plan where import_id = $1', [file.id]);
  const ask = await asker(tx, access, kinds, rows);
  for (const [nth, text] of planStatements(kinds, access.role === 'PC').entries()) {
    await ask(text, text.includes('$2') ? [file.id, code] : [file.id]);
    if (nth === 0) await measure(tx, access);
  }
  for (const text of kinds.length > 0 ? ruleStatements(kinds) : []) {
    for (const hit of await ask<RuleHit>(text, [file.id])) {
      collect(
        hit.severity === 'finding' ? findings : problems,
        problemOf(hit, file.summary.headings),
      );
    }
  }
  await allowLoops(tx, true);
  await changesNotAllowed(tx, file.id, access, problems);
  const [counted] = await tx.rows<{
    digest: string;
    added: number;
    changed: number;
    removed: number;
    same: number;
  }>(planDigest, [file.id]);
  const { digest, ...actions } = counted!;
  return {
    counts: { ...actions, findings: findings.total, problems: problems.total },
    digest,
    problems: problems.kept.sort(bySpot),
    findings: findings.kept.sort(bySpot),
  };
}
