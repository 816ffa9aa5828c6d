import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../web/i18n/format.ts';
import { BarTable } from '../../web/ui/index.ts';
import './words.ts';

export interface CountRow {
  readonly id: string;
  readonly label: string;
  /** Null: not shown. */
  readonly value: number | null;
  /** Of how many, where that says more than the number alone. */
  readonly of?: number | null | undefined;
}

interface BarsProps {
  readonly title: string;
  readonly labelHeader: string;
  readonly rows: readonly CountRow[];
}

/** A breakdown: its answer as title, a bar and a number for each row, words where a number is not shown. */
export function Bars({ title, labelHeader, rows }: BarsProps) {
  const { t } = useTranslation('insight');
  if (rows.length === 0) return null;
  const words = ({ value, of }: CountRow) => {
    if (value === null) return <span className="in-small">{t('figures.small')}</span>;
    if (typeof of !== 'number') return formatNumber(value);
    return t('figures.ofRecognised', { value: formatNumber(value), recognised: formatNumber(of) });
  };
  return (
    <section className="in-section vp-keep" aria-label={title}>
      <h2>{title}</h2>
      <BarTable
        caption={title}
        labelHeader={labelHeader}
        valueHeader={t('figures.places')}
        rows={rows.map((row) => ({
          id: row.id,
          label: row.label,
          value: row.value ?? 0,
          words: words(row),
        }))}
      />
    </section>
  );
}
