import { useTranslation } from 'react-i18next';
import { formatDay, formatList, formatMonth, formatNumber } from '../../web/i18n/format.ts';
import type { CandidateList } from '../contract.ts';
import { useCodeWords } from './code-words.ts';

type Candidate = CandidateList['candidates'][number];
export type ShownVerdict = Candidate['verdicts'][number];
type Soft = Candidate['soft'];

/** Criteria of which the code alone says enough, when all is well. */
const texts = (value: ShownVerdict['params'][string] | undefined): string[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [String(value)];

/** Why and why not, the nearest change, and what orders: in words, with their numbers and days. */
export function useFitWords() {
  const { t } = useTranslation('allocation');
  const words = useCodeWords();
  const criterion = (code: ShownVerdict['criterion']): string => t(`codes.criterion.${code}`);
  const stops = ({ params }: ShownVerdict): string =>
    formatList(texts(params['stops']).map((code) => t(`codes.stop.${code as 'GIRLS'}`)));
  const who = (codes: readonly string[]): string =>
    formatList(codes.map((code) => t(`codes.who.${code as 'CHILD'}`)));

  const consent = ({ params }: ShownVerdict): string => {
    const refused = texts(params['refused']);
    return refused.length > 0
      ? t('codes.verdict.CONSENT_REFUSED', { who: who(refused) })
      : t('codes.verdict.CONSENT_MISSING', { who: who(texts(params['missing'])) });
  };

  /** What one criterion says, as it stands behind its name: `te jong: 5 jaar, hier vanaf 6`. */
  const verdict = (each: ShownVerdict): string => {
    const { params, code } = each;
    const text = (name: string): string => texts(params[name]).join(', ');
    if (code === 'CONSENT_MISSING') return consent(each);
    return t(`codes.verdict.${code}`, {
      age: text('age'),
      min: text('ageMin'),
      max: text('ageMax'),
      day:
        text('startFrom') || text('validUntil')
          ? formatDay(text('startFrom') || text('validUntil'))
          : '',
      mix: params['genderMix'] ? t(`codes.genderMix.${text('genderMix') as 'GIRLS'}`) : '',
      need: params['need'] ? words.security(text('need')) : '',
      level: params['level'] ? words.security(text('level')) : '',
      missing: formatList(texts(params['missing']).map(words.indication)),
      frames: formatList(texts(params['frames']).map(words.fileKind)),
      kind: params['fileKind'] ? words.fileKind(text('fileKind')) : '',
      stops: stops(each),
      needs: formatList(texts(params['needs']).map(words.need)),
      criteria: formatList(texts(params['criteria']).map((one) => criterion(one as 'AGE'))),
      asked: text('asked'),
      offerable: text('offerable'),
      count: Number(params['moves'] ?? 0),
    });
  };

  /** The nearest change that would make it fit: `kan vanaf maart 2027`; `null` where none would. */
  const change = (each: ShownVerdict): string | null => {
    if (!each.change) return each.holds === 'NO' ? t('codes.change.NONE') : null;
    const { code, from } = each.change;
    if (from === null) return t(`codes.change.${code}`, { stops: stops(each) });
    if (code === 'OLDER') return t('codes.changeFrom.OLDER', { month: formatMonth(from) });
    return t(`codes.changeFrom.${code as 'STOP_ENDS'}`, {
      day: formatDay(from),
      stops: stops(each),
    });
  };

  const km = (value: number): string => formatNumber(value, { maximumFractionDigits: 1 });
  /** What orders the places for one child; only what is known. */
  const soft = (facts: Soft): string[] => [
    ...(facts.homeKm === null ? [] : [t('soft.home', { km: km(facts.homeKm) })]),
    ...(facts.preference === null
      ? []
      : [t(facts.preference === 1 ? 'soft.first' : 'soft.second')]),
    ...(facts.sibling === 'HERE' ? [t('soft.siblingHere')] : []),
    ...(facts.sibling === 'NEAR' ? [t('soft.siblingNear', { km: km(facts.siblingKm ?? 0) })] : []),
    ...(facts.continuity === null ? [] : [t(`soft.continuity.${facts.continuity}`)]),
    ...(facts.schoolKm === null ? [] : [t('soft.school', { km: km(facts.schoolKm) })]),
    ...(facts.networkKm === null ? [] : [t('soft.network', { km: km(facts.networkKm) })]),
  ];
  return { criterion, verdict, change, soft, km };
}

/** What says no, in the order in which it is told. */
export const failing = (verdicts: readonly ShownVerdict[]): ShownVerdict[] =>
  verdicts.filter(({ holds }) => holds === 'NO');
