/** The picture as it is fetched and kept: asked as soon as its page is on its way, followed until the page is there. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { dayOf } from '../../../web/i18n/format.ts';
import type { Shell } from '../../../web/shell.ts';
import type { Photo, UnitRow } from '../../contract.ts';
import { type AsOf, type Picture, pictureOf } from './as-of.ts';
import { patchPhoto, rowsIn } from './patch-photo.ts';

const LIVE_KEY = ['capacity', 'photo', {}] as const;
/** A page that is not there by then will not come. */
const AWAITED_MS = 15_000;

type Services = Pick<Shell, 'api' | 'live' | 'queries'>;

/** Asks for the picture of a moment. Frames that come while the present one is on its way may be newer than it is. */
export function photoQuery({ api, live }: Services, asOf: AsOf, picture: Picture) {
  return queryOptions({
    queryKey: ['capacity', 'photo', asOf],
    queryFn: async ({ signal }) => {
      const meanwhile: (readonly UnitRow[])[] = [];
      const end =
        picture === 'now'
          ? live.on('units', (frame) => meanwhile.push(rowsIn(frame)))
          : () => undefined;
      try {
        const photo = await api.get<Photo>('/api/capacity/photo', { ...asOf }, signal);
        return meanwhile.reduce(patchPhoto, photo);
      } finally {
        end();
      }
    },
    ...(picture === 'past' || picture === 'pastAsKnown' ? { staleTime: 300_000 } : {}),
  });
}

/** Puts the rows of a live frame in the picture of the present. */
export function showRows(queries: QueryClient, rows: readonly UnitRow[]): void {
  queries.setQueryData<Photo>(LIVE_KEY, (photo) => photo && patchPhoto(photo, rows));
}

const handovers = new WeakMap<QueryClient, () => void>();

/**
 * Asks for the picture before its page is drawn, and follows what changes in it until the page does so
 * itself ({@link takeOver}).
 */
export function askAhead(services: Services, asOf: AsOf): void {
  const { live, queries } = services;
  takeOver(queries);
  const picture = pictureOf(asOf, dayOf(Date.now()));
  void queries.prefetchQuery(photoQuery(services, asOf, picture));
  const endFrames = live.on('units', (frame) => showRows(queries, rowsIn(frame)));
  const endGaps = live.onGap(() => void queries.invalidateQueries({ queryKey: ['capacity'] }));
  const end = () => {
    clearTimeout(timer);
    handovers.delete(queries);
    endFrames();
    endGaps();
  };
  const timer = setTimeout(end, AWAITED_MS);
  handovers.set(queries, end);
}

/** The page follows the picture itself. */
export const takeOver = (queries: QueryClient): void => handovers.get(queries)?.();
