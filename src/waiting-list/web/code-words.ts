import { useTranslation } from 'react-i18next';
import { dayOf, daysBetween, formatDay, formatList, formatMonth } from '../../web/i18n/format.ts';
import { useNow } from '../../web/shell.ts';
import type { UrgencyFact } from '../codes.ts';
import type { ListRow } from '../contract.ts';
import { ageOn } from '../directable.ts';
import type { Lane } from '../rule-set.ts';
import './words.ts';

const WEEKS_UNTIL = 60;
const MONTH_DAYS = 30.44;

type Keyed<Fact> = Fact extends `${infer What}:${infer Degree}` ? `${What}_${Degree}` : Fact;

/** The key of a fact in the catalogue, where a colon would name a namespace. */
const factKey = (fact: UrgencyFact) => fact.replace(':', '_') as Keyed<UrgencyFact>;

const lowerFirst = (text: string): string =>
  /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);

/** Today in Brussels, as long as the page is open. */
export const useToday = (): string => dayOf(useNow());

type Child = Pick<ListRow, 'bornMonth' | 'unborn'>;

/** Ages, waiting and facts in words. */
export function useWords() {
  const { t } = useTranslation('waiting-list');
  /** `45 dagen`, `14 maanden`, `2 jaar 3 maanden`. */
  const waiting = (days: number): string => {
    if (days < WEEKS_UNTIL) return t('words.days', { count: days });
    const months = Math.floor(days / MONTH_DAYS);
    if (months < 24) return t('words.months', { count: months });
    const years = t('words.years', { count: Math.floor(months / 12) });
    return months % 12 === 0 ? years : `${years} ${t('words.months', { count: months % 12 })}`;
  };
  const age = ({ bornMonth, unborn }: Child, today: string): string => {
    if (unborn) return t('words.unborn');
    const years = ageOn(bornMonth, today);
    return years < 1 ? t('words.baby') : t('words.age', { count: years });
  };
  const born = ({ bornMonth, unborn }: Child, birthDate: string | null): string =>
    birthDate
      ? t('words.bornOn', { day: formatDay(birthDate) })
      : t(unborn ? 'words.expected' : 'words.born', { month: formatMonth(`${bornMonth}-01`) });
  const fact = (code: UrgencyFact): string => t(`codes.fact.${factKey(code)}`);
  /** Within a sentence: `nu onveilig en VIST: …`; an abbreviation keeps its capitals. */
  const facts = (codes: readonly UrgencyFact[]): string =>
    formatList(codes.map((code) => lowerFirst(fact(code))));
  /** At the beginning of a line. */
  const factsFirst = ([first, ...rest]: readonly UrgencyFact[]): string =>
    first === undefined
      ? ''
      : formatList([fact(first), ...rest.map((code) => lowerFirst(fact(code)))]);
  const waitingSince = (since: string, today: string) =>
    waiting(Math.max(0, daysBetween(since, today)));
  const lane = ({ code }: Pick<Lane, 'code'>): string =>
    code === 'longest-waiting' || code === 'crisis-outflow' ? t(`codes.lane.${code}`) : code;
  return { waiting, waitingSince, age, born, fact, facts, factsFirst, lane };
}
