import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, formatWeekday } from '../../../web/i18n/format.ts';
import { DatePicker, Slider } from '../../../web/ui/index.ts';
import { capacityRules } from '../../rules.ts';
import type { RegiekamerSearch } from './regiekamer-search.ts';

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
