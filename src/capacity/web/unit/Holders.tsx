import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { Icon } from '../../../web/ui/index.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { PlaceGlyph } from '../PlaceGlyph.tsx';
import type { PlaceState } from '../place-states.ts';
import { sentence, useFactWords } from './fact-words.ts';
import { type Holder, holdersOn } from './holders.ts';

function glyphOf({ about, isAway }: Holder): PlaceState {
  if (about.kind === 'stay') return isAway ? 'absent' : 'occupied';
  if (about.kind === 'hold') return 'held';
  return about.kind === 'unavailability' ? 'unavailable' : 'notConverted';
}

/** Who holds what on a day, and what is overdue: the decision, the expected end, the review. */
export function Holders({
  calendar,
  day,
}: {
  readonly calendar: UnitCalendar;
  readonly day: string;
}) {
  const { t } = useTranslation('unit');
  const { t: shared } = useTranslation('capacity');
  const words = useFactWords(calendar);
  const holders = holdersOn(calendar, day);
  const late = holders.filter(({ overdue }) => overdue !== null).length;
  const title = t('holders.title', { day: formatDay(day) });
  return (
    <section className="un-section" aria-label={title}>
      <h2>{title}</h2>
      {holders.length === 0 ? <p className="vp-muted">{t('holders.none')}</p> : null}
      {late > 0 ? (
        <p className="un-late">
          <Icon name="warning" /> {t('holders.late', { count: late })}
        </p>
      ) : null}
      {holders.length > 0 ? (
        <table className="un-table">
          <thead>
            <tr>
              <th scope="col">{t('holders.where')}</th>
              <th scope="col">{t('holders.by')}</th>
              <th scope="col">{t('holders.since')}</th>
              <th scope="col">{t('holders.until')}</th>
            </tr>
          </thead>
          <tbody>
            {holders.map((holder) => {
              const glyph = glyphOf(holder);
              return (
                <tr key={holder.about.fact.id}>
                  <th scope="row">
                    <PlaceGlyph state={glyph} /> {sentence(words.where(holder.about))}
                    <span className="un-row-detail">{shared(`state.${glyph}`)}</span>
                  </th>
                  <td data-label={t('holders.by')}>
                    {sentence(words.what(holder.about))}
                    {holder.overdue && holder.overdueOn ? (
                      <span className="un-overdue">
                        <Icon name="warning" />
                        {t(`overdue.${holder.overdue}`, { day: formatDay(holder.overdueOn) })}
                      </span>
                    ) : null}
                  </td>
                  <td data-label={t('holders.since')}>{formatDay(holder.since)}</td>
                  <td data-label={t('holders.until')}>{untilOf(holder)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
    </section>
  );

  function untilOf({ until, isExpected }: Holder): string {
    if (until === null) return t('holders.open');
    return isExpected ? t('holders.expected', { day: formatDay(until) }) : formatDay(until);
  }
}
