import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import type { MyUnit } from '../provider/urgency.ts';
import { ReportSeveralDialog } from './ReportSeveralDialog.tsx';
import { useSeveral } from './use-several.ts';
import './words.ts';
import './provider-tools.css';
import '../provider/words.ts';

export interface SeveralBarProps {
  readonly chosen: readonly MyUnit[];
  readonly today: string;
  readonly onUntick: () => void;
}

/** What can be done with the units that are ticked, as one act. */
export function SeveralBar({ chosen, today, onUntick }: SeveralBarProps) {
  const { t } = useTranslation('capacity');
  const { t: tools } = useTranslation('provider-tools');
  const [isReporting, setReporting] = useState(false);
  const [isSending, setSending] = useState(false);
  const several = useSeveral();
  if (chosen.length === 0) return null;
  const confirm = async () => {
    setSending(true);
    const isDone = await several.confirm(chosen);
    setSending(false);
    if (isDone) onUntick();
  };
  return (
    <>
      <div className="pv-ticked vp-no-print">
        <span role="status">{t('provider.list.ticked', { count: chosen.length })}</span>
        <Button look="primary" onPress={() => void confirm()} isPending={isSending}>
          {t('provider.list.confirmTicked')}
        </Button>
        <Button onPress={() => setReporting(true)}>{tools('several.report')}</Button>
        <Button look="quiet" onPress={onUntick}>
          {t('provider.list.untick')}
        </Button>
      </div>
      {isReporting ? (
        <ReportSeveralDialog
          units={chosen}
          today={today}
          onClose={() => setReporting(false)}
          onDone={() => {
            setReporting(false);
            onUntick();
          }}
        />
      ) : null}
    </>
  );
}
