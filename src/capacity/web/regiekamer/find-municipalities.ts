import { COMMITTED_AREAS, searchKey, searchMunicipalities } from '../../../region/index.ts';
import type { Choice } from '../../../web/ui/index.ts';
import type { AreaList } from '../use-areas.ts';

type Municipality = AreaList['municipalities'][number];

const MOST = 12;

/**
 * Municipalities by what people type: without accents, `St` for `Sint`, places and former
 * municipalities too.
 */
export function findMunicipalities(
  municipalities: readonly Municipality[],
  text: string,
  day: string,
): Choice[] {
  const wanted = searchKey(text);
  if (wanted === '') return municipalities.slice(0, MOST).map(asChoice);
  const byCode = new Map(municipalities.map((each) => [each.code, each]));
  const found = new Map<string, Choice>();
  for (const { municipality, matchedName } of searchMunicipalities(
    COMMITTED_AREAS,
    text,
    day,
    MOST,
  )) {
    const known = byCode.get(municipality.id);
    if (!known) continue;
    const isOther = matchedName !== known.name;
    found.set(known.code, { ...asChoice(known), ...(isOther ? { detail: matchedName } : {}) });
  }
  // What the database knows and the committed names do not.
  for (const each of municipalities) {
    if (searchKey(each.name).includes(wanted) && !found.has(each.code)) {
      found.set(each.code, asChoice(each));
    }
  }
  return [...found.values()].slice(0, MOST);
}

const asChoice = ({ code, name }: Municipality): Choice => ({ id: code, label: name });
