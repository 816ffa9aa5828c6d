import { choiceIn, textIn } from '../../../web/search-params.ts';
import { findingKinds, findingOwners } from '../../findings/kinds.ts';

/** At least so many days old. */
export const AGES = ['7', '28', '90'] as const;

/** What is asked of the list; all of it stands in the address. */
export interface FindingsSearch {
  readonly zoek?: string | undefined;
  readonly soort?: (typeof findingKinds)[number] | undefined;
  readonly wie?: (typeof findingOwners)[number] | undefined;
  readonly regio?: string | undefined;
  readonly voorziening?: string | undefined;
  readonly leefgroep?: string | undefined;
  readonly ouder?: (typeof AGES)[number] | undefined;
}

export function readFindingsSearch(search: Record<string, unknown>): FindingsSearch {
  return {
    zoek: textIn(search, 'zoek', 100),
    soort: choiceIn(search, 'soort', findingKinds),
    wie: choiceIn(search, 'wie', findingOwners),
    regio: textIn(search, 'regio', 10),
    voorziening: textIn(search, 'voorziening', 40),
    leefgroep: textIn(search, 'leefgroep', 40),
    ouder: choiceIn(search, 'ouder', AGES),
  };
}
