import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../../web/i18n/format.ts';
import { Disclosure } from '../../../../web/ui/index.ts';
import type { ImportState } from '../../../contract.ts';
import { useModules } from '../../use-modules.ts';
import '../words.ts';

const COUNTED = ['added', 'changed', 'removed', 'same'] as const;

/** How many rows do what, in one line. */
export function Counts({ counts }: { readonly counts: ImportState['counts'] }) {
  const { t } = useTranslation('capacity');
  return (
    <ul className="im-counts">
      {COUNTED.map((name) => (
        <li key={name} {...(counts[name] === 0 ? { 'data-zero': '' } : {})}>
          {t(`provider.import.count.${name}`, { count: counts[name] })}
        </li>
      ))}
    </ul>
  );
}

const SHOWN = ['occupied', 'unavailable', 'free', 'offerable'] as const;

export interface FigureTableProps {
  readonly figures: ImportState['figures'];
  readonly changesNothing: boolean;
}

/** The figures of today before and after, for the units where they differ. */
export function FigureTable({ figures, changesNothing }: FigureTableProps) {
  const { t } = useTranslation('capacity');
  const { nameOf: moduleName } = useModules();
  if (changesNothing) return null;
  const title = t('provider.import.figures');
  if (figures.length === 0) {
    return (
      <>
        <h3>{title}</h3>
        <p className="vp-muted">{t('provider.import.figuresNone')}</p>
      </>
    );
  }
  const hasOver = figures.some(({ before, after }) => before.overOccupied + after.overOccupied > 0);
  const columns = [...SHOWN, ...(hasOver ? (['overOccupied'] as const) : [])];
  const words = {
    occupied: t('provider.import.col.occupied'),
    unavailable: t('provider.import.col.unavailable'),
    free: t('provider.import.col.free'),
    offerable: t('provider.import.col.offerable'),
    overOccupied: t('provider.import.col.over'),
  };
  return (
    <>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard */}
      <section className="vp-table-scroll im-scroll" aria-label={title} tabIndex={0}>
        <table className="vp-table im-figures">
          <caption className="vp-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('provider.import.col.unit')}</th>
              {columns.map((name) => (
                <th key={name} scope="col" data-align="end">
                  {words[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(({ unitId, unitName, module, before, after }) => (
              <tr key={`${unitId} ${module}`}>
                <th scope="row">
                  {unitName}
                  <span className="vp-muted pv-small im-under">{moduleName(module)}</span>
                </th>
                {columns.map((name) => (
                  <td key={name} data-align="end">
                    <BeforeAfter before={before[name]} after={after[name]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function BeforeAfter({ before, after }: { readonly before: number; readonly after: number }) {
  const { t } = useTranslation('capacity');
  if (before === after) return <span className="vp-muted">{formatNumber(after)}</span>;
  return (
    <>
      <span className="vp-hidden">{t('provider.import.arrow', { before, after })}</span>
      <span aria-hidden="true" className="im-arrow">
        {formatNumber(before)} → <b>{formatNumber(after)}</b>
      </span>
    </>
  );
}

const OPEN_UP_TO = 20;

/** The changes as sentences, by unit. */
export function ChangeList(props: Pick<ImportState, 'changes' | 'counts'>) {
  const { t } = useTranslation('capacity');
  const { changes, counts } = props;
  if (changes.length === 0) return null;
  const all = counts.added + counts.changed + counts.removed;
  return (
    <Disclosure title={t('provider.import.changes')} startsOpen={changes.length <= OPEN_UP_TO}>
      {all > changes.length ? (
        <p className="vp-muted">
          {t('provider.import.changesShown', { count: changes.length, all })}
        </p>
      ) : null}
      {[...Map.groupBy(changes, (change) => change.unitName)].map(([unitName, ofUnit]) => (
        <div key={unitName} className="im-changes">
          <h4>{unitName}</h4>
          <ul>
            {ofUnit.map((change) => (
              <li
                key={`${change.kind} ${change.row} ${change.summary}`}
                data-action={change.action}
              >
                {change.summary}{' '}
                <span className="vp-muted pv-small">
                  {t('provider.import.where.row', { row: change.row })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Disclosure>
  );
}
