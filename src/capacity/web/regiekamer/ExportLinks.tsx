import { useTranslation } from 'react-i18next';
import { withQuery } from '../../../web/api.ts';
import { useSession } from '../../../web/shell.ts';
import { LinkButton } from '../../../web/ui/index.ts';
import type { AsOf } from './as-of.ts';
import type { RegiekamerSearch } from './regiekamer-search.ts';
import type { Regiekamer } from './use-regiekamer.ts';

/** Where the rows of this question stand as a file: the same names, the same picture. */
export function exportAddress(
  format: 'csv' | 'xlsx',
  search: RegiekamerSearch,
  asOf: AsOf,
): string {
  const { text, module, age, gender, term, region, zone, near, withinKm, minimum } = search;
  return withQuery('/api/capacity/export/units', {
    format,
    module,
    age,
    gender,
    term,
    region,
    zone,
    near,
    withinKm: near ? withinKm : undefined,
    // Said apart, as a search without it asks for one place.
    minimum: minimum ?? 0,
    text,
    ...asOf,
  });
}

/** The answer as a file, for who may take it along: the lead of the access team. */
export function ExportLinks({ regiekamer }: { readonly regiekamer: Regiekamer }) {
  const { t } = useTranslation('capacity');
  const { role } = useSession();
  const { search, asOf, origin } = regiekamer;
  const asked = { ...search, near: origin?.code };
  if (role !== 'AS') return null;
  return (['csv', 'xlsx'] as const).map((format) => (
    <LinkButton key={format} href={exportAddress(format, asked, asOf)} download>
      {t(`regiekamer.export.${format}`)}
    </LinkButton>
  ));
}
