import type { Reader, Writer } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import type { ChangeModule, KeptModule } from './code-list-contract.ts';

/** The type modules with names, days and source, those that hold first. */
export const keptModules = (tx: Pick<Reader, 'rows'>): Promise<KeptModule[]> =>
  tx.rows<KeptModule>(
    `select code, name_nl as name, name_fr as "nameFr", name_en as "nameEn", residential, term, age_min as "ageMin",
            age_max as "ageMax", lower(valid) as "from", upper(valid) as until, source
       from capacity.module_type
      order by coalesce(upper(valid) <= platform.today(), false), name_nl`,
  );

function checkDays({ ageMin, ageMax, from, until }: ChangeModule): void {
  if (ageMin >= ageMax) throw badRequest('module-type-ages');
  if (until !== null && until <= from) throw badRequest('ends-before-start', { from });
}

const valuesOf = (code: string, input: ChangeModule) => [
  code,
  input.name.trim(),
  input.nameFr?.trim() ?? null,
  input.nameEn?.trim() ?? null,
  input.ageMin,
  input.ageMax,
  input.from,
  input.until,
  input.source.trim(),
];

/** A new type module. Throws `module-type-pkey` when the code is taken, `module-type-ages`, `ends-before-start`. */
export async function addModuleType(tx: Writer, input: KeptModule): Promise<{ code: string }> {
  checkDays(input);
  await tx.rows(
    `insert into capacity.module_type (code, name_nl, name_fr, name_en, age_min, age_max, valid, source, residential, term)
     values ($1, $2, $3, $4, $5, $6, daterange($7, $8), $9, $10, $11)`,
    [...valuesOf(input.code, input), input.residential, input.term],
  );
  return { code: input.code };
}

/**
 * Another name, other ages, days or source. What the module is (stay or not, short or long) stays: figures were made
 * of it. Units that offer it go on; after its end none can begin to. Throws `module-type-not-found`.
 */
export async function changeModuleType(
  tx: Writer,
  code: string,
  input: ChangeModule,
): Promise<{ code: string }> {
  checkDays(input);
  const [changed] = await tx.rows<{ code: string }>(
    `update capacity.module_type
        set name_nl = $2, name_fr = $3, name_en = $4, age_min = $5, age_max = $6, valid = daterange($7, $8), source = $9
      where code = $1 returning code`,
    valuesOf(code, input),
  );
  if (!changed) throw notFound('module-type-not-found');
  return changed;
}
