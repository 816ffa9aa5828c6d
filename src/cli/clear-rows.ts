import type { ClearRows } from '../platform/vault/seal-clear.ts';
import { waitingListClear } from '../waiting-list/index.ts';

/** What may stand in the clear from before it was sealed, of every slice. */
export const clearRows: readonly ClearRows[] = [...waitingListClear];
