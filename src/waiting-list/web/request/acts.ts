import type { Assessment, RequestDetail } from '../../contract.ts';
import type { noteKinds } from '../../codes.ts';
import type { RequestState } from '../../request-state.ts';
import type { Static } from 'typebox';

/** What somebody is doing to a request: the dialog that is open. */
export type Act =
  | { readonly kind: 'assess' }
  | { readonly kind: 'confirm'; readonly assessment: Static<typeof Assessment> }
  | { readonly kind: 'state'; readonly to: RequestState }
  | { readonly kind: 'change' }
  | { readonly kind: 'person' }
  | { readonly kind: 'siblings' }
  | { readonly kind: 'apart' }
  | { readonly kind: 'note'; readonly note: (typeof noteKinds)[number] }
  | { readonly kind: 'askPriority' }
  | { readonly kind: 'decidePriority'; readonly priority: RequestDetail['priority'][number] }
  | { readonly kind: 'review' };

export interface ActProps {
  readonly detail: RequestDetail;
  readonly onClose: () => void;
}

/** A part of the page that offers acts. */
export interface PartProps {
  readonly detail: RequestDetail;
  readonly act: (act: Act) => void;
}

export const pathOf = ({ row }: RequestDetail): string => `/requests/${row.requestId}`;
