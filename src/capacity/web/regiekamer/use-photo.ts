import {
  keepPreviousData,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LiveState } from '../../../web/live.ts';
import { useLive, useShell } from '../../../web/shell.ts';
import type { Photo } from '../../contract.ts';
import { type AsOf, pictureOf } from './as-of.ts';
import { rowsIn } from './patch-photo.ts';
import { photoQuery, showRows, takeOver } from './photo-query.ts';

/** A picture of a day to come is asked anew at most this often while changes come in. */
const AHEAD_MS = 2000;

export interface PhotoNow {
  readonly query: UseQueryResult<Photo>;
  readonly state: LiveState;
  /** The last moment (ms) at which the picture was known to be right. */
  readonly rightAt: number;
}

/** Asks for the picture of a moment; the present one follows the live stream, row by row. */
export function usePhoto(asOf: AsOf, today: string): PhotoNow {
  const queries = useQueryClient();
  const picture = pictureOf(asOf, today);
  const shell = useShell();
  const query = useQuery({
    ...photoQuery(shell, asOf, picture),
    placeholderData: keepPreviousData,
  });
  const later = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(later.current ?? undefined), []);
  const askAhead = () => {
    later.current ??= setTimeout(() => {
      later.current = null;
      void queries.invalidateQueries({ queryKey: ['capacity', 'photo', asOf] });
    }, AHEAD_MS);
  };
  const state = useLive(
    'units',
    (frame) => {
      const rows = rowsIn(frame);
      if (rows.length === 0) return;
      showRows(queries, rows);
      if (picture === 'ahead') askAhead();
      for (const unitId of picture === 'now' || picture === 'ahead'
        ? new Set(rows.map((r) => r.unitId))
        : []) {
        void queries.invalidateQueries({ queryKey: ['capacity', 'unit', unitId] });
      }
    },
    () => void queries.invalidateQueries({ queryKey: ['capacity'] }),
  );
  // From here on the page itself hears what changes.
  useEffect(() => takeOver(queries), [queries]);
  return { query, state, rightAt: Math.max(useRightAt(state), query.dataUpdatedAt) };
}

/** When the stream was last seen alive: nothing that changed before then was missed. */
function useRightAt(state: LiveState): number {
  const [rightAt, setRightAt] = useState(0);
  useEffect(() => {
    if (state !== 'live') return undefined;
    return () => setRightAt(Date.now());
  }, [state]);
  return rightAt;
}
