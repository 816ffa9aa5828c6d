import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../web/i18n/format.ts';
import { BarTable } from '../../web/ui/index.ts';
import type { ReleasedFigures } from '../contract.ts';
import { type RegionWeighed, weighReleased } from './against-norm.ts';
import type { Names } from './use-figures.ts';

interface AgainstNormProps {
  readonly figures: ReleasedFigures;
  readonly names: Names;
  /** The region that is looked at; null: all of them. */
  readonly region: string | null;
}

const decimal = (value: number) =>
  formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Recognised places for each 1,000 minors by region, with the norm across. */
export function AgainstNorm({ figures, names, region }: AgainstNormProps) {
  const { t } = useTranslation('insight');
  const regions = weighReleased(figures);
  const known = regions.filter(({ per }) => per !== null);
  if (known.length === 0) return null;
  const awayWords = ({ away }: RegionWeighed) => {
    if (away === null) return '';
    if (away === 0) return t('norm.on');
    const count = Math.abs(away);
    return t(away > 0 ? 'norm.above' : 'norm.below', { count, number: formatNumber(count) });
  };
  const title = () => {
    const own = known.find(({ code }) => code === region);
    if (own) {
      const words = { name: names.region(own.code), per: decimal(own.per ?? 0) };
      return own.away === null
        ? t('norm.own', words)
        : t('norm.ownAway', { ...words, away: awayWords(own) });
    }
    const [most, least] = [known[0]!, known.at(-1)!];
    return t('norm.all', {
      most: names.region(most.code),
      mostPer: decimal(most.per ?? 0),
      least: names.region(least.code),
      leastPer: decimal(least.per ?? 0),
    });
  };
  const norms = new Set(regions.flatMap(({ norm }) => (norm === null ? [] : [norm])));
  const [norm] = norms;
  const mark = norms.size === 1 ? norm : undefined;
  return (
    <section className="in-section vp-keep" aria-label={title()}>
      <h2>{title()}</h2>
      <p className="vp-muted in-small">
        {mark === undefined
          ? t(norms.size === 0 ? 'norm.none' : 'norm.several')
          : t('norm.line', { norm: decimal(mark) })}{' '}
        {t('norm.source')}
      </p>
      <BarTable
        caption={title()}
        labelHeader={t('figures.region')}
        valueHeader={t('norm.per')}
        {...(mark === undefined ? {} : { mark })}
        rows={regions.map((each) => ({
          id: each.code,
          label: names.region(each.code),
          value: each.per ?? 0,
          words: (
            <>
              {each.per === null ? (
                <span className="in-beside">{t('norm.unknown')}</span>
              ) : (
                decimal(each.per)
              )}
              <span className="vp-muted in-beside">
                {[
                  t('norm.places', { count: each.places, number: formatNumber(each.places) }),
                  awayWords(each),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </>
          ),
        }))}
      />
    </section>
  );
}
