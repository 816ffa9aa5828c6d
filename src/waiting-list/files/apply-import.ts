import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { changePerson, changeRequest } from '../change-request.ts';
import { changeState } from '../change-state.ts';
import type { ChangeRequest, EnterRequest } from '../contract.ts';
import { enterRequest } from '../enter-request.ts';
import { tell } from '../waiting-list.queries.ts';
import type { ColumnName, FileRow, FileValues } from './columns.ts';
import { type Planned, planImport } from './plan-import.ts';
import { importJson } from './staged.ts';

const fields: Readonly<Partial<Record<ColumnName, keyof ChangeRequest>>> = {
  file_kind: 'fileKind',
  registrar_kind: 'registrarKind',
  registered_on: 'registeredOn',
  since: 'since',
  valid_until: 'validUntil',
  start_from: 'startFrom',
  security_need: 'securityNeed',
  indications: 'indications',
  needs: 'needs',
  consent_representative: 'consentRepresentative',
  consent_minor: 'consentMinor',
  running_help: 'runningHelp',
};
const ofChild: readonly ColumnName[] = [
  'file_number',
  'given_name',
  'family_name',
  'birth_date',
  'sex',
  'municipality',
];

const profileOf = (values: FileValues, columns: readonly ColumnName[]) =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const field = fields[column];
      return field ? [[field, values[column]]] : [];
    }),
  ) as ChangeRequest;
const wishesOf = (values: FileValues) =>
  [values.modules ?? []].flat().map((module) => ({ module }));
const identityOf = (values: FileValues) => ({
  fileNumber: String(values.file_number),
  givenName: String(values.given_name),
  familyName: String(values.family_name),
  birthDate: String(values.birth_date),
});

async function enter(tx: Writer, actor: Actor, { values }: Planned): Promise<string> {
  const input = {
    ...profileOf(values, Object.keys(values) as ColumnName[]),
    identity: identityOf(values),
    ...(values.sex && { sex: values.sex }),
    ...(values.municipality && { municipality: values.municipality }),
    wishes: wishesOf(values),
  } as unknown as EnterRequest;
  const { id } = await enterRequest(tx, actor, input);
  await changeState(tx, actor, { requestId: id, to: 'SUBMITTED' });
  return id;
}

async function change(
  tx: Writer,
  actor: Actor,
  { known, values, changed }: Planned,
): Promise<string> {
  const { personId, requestId } = known!;
  if (changed.some((column) => ofChild.includes(column)))
    await changePerson(tx, actor, {
      personId,
      identity: identityOf({ ...known!.values, ...values }),
      ...(changed.includes('sex') && { sex: values.sex as 'F' }),
      ...(changed.includes('municipality') && { municipality: String(values.municipality) }),
    });
  const profile = profileOf(values, changed);
  const wishes = changed.includes('modules') ? { wishes: wishesOf(values) } : {};
  if (Object.keys(profile).length > 0 || 'wishes' in wishes)
    await changeRequest(tx, actor, { requestId: requestId!, ...profile, ...wishes });
  return requestId!;
}

/** The way to the list from where a request stands. */
async function toWaiting(tx: Writer, actor: Actor, requestId: string, from: string): Promise<void> {
  if (from === 'DRAFT') await changeState(tx, actor, { requestId, to: 'SUBMITTED' });
  if (from !== 'DIRECTABLE') await changeState(tx, actor, { requestId, to: 'DIRECTABLE' });
  await changeState(tx, actor, { requestId, to: 'WAITING' });
}

const isNothing = ({ known, changed, waits }: Planned) =>
  known !== null && changed.length === 0 && !waits;

export const countsOf = (planned: readonly Planned[]) => ({
  new: planned.filter(({ known }) => known === null).length,
  changed: planned.filter((each) => each.known !== null && !isNothing(each)).length,
  same: planned.filter(isNothing).length,
});

/**
 * Applies a checked file, all of it or nothing, by the commands that a person uses. What became of the list since it was
 * checked is looked at again; `changes` is told each request that it changes. Throws `import-not-found`, `import-not-checked`, `import-changed` with how many rows are
 * wrong now.
 */
export async function applyListImport(
  tx: Writer,
  actor: Actor,
  { importId }: { importId: string },
  changes: (requestId: string) => void = () => {},
): Promise<{ id: string; eventId: string }> {
  const [file] = await tx.rows<{ id: string; state: string; rows: FileRow[]; today: string }>(
    `select id, state, ${importJson('rows')} as rows, platform.today() as today from waiting_list.import_file where id = $1 for update`,
    [importId],
  );
  if (!file) throw notFound('import-not-found');
  if (file.state !== 'CHECKED') throw conflict('import-not-checked', { state: file.state });
  const { planned, faults } = await planImport(tx, file.rows, file.today);
  if (faults.length > 0) throw conflict('import-changed', { rows: faults.length });
  for (const each of planned) {
    if (isNothing(each)) continue;
    const requestId = each.known ? await change(tx, actor, each) : await enter(tx, actor, each);
    changes(requestId);
    if (each.waits) await toWaiting(tx, actor, requestId, each.known?.state ?? 'SUBMITTED');
  }
  const eventId = await tell(tx, actor, 'list.import', {
    subjectId: importId,
    details: { rows: planned.length, ...countsOf(planned) },
  });
  await tx.rows(
    `update waiting_list.import_file set state = 'APPLIED', rows = '[]', counts = $2, applied_at = platform.now() where id = $1`,
    [importId, JSON.stringify(countsOf(planned))],
  );
  return { id: importId, eventId };
}
