import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import type { PlaceRow, UnavailabilityRow, UnitDetail } from '../../contract.ts';
import { PlaceGlyph } from '../PlaceGlyph.tsx';
import type { PlaceState } from '../place-states.ts';
import { Section } from './Section.tsx';
import { labelOf, useFeatureWords, usePeriodWords, useStayWords } from './fact-words.ts';
import { sentence } from './unit-words.ts';
import type { Regiekamer } from './use-regiekamer.ts';

/** How a place of the database is drawn. */
const GLYPH: Record<PlaceRow['state'], PlaceState> = {
  FREE: 'free',
  RESERVED: 'held',
  OCCUPIED: 'occupied',
  OCCUPIED_ABSENT: 'absent',
  UNAVAILABLE: 'unavailable',
  NOT_CONVERTED: 'notConverted',
};

interface FactsProps {
  readonly detail: UnitDetail;
  /** All that the facts need of the screen they stand on. */
  readonly regiekamer: Pick<Regiekamer, 'moduleName' | 'today'>;
}

/** Places, what keeps them, and what is promised: the facts behind the figures. */
export function UnitFacts(props: FactsProps) {
  const { detail } = props;
  return (
    <>
      {detail.places.length > 0 ? <Places {...props} /> : null}
      {detail.unavailabilities.length > 0 ? <Unavailabilities {...props} /> : null}
      {detail.holds.length > 0 ? <Holds {...props} /> : null}
      <Stays {...props} />
    </>
  );
}

function Places({ detail, regiekamer }: FactsProps) {
  const { t } = useTranslation('capacity');
  const featureWords = useFeatureWords();
  const byModule = Map.groupBy(detail.places, ({ module }) => module);
  return (
    <Section title={t('regiekamer.places.title')}>
      {[...byModule].map(([module, places]) => (
        <div key={module}>
          {byModule.size > 1 ? <h4>{regiekamer.moduleName(module)}</h4> : null}
          <ul className="rk-places">
            {places.map((place) => (
              <li key={place.id}>
                <PlaceGlyph state={GLYPH[place.state]} />
                <span>
                  <b>{t('regiekamer.places.label', { label: place.label })}</b>{' '}
                  {t(`state.${GLYPH[place.state]}`)}
                  {place.features.length > 0 ? (
                    <span className="vp-muted">
                      , {place.features.map(featureWords).join(', ')}
                    </span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

/** What holds on the day of the picture, and under it what is to come. */
function NowAndLater<
  Fact extends { readonly id: string; readonly period: { readonly from: string } },
>(props: {
  readonly facts: readonly Fact[];
  readonly day: string;
  readonly children: (fact: Fact) => ReactNode;
}) {
  const { t } = useTranslation('capacity');
  const { facts, day, children } = props;
  const later = facts.filter(({ period }) => period.from > day);
  const list = (some: readonly Fact[]) => (
    <ul className="rk-facts">
      {some.map((fact) => (
        <li key={fact.id}>{children(fact)}</li>
      ))}
    </ul>
  );
  return (
    <>
      {later.length < facts.length ? list(facts.filter((fact) => !later.includes(fact))) : null}
      {later.length > 0 ? (
        <>
          <h4 className="rk-later">{t('regiekamer.later')}</h4>
          {list(later)}
        </>
      ) : null}
    </>
  );
}

function Unavailabilities({ detail, regiekamer }: FactsProps) {
  const { t } = useTranslation('capacity');
  const periodWords = usePeriodWords();
  const what = (each: UnavailabilityRow) => {
    if (each.onlyFor) return sentence(t(`codes.partialStop.${each.onlyFor}`));
    const label = labelOf(detail, each.placeId);
    return label === undefined
      ? t('regiekamer.out.places', { count: each.places })
      : t('regiekamer.out.place', { label });
  };
  return (
    <Section title={t('regiekamer.out.title')}>
      <NowAndLater facts={detail.unavailabilities} day={detail.day}>
        {(each) => (
          <>
            <b>{what(each)}</b>: {t(`codes.unavailability.${each.reason}`)}
            {each.explanation ? ` (${each.explanation})` : ''}
            <span className="vp-muted">
              {' '}
              {sentence(periodWords(each.period))}.{' '}
              {t(
                each.reviewOn < regiekamer.today ? 'regiekamer.out.late' : 'regiekamer.out.review',
                {
                  end: formatDay(each.expectedEndOn),
                  review: formatDay(each.reviewOn),
                },
              )}
            </span>
          </>
        )}
      </NowAndLater>
    </Section>
  );
}

function Holds({ detail }: FactsProps) {
  const { t } = useTranslation('capacity');
  const periodWords = usePeriodWords();
  return (
    <Section title={t('regiekamer.holds.title')}>
      <NowAndLater facts={detail.holds} day={detail.day}>
        {(hold) => {
          const label = labelOf(detail, hold.placeId);
          return (
            <>
              <b>
                {label === undefined
                  ? t('regiekamer.holds.any')
                  : t('regiekamer.places.label', { label })}
              </b>
              : {t(`codes.hold.${hold.reason as 'RESERVED_START'}`)}
              <span className="vp-muted"> {sentence(periodWords(hold.period))}.</span>
            </>
          );
        }}
      </NowAndLater>
    </Section>
  );
}

function Stays({ detail, regiekamer }: FactsProps) {
  const { t } = useTranslation('capacity');
  const stayWords = useStayWords(detail);
  const covers = (from: string, until: string | null) =>
    from <= detail.day && (until === null || detail.day < until);
  const present = detail.stays.filter(({ period }) => period.from <= detail.day).length;
  return (
    <Section title={t('regiekamer.stays.title', { count: present })}>
      {detail.stays.length === 0 ? <p>{t('regiekamer.stays.none')}</p> : null}
      <NowAndLater facts={detail.stays} day={detail.day}>
        {(stay) => {
          const away = stay.absences.some(({ period }) => covers(period.from, period.until));
          const end = stay.period.until ?? stay.expectedEndOn;
          const isPast = end !== null && stay.period.until === null && end < regiekamer.today;
          return (
            <>
              <b>{stayWords(stay)}</b>
              <span className="vp-muted">
                {end === null
                  ? `, ${t('regiekamer.stays.noEnd')}`
                  : `, ${t(
                      stay.period.until
                        ? 'regiekamer.stays.until'
                        : isPast
                          ? 'regiekamer.stays.past'
                          : 'regiekamer.stays.expected',
                      { until: formatDay(end) },
                    )}`}
                {away ? `, ${t('regiekamer.stays.away')}` : ''}
                {stay.timeOutOf ? `, ${t('regiekamer.stays.timeOut')}` : ''}
                {stay.alsoElsewhere ? `, ${t('regiekamer.stays.elsewhere')}` : ''}
              </span>
            </>
          );
        }}
      </NowAndLater>
    </Section>
  );
}
