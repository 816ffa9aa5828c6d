import type { KeptModule } from '../../code-list-contract.ts';

/** What stands in the form; ages are whole years, both of them included. */
export interface Fields {
  readonly code: string;
  readonly name: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly residential: boolean;
  readonly term: KeptModule['term'];
  readonly ageMin: number | null;
  readonly ageLast: number | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly source: string;
}

type Fault = 'code' | 'name' | 'age' | 'ages' | 'from' | 'until' | 'source';

/** The form of a module, or of a new one that holds from today. */
export function fieldsOf(module: KeptModule | null, today: string): Fields {
  return {
    code: module?.code ?? '',
    name: module?.name ?? '',
    nameFr: module?.nameFr ?? '',
    nameEn: module?.nameEn ?? '',
    residential: module?.residential ?? true,
    term: module?.term ?? 'LONG',
    ageMin: module?.ageMin ?? null,
    ageLast: module ? module.ageMax - 1 : null,
    from: module?.from ?? today,
    until: module?.until ?? null,
    source: module?.source ?? '',
  };
}

/** Which fields cannot be kept so, and why. */
export function faultsIn(fields: Fields): Partial<Record<keyof Fields, Fault>> {
  const { code, name, ageMin, ageLast, from, until, source } = fields;
  return {
    ...(/^[A-Z][A-Z0-9_]{1,39}$/.test(code) ? {} : { code: 'code' }),
    ...(name.trim().length >= 2 ? {} : { name: 'name' }),
    ...(ageMin === null ? { ageMin: 'age' } : {}),
    ...(ageLast === null
      ? { ageLast: 'age' }
      : ageMin !== null && ageLast < ageMin
        ? { ageLast: 'ages' }
        : {}),
    ...(from === null ? { from: 'from' } : {}),
    ...(from !== null && until !== null && until <= from ? { until: 'until' } : {}),
    ...(source.trim().length >= 3 ? {} : { source: 'source' }),
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What is sent of a form without faults. */
export function moduleIn(fields: Fields): KeptModule {
  const { ageMin, ageLast, from } = fields;
  if (ageMin === null || ageLast === null || from === null) throw new Error('a form with faults');
  return {
    code: fields.code,
    name: fields.name.trim(),
    nameFr: orNull(fields.nameFr),
    nameEn: orNull(fields.nameEn),
    residential: fields.residential,
    term: fields.term,
    ageMin,
    ageMax: ageLast + 1,
    from,
    until: fields.until,
    source: fields.source.trim(),
  };
}
