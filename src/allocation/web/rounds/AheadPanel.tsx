import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatMonth, formatNumber } from '../../../web/i18n/format.ts';
import { LineChart, SidePanel } from '../../../web/ui/index.ts';
import type { Ahead } from '../../sketch/contract.ts';
import { useAsked } from '../use-allocation.ts';
import type { Desk } from './use-round.ts';

/** A month that has a word under the line. */
const everyMonths = 3;

/** One unit in the months ahead with this sketch: a line, and the same in a table. */
export function AheadPanel({
  desk,
  unit,
  onClose,
}: {
  readonly desk: Desk;
  readonly unit: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('rounds');
  const { unitId, module } = desk.sketch.units[unit]!;
  const query = useAsked<Ahead>(`/rounds/${desk.detail.row.id}/ahead`, { unitId, module });
  const name = desk.unitName(unit);
  // What became a proposal that was sent is promised already.
  const taken = desk.now.inUnit[unit]!.reduce((sum, { requestIds }) => sum + requestIds.length, 0);
  return (
    <SidePanel title={t('ahead.title', { unit: name })} onClose={onClose}>
      <Answered query={query} failed={t('ahead.failed')} lines={8}>
        {(ahead) => <Months ahead={ahead} taken={taken} />}
      </Answered>
    </SidePanel>
  );
}

function Months({ ahead, taken }: { readonly ahead: Ahead; readonly taken: number }) {
  const { t } = useTranslation('rounds');
  const { recognised, months } = ahead;
  const whole = (month: Ahead['months'][number]) => month.occupied + month.held + taken;
  return (
    <>
      <p>
        <b>{t('ahead.with')}</b>
      </p>
      <LineChart
        label={t('ahead.chart', { recognised })}
        fromZero
        words={formatNumber}
        points={months.map((month, at) => ({
          id: month.on,
          value: whole(month),
          ...(at % everyMonths === 1 ? { tick: formatMonth(month.on) } : {}),
          ...(at === 0 || at === months.length - 1
            ? { mark: `${formatNumber(whole(month))}/${formatNumber(recognised)}` }
            : {}),
        }))}
      />
      <div className="rd-scroll">
        <table className="rd-ahead">
          <caption className="vp-hidden">{t('ahead.chart', { recognised })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('ahead.month')}</th>
              <th scope="col">{t('ahead.occupied')}</th>
              <th scope="col">{t('ahead.held')}</th>
              <th scope="col">{t('ahead.sketch')}</th>
              <th scope="col">{t('ahead.ended')}</th>
              <th scope="col">{t('ahead.unavailable')}</th>
              <th scope="col">{t('ahead.left')}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.on}>
                <th scope="row">{formatDay(month.on)}</th>
                <td>{month.occupied}</td>
                <td>{month.held}</td>
                <td>{taken}</td>
                <td>{month.ended}</td>
                <td>{month.unavailable}</td>
                <td>{Math.max(0, recognised - whole(month) - month.unavailable)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="al-small">{t('ahead.note')}</p>
    </>
  );
}
