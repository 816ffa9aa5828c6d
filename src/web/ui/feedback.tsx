import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../i18n/format.ts';
import { Button } from './Button.tsx';
import { Icon } from './icons.tsx';
import './feedback.css';

/** The shape of what will come, for waits under a second; said once to who cannot see. */
export function Skeleton({
  lines = 3,
  label,
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  const { t } = useTranslation('shell');
  return (
    <div className="vp-skeleton" role="status">
      <span className="vp-hidden">{label ?? t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="vp-skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

export interface EmptyStateProps {
  /** What would be here. */
  readonly title: string;
  /** Why it is not, and the one next step. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** 1 when it is all that the page shows. */
  readonly level?: 1 | 2 | 3;
}

/** Nothing here: what would be, and what to do next. */
export function EmptyState(props: EmptyStateProps) {
  const Title = `h${props.level ?? 3}` as const;
  return (
    <div className="vp-empty">
      <svg
        width="40"
        height="40"
        viewBox="0 0 40 40"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        aria-hidden="true"
        focusable="false"
      >
        <path
          d="M15.500 33H10a3 3 0 0 1-3-3V10a3 3 0 0 1 3-3h20a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3h-5.500"
          strokeDasharray="3 4"
        />
      </svg>
      <Title className="vp-empty-title">{props.title}</Title>
      {props.children ? <div className="vp-muted">{props.children}</div> : null}
      {props.action}
    </div>
  );
}

export interface ErrorStateProps {
  /** What did not work. */
  readonly what: string;
  /** How to mend it. */
  readonly mend?: ReactNode;
  /** Fields, rows or parts where it went wrong. */
  readonly where?: readonly string[];
  /** That nothing was lost; "Er ging niets verloren" unless said otherwise, `null` to leave it out. */
  readonly kept?: string | null;
  readonly onRetry?: () => void;
  /** What a helpdesk asks for. */
  readonly reference?: string | undefined;
}

/** What went wrong, where, how to mend it, and that nothing was lost. */
export function ErrorState(props: ErrorStateProps) {
  const { t } = useTranslation('shell');
  const kept = props.kept === undefined ? t('error.kept') : props.kept;
  return (
    <div className="vp-error" role="alert">
      <Icon name="warning" />
      <div>
        <p className="vp-error-what">{props.what}</p>
        {props.where && props.where.length > 0 ? (
          <ul>
            {props.where.map((where) => (
              <li key={where}>{where}</li>
            ))}
          </ul>
        ) : null}
        {props.mend ? <div>{props.mend}</div> : null}
        {kept ? <p className="vp-muted">{kept}</p> : null}
        {props.reference ? (
          <p className="vp-muted vp-error-reference">
            {t('error.reference', { reference: props.reference })}
          </p>
        ) : null}
        {props.onRetry ? (
          <div className="vp-actions">
            <Button onPress={props.onRetry}>{t('act.retry')}</Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

export interface ProgressBarProps {
  readonly label: string;
  /** Between 0 and 1; `null` while nothing can be said about how far it is. */
  readonly share: number | null;
  /** Where it is now, in words: "rij 1.200 van 5.145". */
  readonly words?: string;
  readonly onCancel?: () => void;
}

/** How far a long job is, and the way to stop it. */
export function ProgressBar(props: ProgressBarProps) {
  const { t } = useTranslation('shell');
  const percentage = Math.round((props.share ?? 0) * 100);
  return (
    <div className="vp-progress">
      <AriaProgressBar
        className="vp-progress-bar"
        value={percentage}
        isIndeterminate={props.share === null}
        valueLabel={props.words ?? formatShare(percentage / 100)}
      >
        {({ valueText }) => (
          <>
            <div className="vp-progress-words">
              <Label>{props.label}</Label>
              <span className="vp-muted">{props.share === null ? t('state.busy') : valueText}</span>
            </div>
            <svg
              className="vp-progress-track"
              viewBox="0 0 100 8"
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              <rect className="vp-progress-ground" width="100" height="8" />
              <rect
                className="vp-progress-done"
                width={props.share === null ? 40 : percentage}
                height="8"
              />
            </svg>
          </>
        )}
      </AriaProgressBar>
      {props.onCancel ? (
        <Button size="small" onPress={props.onCancel}>
          {t('act.stop')}
        </Button>
      ) : null}
    </div>
  );
}

export interface BannerProps {
  readonly tone?: 'plain' | 'caution' | 'danger' | 'good';
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Reads itself out when it appears. */
  readonly isAnnounced?: boolean;
}

/** Something to know about the whole page. */
export function Banner(props: BannerProps) {
  const tone = props.tone ?? 'plain';
  return (
    <div className="vp-banner" data-tone={tone} {...(props.isAnnounced ? { role: 'status' } : {})}>
      <Icon name={tone === 'good' ? 'check' : tone === 'plain' ? 'info' : 'warning'} />
      <div className="vp-banner-words">{props.children}</div>
      {props.action}
    </div>
  );
}
