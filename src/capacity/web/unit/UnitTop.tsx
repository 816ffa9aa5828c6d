import { useTranslation } from 'react-i18next';
import { useNow } from '../../../web/shell.ts';
import { Age, LinkButton } from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { GlyphRow } from '../PlaceGlyph.tsx';

export interface UnitTopProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly moduleName: (code: string) => string;
  /** The provider's own people, who can keep the figures. */
  readonly isOwn: boolean;
}

/** Which unit this is, how it stands now, and how old that is. */
export function UnitTop({ unitId, detail, moduleName, isOwn }: UnitTopProps) {
  const { t } = useTranslation('unit');
  const { t: shared } = useTranslation('capacity');
  const now = useNow();
  const [first] = detail.modules;
  if (!first) return <h1>{t('title')}</h1>;
  return (
    <header className="un-top">
      <div>
        <h1>{first.unitName}</h1>
        <p className="vp-muted">
          {t('where', {
            provider: first.providerName,
            site: first.siteName,
            municipality: first.municipality,
          })}
        </p>
        <p>
          <Age
            at={first.confirmedAt}
            by={first.confirmedBy}
            now={now}
            oldAfterDays={first.staleAfterDays}
          />
        </p>
      </div>
      <div className="un-modules">
        {detail.modules.map((row) => (
          <div key={row.module} className="un-module">
            <p>{moduleName(row.module)}</p>
            <GlyphRow figures={row.figures} />
            <p>
              <b>{row.figures.free}</b> {shared('tile.free')} · <b>{row.figures.offerable}</b>{' '}
              {shared('tile.offerable')} · {t('ofRecognised', { count: row.figures.recognised })}
            </p>
          </div>
        ))}
      </div>
      <div className="vp-actions vp-no-print">
        {isOwn ? (
          <LinkButton href={`/mijn-leefgroepen/${unitId}`}>{t('toOwn')}</LinkButton>
        ) : (
          <LinkButton href={`/regiekamer?unit=${encodeURIComponent(unitId)}`}>
            {t('toRegiekamer')}
          </LinkButton>
        )}
      </div>
    </header>
  );
}
