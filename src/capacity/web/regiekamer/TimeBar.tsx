import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, formatClock, formatWeekday } from '../../../web/i18n/format.ts';
import { Banner, Button, DatePicker, RadioGroup, Slider } from '../../../web/ui/index.ts';
import { capacityRules } from '../../rules.ts';
import type { RegiekamerSearch } from './regiekamer-search.ts';
import type { PhotoNow } from './use-photo.ts';
import type { Regiekamer } from './use-regiekamer.ts';

const DAYS_BACK = 3 * 365 + 1;

export interface TimeBarProps {
  readonly search: RegiekamerSearch;
  readonly change: (part: RegiekamerSearch) => void;
  readonly today: string;
}

/** The day of the picture: three years back, a year ahead. */
export function TimeBar({ search, change, today }: TimeBarProps) {
  const { t } = useTranslation('capacity');
  const chosen = daysBetween(today, search.at ?? today);
  const [moving, setMoving] = useState({ from: chosen, to: chosen });
  if (moving.from !== chosen) setMoving({ from: chosen, to: chosen });
  const first = addDays(today, -DAYS_BACK);
  const last = addDays(today, capacityRules.furthestStartDays);
  const goTo = (day: string | null) => {
    if (day === null || day === today) change({ at: undefined, known: undefined });
    else if (day >= first && day <= last) change({ at: day });
  };
  const wordsOf = (days: number) =>
    days === 0 ? t('regiekamer.time.today') : formatWeekday(addDays(today, days));
  return (
    <section className="rk-time vp-no-print" aria-label={t('regiekamer.time.title')}>
      <div className="rk-time-slider">
        <Slider
          label={t('regiekamer.time.slider')}
          value={moving.to}
          min={-DAYS_BACK}
          max={capacityRules.furthestStartDays}
          onChange={(to) => setMoving({ from: chosen, to })}
          onChangeEnd={(days) => goTo(addDays(today, days))}
          words={wordsOf}
          startWords={t('regiekamer.time.start')}
          endWords={t('regiekamer.time.end')}
        />
      </div>
      <DatePicker
        label={t('regiekamer.time.day')}
        value={search.at ?? today}
        onChange={goTo}
        min={first}
        max={last}
      />
    </section>
  );
}

/** Says which picture this is when it is not the present one, with whose knowledge, and leads back. */
export function PictureBand({ regiekamer }: { readonly regiekamer: Regiekamer }) {
  const { t } = useTranslation('capacity');
  const { picture, asOf, today, search, change } = regiekamer;
  if (picture === 'now') return null;
  return (
    <Banner
      tone="caution"
      isAnnounced
      action={
        <Button onPress={() => change({ at: undefined, known: undefined })}>
          {t('regiekamer.time.back')}
        </Button>
      }
    >
      <p>{t(`regiekamer.picture.${picture}`, { day: formatWeekday(asOf.at ?? today) })}</p>
      {picture === 'ahead' ? null : (
        <div className="rk-in-line rk-known vp-no-print">
          <RadioGroup
            label={t('regiekamer.time.known')}
            value={search.known ?? 'now'}
            onChange={(id) => change({ known: id === 'then' ? 'then' : undefined })}
            choices={[
              { id: 'now', label: t('regiekamer.time.knownNow') },
              { id: 'then', label: t('regiekamer.time.knownThen') },
            ]}
          />
        </div>
      )}
    </Banner>
  );
}

/** Whether changes come in by themselves, and if not, of when the figures are. */
export function LiveLine({ photo }: { readonly photo: PhotoNow }) {
  const { t } = useTranslation('capacity');
  const { query, state, rightAt } = photo;
  const isBroken = state === 'broken' || query.isRefetchError;
  const words = isBroken
    ? t('regiekamer.live.broken', { time: formatClock(rightAt) })
    : t(`regiekamer.live.${state === 'live' ? 'live' : 'connecting'}`);
  return (
    <p className="rk-live" data-state={isBroken ? 'broken' : state}>
      <span className="rk-live-mark" aria-hidden="true" />
      {words}
      {isBroken ? (
        <Button size="small" onPress={() => void query.refetch()} isPending={query.isFetching}>
          {t('regiekamer.live.retry')}
        </Button>
      ) : null}
    </p>
  );
}
