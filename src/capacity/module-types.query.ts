import type { Static } from 'typebox';
import type { Reader } from '../platform/db/database.ts';
import type { ModuleType } from './contract.ts';

/** The type modules, in the order of their names. */
export function moduleTypes(tx: Pick<Reader, 'rows'>): Promise<Static<typeof ModuleType>[]> {
  return tx.rows(
    `select code, name_nl as name, residential, term, age_min as "ageMin", age_max as "ageMax"
       from capacity.module_type order by name_nl`,
  );
}
