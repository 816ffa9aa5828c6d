import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../../web/ui/index.ts';
import { criteria } from '../../unit-filter.ts';
import { type Refused, whyNotNearer } from '../../why-not-nearer.ts';
import type { ViewProps } from './TileView.tsx';
import { sentence, useFigureWords, wholeKm } from './unit-words.ts';

const MOST = 12;

/** Those that fail on another module stand last: what is offered there was not asked. */
const byUse = (a: Refused, b: Refused) =>
  Number(a.criterion === 'module') - Number(b.criterion === 'module') ||
  a.distanceKm - b.distanceKm;

/** What a unit fails on, with its own value. */
function useReason(): (refused: Refused) => string {
  const { t } = useTranslation('capacity');
  const words = useFigureWords();
  return ({ row, criterion, shortfall }) => {
    switch (criterion) {
      case 'age':
        return t('regiekamer.reason.age', { from: row.ageMin, until: row.ageMax });
      case 'group':
        return t('regiekamer.reason.group', { mix: t(`codes.genderMix.${row.genderMix}`) });
      case 'term':
        return t('regiekamer.reason.term', { term: t(`codes.term.${row.term}`) });
      case 'stop':
        return words.stops(row).join(', ');
      case 'place':
        return t(`regiekamer.shortfall.${shortfall ?? 'full'}`, { ...row.figures });
      default:
        return t(`regiekamer.reason.${criterion}`);
    }
  };
}

/** The units nearer than the first answer, and what each fails on. */
export function WhyNotNearer({ regiekamer, onOpen }: ViewProps) {
  const { t } = useTranslation('capacity');
  const { rows, filter, moduleName } = regiekamer;
  const reasonOf = useReason();
  const { nearestKm, refused, counts } = useMemo(() => whyNotNearer(rows, filter), [rows, filter]);
  if (!filter.origin || refused.length === 0) return null;
  const parts = criteria
    .filter((criterion) => counts.has(criterion))
    .map((criterion) =>
      t(`regiekamer.reasonCount.${criterion}`, { count: counts.get(criterion) ?? 0 }),
    );
  const shown = refused.toSorted(byUse).slice(0, MOST);
  return (
    <section className="rk-why vp-no-print" aria-label={t('regiekamer.why.title')}>
      <Disclosure title={t('regiekamer.why.title')}>
        <p>
          {nearestKm === null
            ? t('regiekamer.why.none', { count: refused.length })
            : t('regiekamer.why.nearest', { km: wholeKm(nearestKm), count: refused.length })}{' '}
          {sentence(parts.join(', '))}.
        </p>
        <ul className="rk-why-list">
          {shown.map((each) => (
            <li key={each.row.unitId}>
              <button
                type="button"
                className="vp-row-open"
                onClick={() => onOpen({ row: each.row, distanceKm: each.distanceKm })}
              >
                {each.row.unitName}
              </button>
              <span className="vp-muted">
                {t('regiekamer.why.where', {
                  municipality: each.row.municipality,
                  km: wholeKm(each.distanceKm),
                  module: moduleName(each.row.module),
                })}
              </span>
              <span>{sentence(reasonOf(each))}</span>
            </li>
          ))}
        </ul>
        {refused.length > shown.length ? (
          <p className="vp-muted">
            {t('regiekamer.why.more', { count: refused.length - shown.length })}
          </p>
        ) : null}
      </Disclosure>
    </section>
  );
}
