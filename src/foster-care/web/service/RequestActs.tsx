import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import { unfilledReasons } from '../../codes.ts';
import type { Published } from '../../contract.ts';
import { useWrite } from '../use-foster-care.ts';
import type { BoardRequest, Step } from './board-order.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

interface RequestActsProps {
  readonly request: BoardRequest;
  readonly step: Step;
}

/** What the service does with a request itself: look at it, publish it, or say that it stays unfilled. */
export function RequestActs({ request, step }: RequestActsProps) {
  const { t } = useTranslation('foster-service');
  const { send, isPending, problem } = useWrite();
  const [isLeaving, setLeaving] = useState(false);
  const path = `/requests/${request.id}`;
  const publish = async () => {
    if (step === 'check' && !(await send({ path: `${path}/check`, said: t('said.checked') })))
      return;
    await send<Published>({
      path: `${path}/publish`,
      said: ({ published }) => t(published ? 'said.published' : 'said.withheld'),
    });
  };
  const mayPublish = step === 'check' || step === 'publish' || step === 'search';
  const mayLeave = mayPublish || step === 'wait' || step === 'choose';
  if (!mayLeave) return null;
  return (
    <div className="vp-actions vp-no-print">
      {mayPublish ? (
        <Button look="primary" isPending={isPending} onPress={() => void publish()}>
          {t(`act.publish.${step}`)}
        </Button>
      ) : null}
      {step === 'check' ? (
        <Button
          isPending={isPending}
          onPress={() => void send({ path: `${path}/check`, said: t('said.checked') })}
        >
          {t('act.check')}
        </Button>
      ) : null}
      <Button look="quiet" onPress={() => setLeaving(true)}>
        {t('act.leave')}
      </Button>
      {problem ? <p role="alert">{problem}</p> : null}
      {isLeaving ? (
        <ReasonDialog
          title={t('leave.title')}
          verb={t('act.leave')}
          label={t('leave.why')}
          reasons={unfilledReasons}
          words={(reason) => t(`code.unfilled.${reason}`)}
          path={`${path}/unfilled`}
          said={t('said.unfilled')}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </div>
  );
}
