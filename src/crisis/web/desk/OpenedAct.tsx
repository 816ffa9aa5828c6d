import type { RequestDetail } from '../../contract.ts';
import type { HelpAct, MinorAct, RequestAct } from './acts.ts';
import { AddMinorDialog } from './AddMinorDialog.tsx';
import { AnswerDialog } from './AnswerDialog.tsx';
import { AskDialog } from './AskDialog.tsx';
import { CloseConsultDialog } from './CloseConsultDialog.tsx';
import { BedDialog, ExtendDialog, FallDialog, TakeBackDialog } from './HelpDialogs.tsx';
import { IdentityDialog, ToListDialog, WithdrawDialog } from './MinorDialogs.tsx';
import { NoResponseDialog } from './NoResponseDialog.tsx';
import { EndDialog, OutflowDialog } from './OutflowDialogs.tsx';
import { PlaceDialog, StartDialog } from './PlaceDialogs.tsx';
import {
  AgreementDialog,
  DispatchDialog,
  MarkDialog,
  NoteDialog,
  RepeatDialog,
} from './RequestDialogs.tsx';

type Minor = RequestDetail['minors'][number];
type Attempt = Minor['attempts'][number];
type Help = Minor['deployments'][number];

/** What is being done in the opened case, and to what. */
export type Act =
  | { readonly of: 'request'; readonly do: RequestAct }
  | { readonly of: 'minor'; readonly do: MinorAct; readonly minor: Minor }
  | { readonly of: 'help'; readonly do: HelpAct; readonly help: Help }
  | {
      readonly of: 'attempt';
      readonly do: 'answer' | 'takeBack' | 'place';
      readonly minor: Minor;
      readonly attempt: Attempt;
    };

interface OpenedActProps {
  readonly act: Act;
  readonly detail: RequestDetail;
  readonly onClose: () => void;
}

/** The dialog of what is being done. */
export function OpenedAct({ act, detail, onClose }: OpenedActProps) {
  switch (act.of) {
    case 'request':
      return <OfRequest act={act.do} {...{ detail, onClose }} />;
    case 'minor':
      return <OfMinor act={act.do} minor={act.minor} {...{ detail, onClose }} />;
    case 'help':
      return <OfHelp act={act.do} help={act.help} {...{ detail, onClose }} />;
    case 'attempt':
      if (act.do === 'answer') return <AnswerDialog {...act.attempt} onClose={onClose} />;
      if (act.do === 'takeBack') return <TakeBackDialog attempt={act.attempt} onClose={onClose} />;
      return <PlaceDialog minorId={act.minor.id} attempt={act.attempt} onClose={onClose} />;
  }
}

type Given<What> = Omit<OpenedActProps, 'act'> & { readonly act: What };

function OfRequest({ act, detail, onClose }: Given<RequestAct>) {
  switch (act) {
    case 'close':
      return <CloseConsultDialog requestId={detail.id} onClose={onClose} />;
    case 'dispatch':
      return <DispatchDialog detail={detail} onClose={onClose} />;
    case 'agreement':
      return <AgreementDialog detail={detail} onClose={onClose} />;
    case 'mark':
      return <MarkDialog detail={detail} onClose={onClose} />;
    case 'note':
      return <NoteDialog detail={detail} onClose={onClose} />;
    case 'repeat':
      return <RepeatDialog detail={detail} onClose={onClose} />;
    case 'addMinor':
      return <AddMinorDialog requestId={detail.id} onClose={onClose} />;
  }
}

function OfMinor({ act, minor, detail, onClose }: Given<MinorAct> & { readonly minor: Minor }) {
  switch (act) {
    case 'ask':
      return <AskDialog wanted={detail.wanted} minorId={minor.id} onClose={onClose} />;
    case 'noResponse':
      return <NoResponseDialog minorId={minor.id} onClose={onClose} />;
    case 'identity':
      return <IdentityDialog minor={minor} onClose={onClose} />;
    case 'toList':
      return <ToListDialog minor={minor} onClose={onClose} />;
    case 'withdraw':
      return <WithdrawDialog minor={minor} onClose={onClose} />;
  }
}

function OfHelp({ act, help, detail, onClose }: Given<HelpAct> & { readonly help: Help }) {
  const extension = detail.extensions.find(({ deploymentId }) => deploymentId === help.id);
  switch (act) {
    case 'start':
      return <StartDialog deployment={help} onClose={onClose} />;
    case 'fall':
      return <FallDialog help={help} onClose={onClose} />;
    case 'outflow':
      return <OutflowDialog help={help} onClose={onClose} />;
    case 'extend':
      return <ExtendDialog help={help} extension={extension} onClose={onClose} />;
    case 'end':
      return <EndDialog help={help} onClose={onClose} />;
    case 'bed':
      return <BedDialog help={help} onClose={onClose} />;
  }
}
