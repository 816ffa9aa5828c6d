import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { BarTable, Disclosure, LineChart } from '../../../web/ui/index.ts';
import type { CrisisSection } from '../../crisis/speaker.ts';
import { HeatTable } from './HeatTable.tsx';
import './words.ts';

type Cell = CrisisSection['rows'][number][number];

/** More bars than this are no picture any more. */
const mostBars = 12;

const shown = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? '–'
    : typeof cell === 'number'
      ? formatNumber(cell, { maximumFractionDigits: 1 })
      : cell;

/** One question: its answer as title, a picture, what it is of in words, and every number in a table. */
export function CrisisSectionView({ section }: { readonly section: CrisisSection }) {
  const { title, note, rows, heat } = section;
  return (
    <section className="in-section vp-keep" aria-label={title}>
      <h2>{title}</h2>
      {note ? <p className="in-small in-intro">{note}</p> : null}
      {rows.length === 0 ? null : heat ? (
        <HeatTable section={section} values={heat.values} />
      ) : (
        <Pictured section={section} />
      )}
    </section>
  );
}

function Pictured({ section }: { readonly section: CrisisSection }) {
  const { t } = useTranslation('crisis-figures');
  const { title, columns, rows, bar, line } = section;
  if (!bar && !line) return <WholeTable section={section} />;
  return (
    <>
      {line && line.length > 1 ? <Line section={section} values={line} /> : null}
      {bar ? (
        <BarTable
          caption={title}
          labelHeader={columns[0] ?? ''}
          valueHeader={columns[bar.column] ?? ''}
          {...(bar.whole === undefined ? {} : { whole: bar.whole })}
          rows={rows.slice(0, mostBars).map((row, n) => ({
            id: String(n),
            label: shown(row[0]),
            value: bar.values[n] ?? 0,
            words: shown(row[bar.column]),
          }))}
        />
      ) : null}
      {bar && rows.length > mostBars ? (
        <p className="in-small">{t('more', { count: mostBars })}</p>
      ) : null}
      <Disclosure title={t('table')}>
        <WholeTable section={section} />
      </Disclosure>
    </>
  );
}

interface LineProps {
  readonly section: CrisisSection;
  readonly values: readonly number[];
}

function Line({ section: { title, rows }, values }: LineProps) {
  const last = values.length - 1;
  const middle = Math.floor(last / 2);
  return (
    <LineChart
      label={title}
      fromZero
      words={(value) => formatNumber(value, { maximumFractionDigits: 0 })}
      points={values.map((value, n) => ({
        id: String(rows[n]?.[0] ?? n),
        value,
        ...((n === 0 || n === last || (n === middle && last > 3)) && {
          tick: shown(rows[n]?.[0]),
        }),
        ...(n === last && { mark: shown(rows[n]?.[1]) }),
      }))}
    />
  );
}

function WholeTable({ section: { title, columns, rows } }: { readonly section: CrisisSection }) {
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
          {rows.map((row, line) => (
            <tr key={`${row[0]} ${line}`}>
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
