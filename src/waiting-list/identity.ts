import type { Writer } from '../platform/db/database.ts';
import { sealedCell } from '../platform/vault/cells.ts';
import type { Sealers } from '../platform/vault/seal-clear.ts';
import type { Identity } from './contract.ts';

/** Who a child is, as the sealed text holds it. */
const column = 'waiting_list.identity.sealed';
type Field = 'file_number' | 'given_name' | 'family_name' | 'birth_date';

/** What stands in the clear is from before names were sealed, until the next start. */
const either = (i: string, take: Parameters<typeof sealedCell>[3], clear: string) =>
  `case when ${i}.sealed is not null then ${sealedCell(column, `${i}.id`, `${i}.sealed`, take)} when ${i}.id is not null then ${clear} end`;

/** SQL of an identity as the contract has it; null where `i` is. */
export const identityJson = (i: string): string =>
  either(
    i,
    {
      fileNumber: 'file_number',
      givenName: 'given_name',
      familyName: 'family_name',
      birthDate: 'birth_date',
    },
    `jsonb_build_object('fileNumber', ${i}.file_number, 'givenName', ${i}.given_name, 'familyName', ${i}.family_name, 'birthDate', ${i}.birth_date)`,
  );

/** SQL of both names with a space between, as jsonb. */
export const nameJson = (i: string): string =>
  either(i, ['given_name', 'family_name'], `to_jsonb(${i}.given_name || ' ' || ${i}.family_name)`);

/** SQL of one field, as jsonb. */
export const identityField = (i: string, field: Field): string =>
  either(i, [field], `to_jsonb(${i}.${field})`);

const numberKind = 'waiting_list.identity.file_number';

/** The mark by which a file number is found. */
export const numberMarker = async (
  tx: Pick<Writer, 'marker'>,
): Promise<(number: string) => string> => {
  const mark = await tx.marker();
  return (number) => mark(numberKind, number);
};

/** The columns `sealed` and `number_mark` of a child. */
export function sealIdentity(
  by: Sealers,
  personId: string,
  identity: Identity,
): { sealed: string; mark: string | null } {
  const number = identity.fileNumber?.trim() || null;
  const fields: Record<Field, string | null> = {
    file_number: number,
    given_name: identity.givenName.trim(),
    family_name: identity.familyName.trim(),
    birth_date: identity.birthDate,
  };
  return {
    sealed: by.seal(personId, { column, row: personId }, JSON.stringify(fields)),
    mark: number === null ? null : by.mark(numberKind, number),
  };
}

/** The same for many: the key of the file of each is made where it has none. */
export async function identitySealer(
  tx: Pick<Writer, 'sealer' | 'marker'>,
  personIds: readonly string[],
): Promise<(personId: string, identity: Identity) => ReturnType<typeof sealIdentity>> {
  const [seal, mark] = await Promise.all([tx.sealer(personIds), tx.marker()]);
  return (personId, identity) => sealIdentity({ seal, mark }, personId, identity);
}

/** Writes who a child is; nothing else of the slice holds it. @throws Failure file-erased */
export async function writeIdentity(
  tx: Writer,
  personId: string,
  region: string,
  identity: Identity,
): Promise<void> {
  const { sealed, mark } = (await identitySealer(tx, [personId]))(personId, identity);
  await tx.rows(
    `insert into waiting_list.identity (id, region_code, sealed, number_mark) values ($1, $2, $3, $4)
     on conflict (id) do update set sealed = excluded.sealed, number_mark = excluded.number_mark,
       file_number = null, given_name = null, family_name = null, birth_date = null`,
    [personId, region, sealed, mark],
  );
}
