import type { Reader } from '../platform/db/database.ts';
import { identityJson } from './identity.ts';
import type { Identity } from './contract.ts';

export interface NamedPerson {
  id: string;
  identity: Identity;
}

const order = new Intl.Collator('nl');

/**
 * The children whose names who asks may see, by family name and given name. Names are sealed, so the database can
 * neither search nor sort by them: they are opened here, a region's few thousand in one go, and forgotten.
 */
export async function namedPeople(tx: Pick<Reader, 'rows'>): Promise<NamedPerson[]> {
  const people = await tx.rows<{ id: string; identity: Identity | null }>(
    `select i.id, ${identityJson('i')} as identity from waiting_list.identity i`,
  );
  return people
    .flatMap(({ id, identity }) => (identity ? [{ id, identity }] : []))
    .sort(
      ({ identity: a }, { identity: b }) =>
        order.compare(a.familyName, b.familyName) || order.compare(a.givenName, b.givenName),
    );
}

/** Whether the file number or one of the names begins so, capitals or not. */
export function beginsWith({ identity }: NamedPerson, words: string): boolean {
  const looked = words.toLowerCase();
  return [identity.fileNumber, identity.familyName, identity.givenName].some((each) =>
    each?.toLowerCase().startsWith(looked),
  );
}
