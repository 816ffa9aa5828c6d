import type { RequestDetail } from '../../contract.ts';

type Minor = RequestDetail['minors'][number];
type Help = Minor['deployments'][number];

/** Acts in the order in which they come next; `isNext` when the first is what must be done now. */
export interface Ordered<What extends string> {
  readonly acts: readonly What[];
  readonly isNext: boolean;
}

const only = <What extends string>(...acts: (What | false)[]): What[] =>
  acts.filter((act) => act !== false);

export type RequestAct =
  | 'close'
  | 'dispatch'
  | 'note'
  | 'agreement'
  | 'mark'
  | 'addMinor'
  | 'repeat';

/** What can be done with a case as a whole: a consult is closed or becomes a search, an unclear agreement is asked after. */
export function requestActs(
  {
    kind,
    state,
    agreement,
    closedAt,
  }: Pick<RequestDetail, 'kind' | 'state' | 'agreement' | 'closedAt'>,
  mustAgree = false,
): Ordered<RequestAct> {
  if (closedAt !== null) return { acts: ['note', 'repeat'], isNext: false };
  const isConsult = kind === 'CONSULT' && state === 'RECEIVED';
  const isUnclear = agreement === 'UNCLEAR';
  return {
    acts: only(
      isConsult && 'close',
      isConsult && 'dispatch',
      isUnclear && 'agreement',
      'note',
      'mark',
      !isUnclear && 'agreement',
      (state === 'RECEIVED' || state === 'DISPATCHING') && 'addMinor',
      'repeat',
    ),
    isNext: isConsult || (isUnclear && mustAgree),
  };
}

export type MinorAct = 'ask' | 'noResponse' | 'identity' | 'toList' | 'withdraw';

/** What can be done for one minor, apart from its questions and its help. */
export function minorActs({ state, waitingRequestId }: Minor, mustAsk: boolean): Ordered<MinorAct> {
  const isSearching = state === 'DISPATCHING';
  return {
    acts: only(
      isSearching && 'ask',
      isSearching && 'noResponse',
      'identity',
      waitingRequestId === null && 'toList',
      (state === 'RECEIVED' || isSearching || state === 'PLACED') && 'withdraw',
    ),
    isNext: isSearching && mustAsk,
  };
}

export type HelpAct = 'start' | 'fall' | 'outflow' | 'extend' | 'end' | 'bed';

/**
 * What can be done with help. What comes after is arranged before it ends (R86): as long as that is not, nothing comes
 * first. Once its term has passed it ends, or is made longer where that is still possible.
 */
export function helpActs(help: Help, left: number, hasBed: boolean, now: number): Ordered<HelpAct> {
  if (help.state === 'PLACED') return { acts: ['start', 'fall', 'outflow'], isNext: true };
  if (help.state !== 'RUNNING' && help.state !== 'EXTENDED') return { acts: [], isNext: false };
  const bed = help.kind === 'GUIDANCE' && help.partOf === null && !hasBed && 'bed';
  if (help.nextStep === null && help.partOf === null)
    return { acts: only('outflow', left > 0 && 'extend', 'end', bed), isNext: true };
  const isPast = help.maxEndAt !== null && Date.parse(help.maxEndAt) <= now;
  return { acts: only('end', left > 0 && 'extend', 'outflow', bed), isNext: isPast };
}
