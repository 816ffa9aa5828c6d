import type { Act, ActProps } from './acts.ts';
import { ApartDialog } from './ApartDialog.tsx';
import { AssessDialog } from './AssessDialog.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { AskPriorityDialog, DecidePriorityDialog } from './PriorityDialogs.tsx';
import { SiblingsDialog } from './SiblingsDialog.tsx';
import {
  ConfirmAssessmentDialog,
  NoteDialog,
  ReviewDialog,
  StateDialog,
} from './small-dialogs.tsx';

/** The form of what somebody is doing. */
export function ActDialogs({ act, ...props }: ActProps & { readonly act: Act }) {
  switch (act.kind) {
    case 'assess':
      return <AssessDialog {...props} />;
    case 'confirm':
      return <ConfirmAssessmentDialog {...props} assessment={act.assessment} />;
    case 'state':
      return <StateDialog {...props} to={act.to} />;
    case 'change':
      return <ChangeDialog {...props} />;
    case 'person':
      return <PersonDialog {...props} />;
    case 'siblings':
      return <SiblingsDialog {...props} />;
    case 'apart':
      return <ApartDialog {...props} />;
    case 'note':
      return <NoteDialog {...props} kind={act.note} />;
    case 'askPriority':
      return <AskPriorityDialog {...props} />;
    case 'decidePriority':
      return <DecidePriorityDialog {...props} priority={act.priority} />;
    case 'review':
      return <ReviewDialog {...props} />;
  }
}
