import type { Caller, Database, Reader, Transactions, Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { firstLanguage, type Language } from '../../platform/language.ts';
import type { Figures } from '../figures.ts';
import type { ImportKind } from './format.ts';
import type { WordedProblem } from './problems.ts';

export const importStates = [
  'STAGING',
  'CHECKED',
  'REFUSED',
  'APPLYING',
  'APPLIED',
  'CANCELLED',
  'FAILED',
] as const;
export type ImportStateName = (typeof importStates)[number];

/** Under whose name a file is imported, and what that one may change. */
export interface ImportAccess {
  role: 'PC' | 'AS' | 'operator';
  /** The organisation that imports; null for the operator. */
  ownerId: string | null;
  personId: string | null;
  /** The provider of rows that name none; null: the importing organisation's own code, if it is a provider. */
  defaultProvider: string | null;
  /** Kinds that this one may change. */
  mayChange: readonly ImportKind[];
  /** In which language the outcome is kept. */
  language: Language;
  read<T>(work: (tx: Reader) => Promise<T>): Promise<T>;
  /** One serialisable transaction, begun again when it loses a race. */
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /** The last word on an import whose session is gone: as the program itself. */
  asProgram<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
}

/** A provider imports what is its own; the access team's steward imports recognition for all. */
export function importAccess(
  db: Transactions,
  caller: Caller,
  who: { personId: string; organisationId: string | null },
  language: Language = firstLanguage,
): ImportAccess {
  const role = caller.role === 'AS' ? 'AS' : 'PC';
  return {
    role,
    ownerId: who.organisationId,
    personId: who.personId,
    defaultProvider: null,
    mayChange: role === 'AS' ? ['recognition'] : ['stay', 'absence', 'unavailability'],
    language,
    read: (work) => db.read(caller, work),
    write: (work) => db.write(caller, work),
    asProgram: (work) => db.as('vp_jobs', work),
  };
}

/**
 * The operator at the command line: every provider, every kind. Statements may take as long as they need.
 * @param defaultProvider code of the provider that rows without one belong to
 */
export function operatorAccess(db: Database, defaultProvider: string | null = null): ImportAccess {
  const patient = <T>(work: (tx: Writer) => Promise<T>) =>
    db.as('vp_jobs', async (tx) => {
      await tx.rows(`select set_config('statement_timeout', '0', true)`);
      return work(tx);
    });
  return {
    role: 'operator',
    ownerId: null,
    personId: null,
    defaultProvider,
    mayChange: ['recognition', 'stay', 'absence', 'unavailability'],
    language: firstLanguage,
    read: patient,
    write: patient,
    asProgram: patient,
  };
}

export interface ImportCounts {
  added: number;
  changed: number;
  removed: number;
  same: number;
  findings: number;
  problems: number;
}

export const noCounts: ImportCounts = {
  added: 0,
  changed: 0,
  removed: 0,
  same: 0,
  findings: 0,
  problems: 0,
};

export interface ImportChangeRow {
  kind: ImportKind;
  action: 'add' | 'change' | 'remove';
  unitName: string;
  row: number;
  summary: string;
}

export interface FigureChange {
  unitId: string;
  unitName: string;
  module: string;
  before: Figures;
  after: Figures;
}

/** What capacity.import_file.summary holds. */
export interface ImportSummary {
  kind?: ImportKind | null;
  /** Canonical column → the heading of the file, by sheet. */
  headings?: Record<string, Record<string, string>>;
  /** Rows that were staged; fewer later mean that the database lost them in a crash. */
  staged?: number;
  counts?: ImportCounts;
  digest?: string;
  notices?: WordedProblem[];
  findings?: WordedProblem[];
  changes?: ImportChangeRow[];
  figures?: FigureChange[];
}

export interface ImportFile {
  id: string;
  ownerId: string | null;
  fileName: string;
  state: ImportStateName;
  rowsRead: number;
  cancelAsked: boolean;
  summary: ImportSummary;
  problems: WordedProblem[];
  eventId: string | null;
}

export async function loadImport(tx: Pick<Reader, 'rows'>, importId: string): Promise<ImportFile> {
  const [file] = await tx.rows<ImportFile>(
    `select id, owner_id as "ownerId", file_name as "fileName", state, rows_read as "rowsRead",
            cancel_asked as "cancelAsked", summary, problems, event_id as "eventId"
       from capacity.import_file where id = $1`,
    [importId],
  );
  if (!file) throw notFound('import-not-found');
  return file;
}

export async function createImport(
  tx: Writer,
  access: ImportAccess,
  file: { name: string; hash: Buffer; kind: ImportKind | null },
): Promise<string> {
  const [made] = await tx.rows<{ id: string }>(
    `insert into capacity.import_file (owner_id, person_id, file_name, content_hash, state, summary)
     values ($1, $2, $3, $4, 'STAGING', $5) returning id`,
    [access.ownerId, access.personId, file.name, file.hash, JSON.stringify({ kind: file.kind })],
  );
  return made!.id;
}

/** Where a state may come from; anything else is a conflict. */
const comesFrom: Record<ImportStateName, readonly ImportStateName[]> = {
  STAGING: [],
  CHECKED: ['STAGING', 'APPLYING'],
  REFUSED: ['STAGING', 'APPLYING'],
  APPLYING: ['CHECKED'],
  APPLIED: ['APPLYING'],
  CANCELLED: ['STAGING', 'CHECKED', 'REFUSED', 'APPLYING'],
  FAILED: ['STAGING', 'APPLYING'],
};

const ended: readonly ImportStateName[] = ['REFUSED', 'APPLIED', 'CANCELLED', 'FAILED'];

/**
 * Moves an import to another state, if its present one allows it.
 * @throws Failure conflict import-state
 */
export async function moveImport(
  tx: Writer,
  importId: string,
  to: ImportStateName,
  set: { summary?: ImportSummary; problems?: WordedProblem[]; eventId?: string | null } = {},
): Promise<void> {
  const [moved] = await tx.rows<{ id: string }>(
    `update capacity.import_file
        set state = $2, touched_at = transaction_timestamp(),
            summary = coalesce($4::jsonb, summary), problems = coalesce($5::jsonb, problems),
            event_id = coalesce($6, event_id), cancel_asked = false,
            finished_at = case when $7 then platform.now() end
      where id = $1 and state = any ($3::text[]) returning id`,
    [
      importId,
      to,
      comesFrom[to],
      set.summary ? JSON.stringify(set.summary) : null,
      set.problems ? JSON.stringify(set.problems) : null,
      set.eventId ?? null,
      ended.includes(to),
    ],
  );
  if (!moved) {
    const { state } = await loadImport(tx, importId);
    throw conflict('import-state', { state });
  }
}
