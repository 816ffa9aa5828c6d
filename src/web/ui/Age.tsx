import { useTranslation } from 'react-i18next';
import { formatAge, formatMoment } from '../i18n/format.ts';
import { Icon } from './icons.tsx';
import './feedback.css';

export interface AgeProps {
  /** When it was confirmed: an ISO moment, or `null` when it never was. */
  readonly at: string | null;
  /** The present, in milliseconds; the page passes one clock to all its ages. */
  readonly now: number;
  /** Who confirmed it. */
  readonly by?: string | null | undefined;
  /** From how many days on it warns. */
  readonly oldAfterDays: number;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

export type AgeBand = 'fresh' | 'ageing' | 'old';

/** In which band an age falls: fresh for a day, then fading, and old after so many; what was never confirmed is old. */
export function ageBand(at: string | null, now: number, oldAfterDays: number): AgeBand {
  if (at === null) return 'old';
  const hours = (now - Date.parse(at)) / HOUR_MS;
  if (hours >= oldAfterDays * DAY_HOURS) return 'old';
  return hours >= DAY_HOURS ? 'ageing' : 'fresh';
}

/**
 * How old a figure is, in words: "bevestigd 3 uur geleden door …". It fades with age and turns
 * into a plain warning; the exact moment is in its title and in `datetime`.
 */
export function Age(props: AgeProps) {
  const { t } = useTranslation('shell');
  const band = ageBand(props.at, props.now, props.oldAfterDays);
  if (props.at === null) {
    return (
      <span className="vp-age" data-age="old">
        <Icon name="warning" />
        {t('age.never')}
      </span>
    );
  }
  const age = formatAge(props.at, props.now);
  return (
    <time className="vp-age" data-age={band} dateTime={props.at} title={formatMoment(props.at)}>
      {band === 'old' ? <Icon name="warning" /> : null}
      {props.by ? t(`age.${band}By`, { age, by: props.by }) : t(`age.${band}`, { age })}
    </time>
  );
}
