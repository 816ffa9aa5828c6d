import { useTranslation } from 'react-i18next';
import { dayOf, formatDay, formatList } from '../../web/i18n/format.ts';
import { useNow } from '../../web/shell.ts';
import type { ProposalRow } from '../dialogue/contract.ts';
import { holds } from '../dialogue/proposal.ts';
import { workingDaysLeft } from './term.ts';
import './words.ts';

type ShownChild = ProposalRow['children'][number];
const indications = ['GES_PLUS', 'SECURE', 'MFC', 'ROOM_TRAINING'] as const;
const needs = ['ground-floor', 'adapted', 'single', 'under-6'] as const;

/** Words for codes that other places may add to: what has no word is its own. */
export function useCodeWords() {
  const { t } = useTranslation('allocation');
  const indication = (code: string): string => {
    const known = indications.find((each) => each === code);
    return known ? t(`codes.indication.${known}`) : code;
  };
  const need = (code: string): string => {
    const known = needs.find((each) => each === code);
    return known ? t(`codes.need.${known}`) : code;
  };
  const sex = (code: string): string => t(`codes.sex.${code as 'F'}`);
  const fileKind = (code: string): string => t(`codes.fileKind.${code as 'COURT'}`);
  const security = (code: string): string => t(`codes.security.${code as 'OPEN'}`);
  const age = (years: number, isUnborn = years < 0): string =>
    isUnborn ? t('words.unborn') : years < 1 ? t('words.baby') : t('words.age', { count: years });
  return { indication, need, sex, fileKind, security, age };
}

/** What a provider is told of a child: never more than the API gives. */
export function useChildWords() {
  const { t } = useTranslation('allocation');
  const words = useCodeWords();
  const short = ({ sex, ageYears, unborn }: ShownChild): string =>
    `${words.sex(sex)}, ${words.age(ageYears, unborn)}`;
  const facts = (child: ShownChild): string[] => [
    words.fileKind(child.fileKind),
    ...(child.securityNeed === 'OPEN'
      ? []
      : [t('words.security', { security: words.security(child.securityNeed) })]),
    ...(child.indications.length > 0
      ? [t('words.indications', { list: formatList(child.indications.map(words.indication)) })]
      : []),
    ...(child.needs.length > 0
      ? [t('words.needs', { list: formatList(child.needs.map(words.need)) })]
      : []),
  ];
  return { short, facts };
}

export interface Term {
  readonly words: string;
  readonly until: string;
  /** What is due stands out: the term has passed, today is its last day, the next one is. */
  readonly tone: 'late' | 'today' | 'soon' | 'later';
}

/** The term of what is awaited, in words: an answer, the day of the start, word of it; `null` where nothing is. */
export function useTerm(): (row: Pick<ProposalRow, 'state' | 'dueAt' | 'startOn'>) => Term | null {
  const { t } = useTranslation('allocation');
  const now = useNow();
  return ({ state, dueAt, startOn }) => {
    if (dueAt === null || !holds(state)) return null;
    // Before its day nobody awaits word of a start.
    if (state === 'START_PLANNED' && startOn > dayOf(now)) return null;
    const of = state === 'ACCEPTED' ? 'Plan' : state === 'START_PLANNED' ? 'Start' : '';
    // The term ends at midnight: the day before is the last of it.
    const lastDay = dayOf(Date.parse(dueAt) - 1);
    const left = workingDaysLeft(dayOf(now), lastDay);
    const until = t('term.until', { day: formatDay(lastDay) });
    if (left === null) return { words: t(`term.late${of}`), until, tone: 'late' };
    if (left === 0) return { words: t(`term.today${of}`), until, tone: 'today' };
    return { words: t('term.left', { count: left }), until, tone: left === 1 ? 'soon' : 'later' };
  };
}
