import { useTranslation } from 'react-i18next';
import { formatMonth, formatMonthShort } from '../../web/i18n/format.ts';
import { Disclosure, LineChart } from '../../web/ui/index.ts';
import './words.ts';

interface TrendProps {
  readonly title: string;
  /** What the line shows, for who cannot see it. */
  readonly label: string;
  readonly valueHeader: string;
  readonly points: readonly { readonly day: string; readonly value: number | null }[];
  readonly words: (value: number) => string;
  readonly fromZero?: boolean;
}

/** A line over the months, with its table behind a button. Months that are not shown stand in the table alone. */
export function Trend(props: TrendProps) {
  const { t } = useTranslation('insight');
  const { title, points, words } = props;
  const shown = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  return (
    <section className="in-section vp-keep" aria-label={title}>
      <h2>{title}</h2>
      {shown.length > 1 ? (
        <LineChart
          label={props.label}
          words={words}
          fromZero={props.fromZero ?? false}
          points={shown.map(({ day, value }, at) => ({
            id: day,
            value,
            ...((at === 0 || at === shown.length - 1 || (shown.length - 1 - at) % 6 === 0) && {
              tick: formatMonthShort(day),
            }),
            ...(at === shown.length - 1 && { mark: words(value) }),
          }))}
        />
      ) : null}
      <Disclosure title={t('figures.table')}>
        <table className="in-table">
          <caption className="vp-hidden">{props.label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('figures.monthHead')}</th>
              <th scope="col" className="vp-number">
                {props.valueHeader}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ day, value }) => (
              <tr key={day}>
                <th scope="row">{formatMonth(day)}</th>
                <td className="vp-number">{value === null ? t('figures.small') : words(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </section>
  );
}
