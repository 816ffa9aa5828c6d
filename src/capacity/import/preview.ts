import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors.ts';
import type { UnitRow } from '../contract.ts';
import { unitsJson } from '../unit-row.ts';
import { applyPlan } from './apply-plan.ts';
import { changeInWords } from './change-words.ts';
import { plannedChanges } from './changes.query.ts';
import { type CheckOutcome, checkImport } from './check.ts';
import { type ImportKind, importKinds } from './format.ts';
import {
  type FigureChange,
  type ImportAccess,
  type ImportChangeRow,
  type ImportSummary,
  noCounts,
} from './import-file.ts';
import type { RowProblem } from './problems.ts';

/** What is shown of a preview; the counts count all. */
export const mostChangesShown = 200;
const mostUnitsShown = 200;
/** A larger import is not rehearsed for its preview, so its figures are not worked out before. */
const mostRehearsed = 20_000;

export interface Preview {
  check: CheckOutcome;
  changes: ImportChangeRow[];
  figures: FigureChange[];
}

/** Carries the outcome of a rehearsal out of its transaction, which is rolled back. */
class Rehearsed extends Error {
  readonly preview: Preview;
  constructor(preview: Preview) {
    super('rehearsed');
    this.preview = preview;
  }
}

async function figuresOf(tx: Writer, units: readonly string[]): Promise<Map<string, UnitRow>> {
  const [day] = await tx.rows<{ today: string }>('select platform.today() as today');
  const today = day!.today;
  const rows = JSON.parse(
    await unitsJson(tx, { day: today, knownAt: null, today }, units),
  ) as UnitRow[];
  return new Map(rows.map((row) => [`${row.unitId} ${row.module}`, row]));
}

function differences(before: Map<string, UnitRow>, after: Map<string, UnitRow>): FigureChange[] {
  const changes: FigureChange[] = [];
  for (const [key, now] of before) {
    const then = after.get(key);
    if (!then || JSON.stringify(then.figures) === JSON.stringify(now.figures)) continue;
    changes.push({
      unitId: now.unitId,
      unitName: now.unitName,
      module: now.module,
      before: now.figures,
      after: then.figures,
    });
  }
  return changes.slice(0, mostUnitsShown);
}

async function rehearse(
  tx: Writer,
  access: ImportAccess,
  actor: Actor,
  file: { id: string; summary: ImportSummary },
): Promise<Preview> {
  const check = await checkImport(tx, access, file);
  const kinds = await kindsOf(tx, file.id);
  const changes = (await plannedChanges(tx, file.id, kinds, mostChangesShown)).map((change) =>
    changeInWords(change, access.language),
  );
  const { added, changed, removed } = check.counts;
  const size = added + changed + removed;
  if (check.counts.problems > 0 || size === 0 || size > mostRehearsed)
    return { check, changes, figures: [] };
  const units = await tx.rows<{ id: string }>(
    `select distinct unit_id as id from capacity.import_plan where import_id = $1 and action <> 'same' limit $2`,
    [file.id, mostUnitsShown],
  );
  const ids = units.map((unit) => unit.id);
  const before = await figuresOf(tx, ids);
  await applyPlan(tx, access, actor, file.id, check.counts);
  return { check, changes, figures: differences(before, await figuresOf(tx, ids)) };
}

async function kindsOf(tx: Writer, importId: string): Promise<ImportKind[]> {
  const rows = await tx.rows<{ kind: ImportKind }>(
    'select distinct kind from capacity.import_plan where import_id = $1',
    [importId],
  );
  const found = rows.map((row) => row.kind);
  return importKinds.filter((kind) => found.includes(kind));
}

/** A promise of the database that the changes together would break, as a problem of the file. */
const brokenPromise = (failure: Failure): RowProblem => ({
  code: 'not-applicable',
  sheet: null,
  row: null,
  column: null,
  found: failure.code,
});

/**
 * What would change, and the figures before and after: the import is really applied, in a transaction
 * that is rolled back, so that the preview can promise nothing that applying would not do.
 */
export async function previewImport(
  access: ImportAccess,
  actor: Actor,
  file: { id: string; summary: ImportSummary },
): Promise<Preview> {
  try {
    await access.write(async (tx) => {
      throw new Rehearsed(await rehearse(tx, access, actor, file));
    });
    throw new Error('a rehearsal never commits');
  } catch (error) {
    if (error instanceof Rehearsed) return error.preview;
    const broken = brokenPreview(error);
    if (broken) return broken;
    throw error;
  }
}

/** The outcome for a file whose changes together break a promise; null for any other error. */
export function brokenPreview(error: unknown): Preview | null {
  if (!(error instanceof Failure)) return null;
  if (error.code === 'import-cancelled' || error.code === 'import-state') return null;
  return error.kind === 'conflict' || error.kind === 'bad-request'
    ? refused(brokenPromise(error))
    : null;
}

/** Nothing looked at, nothing found. */
export const emptyPreview = (): Preview => ({
  check: { counts: noCounts, digest: '', problems: [], findings: [] },
  changes: [],
  figures: [],
});

const refused = (problem: RowProblem): Preview => {
  const { check, ...rest } = emptyPreview();
  return {
    ...rest,
    check: { ...check, counts: { ...noCounts, problems: 1 }, problems: [problem] },
  };
};
