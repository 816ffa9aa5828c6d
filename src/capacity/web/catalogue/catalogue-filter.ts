import { compareNames } from '../../../web/i18n/format.ts';
import type { CatalogueUnit } from '../../provider-contract.ts';

/** What is asked of the offer catalogue; everything stands in the address. Pure. */
export interface CatalogueSearch {
  readonly zoek?: string | undefined;
  readonly regio?: string | undefined;
  readonly module?: string | undefined;
  readonly leeftijd?: number | undefined;
}

export interface OfferingProvider {
  readonly providerId: string;
  readonly name: string;
  readonly sector: string;
  readonly contact: string | null;
  readonly units: readonly CatalogueUnit[];
}

/** Without accents and capitals, as one types in a hurry. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase('nl');

/** The units that answer: every word typed stands in the name of unit, provider, site or municipality. */
export function findUnits(
  units: readonly CatalogueUnit[],
  search: CatalogueSearch,
): CatalogueUnit[] {
  const words = plain(search.zoek ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return units.filter((unit) => {
    if (search.regio && unit.region !== search.regio) return false;
    if (search.module && !unit.modules.includes(search.module)) return false;
    const age = search.leeftijd;
    if (age !== undefined && (age < unit.ageMin || age > unit.ageMax)) return false;
    if (words.length === 0) return true;
    const text = plain(
      `${unit.unitName} ${unit.providerName} ${unit.siteName} ${unit.municipality}`,
    );
    return words.every((word) => text.includes(word));
  });
}

/** The same units under their providers, each by name as people count: 2 before 10. */
export function byProvider(units: readonly CatalogueUnit[]): OfferingProvider[] {
  return [...Map.groupBy(units, (unit) => unit.providerId)].map(([providerId, ofProvider]) => {
    const [first] = ofProvider as [CatalogueUnit];
    const { providerName: name, sector, contact } = first;
    const units = ofProvider.toSorted((a, b) => compareNames(a.unitName, b.unitName));
    return { providerId, name, sector, contact, units };
  });
}
