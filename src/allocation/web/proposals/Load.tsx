import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Age, BarTable } from '../../../web/ui/index.ts';
import type { ProposalDetail } from '../../dialogue/contract.ts';
import { Part } from '../Part.tsx';

/** A figure that nobody confirmed for a week is old. */
const OLD_DAYS = 7;
const FIGURES = ['occupied', 'held', 'unavailable', 'free'] as const;

/** What the unit carries today, beside what is asked of it. */
export function Load({ detail }: { readonly detail: ProposalDetail }) {
  const { t } = useTranslation('allocation');
  const now = useNow();
  const { load } = detail;
  if (!load) return null;
  return (
    <Part title={t('load.title', { count: load.free, recognised: load.recognised })}>
      <BarTable
        caption={t('load.caption', { unit: detail.row.unitName })}
        labelHeader={t('load.places')}
        valueHeader={t('load.count')}
        rows={FIGURES.map((id) => ({
          id,
          label: t(`load.${id}`),
          value: load[id],
          words: formatNumber(load[id]),
        }))}
      />
      <p>
        <Age at={load.confirmedAt} now={now} oldAfterDays={OLD_DAYS} />
      </p>
    </Part>
  );
}
