import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Answered } from '../../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { BarTable, Button } from '../../../web/ui/index.ts';
import type { PlannedEnds } from '../../provider-tools-contract.ts';
import { ReadOnlyBanner } from '../provider/ReadOnlyBanner.tsx';
import { CalendarPart } from './CalendarPart.tsx';
import { OutItem, StayItem } from './EndItems.tsx';
import { perWeek, sortEnds } from './sort-ends.ts';
import { usePlannedEnds } from './use-planned-ends.ts';
import './words.ts';
import '../provider/provider.css';
import './provider-tools.css';

const route = getRouteApi('/geplande-eindes');
/** How far one looks ahead, in days. */
const WINDOWS = [30, 60, 90] as const;

/** What is expected to end, and what should have ended; each is registered or moved from here. */
export function EndsPage() {
  const { t } = useTranslation('provider-tools');
  const { dagen } = route.useSearch();
  const navigate = route.useNavigate();
  const days = WINDOWS.find((each) => each === dagen) ?? WINDOWS[0];
  const query = usePlannedEnds(days);
  return (
    <div className="pv-page">
      <header className="pv-head">
        <div>
          <h1>{t('ends.title')}</h1>
          <p className="vp-muted">{t('ends.intro')}</p>
        </div>
        <div className="pt-weeks vp-no-print" role="group" aria-label={t('ends.window')}>
          {WINDOWS.map((each) => (
            <Button
              key={each}
              look={each === days ? 'primary' : 'secondary'}
              onPress={() =>
                void navigate({
                  search: each === WINDOWS[0] ? {} : { dagen: each },
                  replace: true,
                  resetScroll: false,
                })
              }
            >
              {t('ends.days', { count: each })}
            </Button>
          ))}
        </div>
      </header>
      <ReadOnlyBanner />
      <Answered query={query} failed={t('ends.failed')} mend={t('ends.failedMend')}>
        {(data) => <Ends data={data} days={days} />}
      </Answered>
      <CalendarPart />
    </div>
  );
}

function Ends({ data, days }: { readonly data: PlannedEnds; readonly days: number }) {
  const { t } = useTranslation('provider-tools');
  const { past, decision, coming } = sortEnds(data.stays, data.day, data.until);
  const weeks = perWeek(coming);
  return (
    <>
      <p className="pt-headline" role="status">
        {t('ends.headline', { count: past.length })}
      </p>
      <Part title={t('ends.past')} count={past.length} none={t('ends.pastNone')}>
        {past.map((stay) => (
          <StayItem key={stay.stayId} stay={stay} today={data.day} />
        ))}
      </Part>
      <Part title={t('ends.decision')} count={decision.length} none={t('ends.decisionNone')}>
        {decision.map((stay) => (
          <StayItem key={stay.stayId} stay={stay} today={data.day} />
        ))}
      </Part>
      <Part
        title={t('ends.coming', { count: days })}
        count={coming.length}
        none={t('ends.comingNone')}
        picture={
          weeks.length > 1 ? (
            <BarTable
              caption={t('ends.perWeek')}
              labelHeader={t('ends.week')}
              valueHeader={t('ends.number')}
              rows={weeks.map(({ week, count }) => ({
                id: String(week),
                label: `${t('ends.week')} ${week}`,
                value: count,
                words: String(count),
              }))}
            />
          ) : null
        }
      >
        {coming.map((stay) => (
          <StayItem key={stay.stayId} stay={stay} today={data.day} />
        ))}
      </Part>
      <Part title={t('ends.outs')} count={data.outs.length} none={t('ends.outsNone')}>
        {data.outs.map((out) => (
          <OutItem key={out.id} out={out} today={data.day} />
        ))}
      </Part>
    </>
  );
}

function Part(props: {
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly picture?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="pv-section" aria-label={props.title}>
      <h2>
        {props.title} <span className="vp-muted">{props.count > 0 ? props.count : ''}</span>
      </h2>
      {props.picture ? <div className="pt-picture">{props.picture}</div> : null}
      {props.count === 0 ? (
        <p className="vp-muted">{props.none}</p>
      ) : (
        <ul className="pt-ends">{props.children}</ul>
      )}
    </section>
  );
}
