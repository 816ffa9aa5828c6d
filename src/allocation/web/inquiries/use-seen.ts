import { useEffect, useRef } from 'react';
import { useApi } from '../../../web/shell.ts';
import type { InquiryRow } from '../../inquiry/contract.ts';

/** Says of each new question that somebody has it before them, once. What fails is said the next time. */
export function useSeen(rows: readonly InquiryRow[] | undefined): void {
  const api = useApi();
  const said = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, state } of rows ?? []) {
      if (state !== 'SENT' || said.current.has(id)) continue;
      said.current.add(id);
      api
        .send('POST', `/api/allocation/inquiries/${id}/see`)
        .catch(() => void said.current.delete(id));
    }
  }, [api, rows]);
}
