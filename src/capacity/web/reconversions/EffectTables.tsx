import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../../web/i18n/format.ts';
import type { ReconversionDetail } from '../../reconversion/contract.ts';
import { GlyphRow } from '../PlaceGlyph.tsx';
import { useModules } from '../use-modules.ts';

const FIGURES = [
  'recognised',
  'occupied',
  'notConverted',
  'unavailable',
  'held',
  'free',
  'overOccupied',
] as const;
const STAGES = ['before', 'effective', 'registered'] as const;

type Effect = NonNullable<ReconversionDetail['effect']>[number];

/** The figures of both modules before, once in effect, and once registered: drawn, and as a table. */
export function EffectTables({ data }: { readonly data: ReconversionDetail }) {
  const { t } = useTranslation('reconversion');
  if (data.row.state === 'CANCELLED') return null;
  return (
    <section className="ro-section" aria-label={t('effect.title')}>
      <h3>{t('effect.title')}</h3>
      {data.effect === null ? (
        <p className="vp-muted">{t('effect.done')}</p>
      ) : (
        <>
          <p className="vp-muted ro-small">{t('effect.on', { day: formatDay(data.effectOn) })}</p>
          {data.effect.map((effect) => (
            <EffectTable key={effect.module} effect={effect} />
          ))}
        </>
      )}
    </section>
  );
}

function EffectTable({ effect }: { readonly effect: Effect }) {
  const { t } = useTranslation('reconversion');
  const { nameOf: moduleName } = useModules();
  const shown = FIGURES.filter(
    (figure) =>
      ['recognised', 'free'].includes(figure) || STAGES.some((stage) => effect[stage][figure] > 0),
  );
  const over = effect.registered.overOccupied;
  return (
    <>
      <h4>{moduleName(effect.module)}</h4>
      <table
        className="ro-effect"
        aria-label={t('effect.caption', { module: moduleName(effect.module) })}
      >
        <thead>
          <tr>
            <th scope="col">{t('effect.figure')}</th>
            {STAGES.map((stage) => (
              <th key={stage} scope="col">
                {t(`effect.${stage}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((figure) => (
            <tr key={figure}>
              <th scope="row">{t(`effect.${figure}`)}</th>
              {STAGES.map((stage) => (
                <td
                  key={stage}
                  {...(effect[stage][figure] === effect.before[figure]
                    ? {}
                    : { 'data-changed': '' })}
                >
                  {formatNumber(effect[stage][figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="ro-pictures" aria-hidden="true">
        {STAGES.filter((stage) => effect[stage].recognised + effect[stage].overOccupied > 0).map(
          (stage) => (
            <div key={stage}>
              <span className="vp-muted ro-small">{t(`effect.${stage}`)}</span>
              <GlyphRow figures={{ ...effect[stage], offerable: effect[stage].free }} />
            </div>
          ),
        )}
      </div>
      {over > 0 ? <p className="ro-warning">{t('effect.over', { count: over })}</p> : null}
    </>
  );
}
