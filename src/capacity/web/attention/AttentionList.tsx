import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { LinkButton } from '../../../web/ui/index.ts';
import type { AttentionUnit, Signal } from '../../attention/contract.ts';
import { useModules } from '../use-modules.ts';
import { Sparkline } from './Sparkline.tsx';

interface AttentionListProps {
  readonly units: readonly AttentionUnit[];
  readonly day: string;
}

/** Units by the name of their provider; each fact with the picture of its own year. */
export function AttentionList({ units }: AttentionListProps) {
  const { t } = useTranslation('attention');
  const { role } = useSession();
  const { nameOf } = useModules();
  return (
    <ul className="at-list">
      {units.map((unit) => (
        <li key={`${unit.unitId} ${unit.module}`} className="at-unit vp-keep">
          <div className="at-head">
            <h3>{unit.unitName}</h3>
            <LinkButton
              href={
                role === 'PC' ? `/mijn-leefgroepen/${unit.unitId}` : `/leefgroep/${unit.unitId}`
              }
              size="small"
            >
              {t('open')}
              <span className="vp-hidden"> {unit.unitName}</span>
            </LinkButton>
          </div>
          <p className="vp-muted at-small">
            {role === 'PC' ? null : `${unit.providerName} · `}
            {nameOf(unit.module)}
          </p>
          {unit.signals.map((signal) => (
            <Fact key={signal.kind} signal={signal} />
          ))}
        </li>
      ))}
    </ul>
  );
}

const share = (value: number) => formatNumber(value * 100, { maximumFractionDigits: 0 });
const days = (value: number) => formatNumber(value, { maximumFractionDigits: 0 });

/** One fact in words, beside the line of its own weeks. */
function Fact({ signal }: { readonly signal: Signal }) {
  const { t } = useTranslation('attention');
  const { kind, now, median, low, high, places, recognised, weeks, series } = signal;
  const value = kind === 'FRESHNESS' ? days : share;
  const way = now > median ? 'more' : 'less';
  const usual =
    value(low) === value(high)
      ? t(kind === 'FRESHNESS' ? 'usual.days' : 'usual.share', { value: value(median) })
      : t(kind === 'FRESHNESS' ? 'usual.daysBetween' : 'usual.between', {
          low: value(low),
          high: value(high),
        });
  const what =
    kind === 'FRESHNESS'
      ? t('fact.FRESHNESS', { now: value(now) })
      : t(`fact.${kind}_${way}`, { places, recognised, now: value(now) });
  return (
    <div className="at-fact">
      <p>
        {what} {usual} {t('since', { count: weeks })}
      </p>
      <Sparkline
        label={t('line', { kind: t(`kind.${kind}`), count: series.length - 1 })}
        values={series}
        low={low}
        high={high}
      />
    </div>
  );
}
