import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { BarTable, Disclosure } from '../../../web/ui/index.ts';
import type { Section } from '../../allocation/sections.ts';
import { Ratios } from './Ratios.tsx';
import './words.ts';

type Cell = Section['rows'][number][number];

/** More bars than this are no picture any more. */
const mostBars = 15;

const shown = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? '–'
    : typeof cell === 'number'
      ? formatNumber(cell, { maximumFractionDigits: 1 })
      : cell;

/** One breakdown: its answer as title, bars or intervals, and every number in a table. */
export function SectionView({ section }: { readonly section: Section }) {
  const { t } = useTranslation('allocation-figures');
  const { title, note, columns, rows, bar, ratios } = section;
  return (
    <section className="in-section vp-keep" aria-label={title}>
      <h2>{title}</h2>
      {note ? <p className="in-small in-intro">{note}</p> : null}
      {rows.length === 0 ? null : (
        <>
          {ratios ? (
            <Ratios caption={t('interval')} columns={columns} rows={rows} ratios={ratios} />
          ) : (
            <BarTable
              caption={title}
              labelHeader={columns[0] ?? ''}
              valueHeader={columns[bar.column] ?? ''}
              {...(bar.whole === undefined ? {} : { mark: bar.whole })}
              rows={rows.slice(0, mostBars).map((row, n) => ({
                id: String(n),
                label: shown(row[0]),
                value: bar.values[n] ?? 0,
                words: shown(row[bar.column]),
              }))}
            />
          )}
          {!ratios && rows.length > mostBars ? (
            <p className="in-small">{t('more', { count: mostBars })}</p>
          ) : null}
          <Disclosure title={t('table')}>
            <WholeTable section={section} />
          </Disclosure>
        </>
      )}
    </section>
  );
}

function WholeTable({ section: { title, columns, rows } }: { readonly section: Section }) {
  return (
    <div className="in-scroll">
      <table className="in-table">
        <caption className="vp-hidden">{title}</caption>
        <thead>
          <tr>
            {columns.map((header, n) => (
              <th key={header} scope="col" className={n === 0 ? undefined : 'vp-number'}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, n) =>
                n === 0 ? (
                  <th key={columns[n]} scope="row">
                    {shown(cell)}
                  </th>
                ) : (
                  <td key={columns[n]} className="vp-number">
                    {shown(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
