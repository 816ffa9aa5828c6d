import type { ProposalDetail } from '../../dialogue/contract.ts';
import { AcceptDialog, RefuseDialog } from './AnswerDialogs.tsx';
import type { ActName } from './acts.ts';
import { GradeDialog } from './GradeDialog.tsx';
import { ReplanDialog } from './ReplanDialog.tsx';
import { EndDialog, HearDialog, PlanDialog, SendDialog, StartDialog } from './StepDialogs.tsx';

/** The dialog of an act. */
export function ActDialogs({
  act,
  ...rest
}: {
  readonly act: ActName;
  readonly detail: ProposalDetail;
  readonly onClose: () => void;
}) {
  switch (act) {
    case 'hear':
      return <HearDialog {...rest} />;
    case 'send':
      return <SendDialog {...rest} />;
    case 'accept':
      return <AcceptDialog {...rest} />;
    case 'refuse':
      return <RefuseDialog {...rest} />;
    case 'planStart':
      return <PlanDialog {...rest} />;
    case 'replan':
      return <ReplanDialog {...rest} />;
    case 'start':
      return <StartDialog {...rest} />;
    case 'gradeUp':
      return <GradeDialog {...rest} to={rest.detail.row.grade + 1} />;
    case 'gradeDown':
      return <GradeDialog {...rest} to={rest.detail.row.grade - 1} />;
    case 'withdraw':
    case 'decline':
      return <EndDialog {...rest} step={act} />;
  }
}
