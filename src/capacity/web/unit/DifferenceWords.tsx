import { useTranslation } from 'react-i18next';
import { containsDay } from '../../../platform/period.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { sentence, useFactWords } from './fact-words.ts';
import type { Difference, Part } from './known-differences.ts';

/** A difference as a sentence: what it is about, and what was told otherwise. */
export function DifferenceWords(props: {
  readonly each: Difference;
  readonly before: UnitCalendar;
  readonly after: UnitCalendar;
  readonly day: string;
}) {
  const { t } = useTranslation('unit');
  const old = useFactWords(props.before);
  const fresh = useFactWords(props.after);
  const { change, before, after, parts } = props.each;
  const about = (after ?? before)!;
  const words = after ? fresh : old;
  const say = (part: Part, of: Difference['before'], which: typeof old): string => {
    if (!of) return '';
    const { fact } = of;
    const dayOr = (value: string | null | undefined) =>
      value ? formatDay(value) : t('known.open');
    switch (part) {
      case 'from':
        return formatDay(fact.period.from);
      case 'until':
        return dayOr(fact.period.until);
      case 'place':
        return of.kind === 'reconversion' ? '' : which.place(of.fact.placeId);
      case 'places':
        return 'places' in fact ? String(fact.places) : '';
      case 'reason':
        return which.what(of);
      case 'expectedEnd':
        return 'expectedEndOn' in fact ? dayOr(fact.expectedEndOn) : '';
      case 'decision':
        return 'decisionUntil' in fact ? dayOr(fact.decisionUntil) : '';
      case 'away': {
        const isAway =
          of.kind === 'stay' &&
          of.fact.absences.some(({ period }) => containsDay(period, props.day));
        return t(isAway ? 'known.isAway' : 'known.isThere');
      }
    }
  };
  return (
    <div>
      <b>{sentence(words.where(about))}</b>: {words.what(about)}
      <span className="un-line">
        {change === 'changed'
          ? parts
              .map((part) =>
                t('known.changed', {
                  part: t(`part.${part}`),
                  old: say(part, before, old),
                  fresh: say(part, after, fresh),
                }),
              )
              .join(' ')
          : t(change === 'added' ? 'known.added' : 'known.gone', {
              period: words.period(about.fact.period),
            })}
      </span>
    </div>
  );
}
