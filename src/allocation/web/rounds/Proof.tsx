import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { BarTable, Disclosure } from '../../../web/ui/index.ts';
import type { Sketch } from '../../sketch/sketch.ts';
import { ExcludedBars } from '../candidates/PassedOver.tsx';
import { Part } from '../Part.tsx';

const reasons = ['HIGHER', 'TOGETHER', 'SOLVER', 'BOUND', 'NO_OPTION'] as const;

/** Why it is this division, and on what those who have no place were left out. */
export function Proof({ sketch }: { readonly sketch: Sketch }) {
  const { t } = useTranslation('rounds');
  const { figures } = sketch;
  const { TOGETHER, SOLVER, BOUND } = figures.leftOut;
  const isTold = figures.certified || TOGETHER + SOLVER + BOUND === 0;
  const rows = reasons.filter((reason) => figures.leftOut[reason] > 0);
  return (
    <Part title={t('proof.title')}>
      <p>
        {isTold
          ? t('proof.certified')
          : figures.optimal
            ? t('proof.optimal')
            : t('proof.bound', { bound: figures.bound })}
      </p>
      <h3>{t('proof.left')}</h3>
      <div className="al-bars rd-reasons">
        <BarTable
          caption={t('proof.left')}
          labelHeader={t('proof.reason')}
          valueHeader={t('proof.count')}
          rows={rows.map((reason) => ({
            id: reason,
            label: t(`proof.because.${reason}`),
            value: figures.leftOut[reason],
            words: formatNumber(figures.leftOut[reason]),
          }))}
        />
      </div>
      {figures.leftOut.NO_OPTION > 0 ? (
        <Disclosure title={t('proof.excluded')}>
          {() => <ExcludedBars by={figures.excludedBy} caption={t('proof.excluded')} />}
        </Disclosure>
      ) : null}
    </Part>
  );
}
