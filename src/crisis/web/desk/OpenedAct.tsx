import type { RequestDetail } from '../../contract.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { AskDialog } from './AskDialog.tsx';
import { CloseConsultDialog } from './CloseConsultDialog.tsx';
import { NoResponseDialog } from './NoResponseDialog.tsx';
import { PlaceDialog, StartDialog } from './PlaceDialogs.tsx';

type Minor = RequestDetail['minors'][number];
type Attempt = Minor['attempts'][number];

/** What is being done in the opened case, and to what. */
export type Act =
  | { readonly do: 'close'; readonly detail: RequestDetail }
  | { readonly do: 'ask'; readonly detail: RequestDetail; readonly minor: Minor }
  | { readonly do: 'answer'; readonly attempt: Attempt }
  | { readonly do: 'place'; readonly minor: Minor; readonly attempt: Attempt }
  | { readonly do: 'start'; readonly deployment: Minor['deployments'][number] }
  | { readonly do: 'noResponse'; readonly minor: Minor };

/** The dialog of what is being done. */
export function OpenedAct({ act, onClose }: { readonly act: Act; readonly onClose: () => void }) {
  switch (act.do) {
    case 'close':
      return <CloseConsultDialog requestId={act.detail.id} onClose={onClose} />;
    case 'ask':
      return <AskDialog wanted={act.detail.wanted} minorId={act.minor.id} onClose={onClose} />;
    case 'answer':
      return <AnswerDialog {...act.attempt} onClose={onClose} />;
    case 'place':
      return <PlaceDialog minorId={act.minor.id} attempt={act.attempt} onClose={onClose} />;
    case 'start':
      return <StartDialog deployment={act.deployment} onClose={onClose} />;
    case 'noResponse':
      return <NoResponseDialog minorId={act.minor.id} onClose={onClose} />;
  }
}
