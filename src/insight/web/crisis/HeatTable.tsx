import { formatNumber } from '../../../web/i18n/format.ts';
import type { CrisisSection } from '../../crisis/speaker.ts';
import { levelOf } from './heat-level.ts';

interface HeatTableProps {
  readonly section: CrisisSection;
  readonly values: NonNullable<CrisisSection['heat']>['values'];
}

/** A map of the week as a table: hours down, days across, each number on a ground that is darker the more it is. */
export function HeatTable({ section, values }: HeatTableProps) {
  const most = Math.max(0, ...values.flat().map((value) => value ?? 0));
  return (
    <table className="in-heat">
      <caption className="vp-hidden">{section.title}</caption>
      <thead>
        <tr>
          {section.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {section.rows.map((row, hour) => (
          <tr key={String(row[0])}>
            <th scope="row">{row[0]}</th>
            {values.map((day, at) => {
              const value = day[hour] ?? null;
              return (
                <td key={section.columns[at + 1]} data-level={levelOf(value, most)}>
                  {value === null ? '–' : formatNumber(value, { maximumFractionDigits: 0 })}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
