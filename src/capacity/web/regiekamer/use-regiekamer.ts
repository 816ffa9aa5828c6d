import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { dayOf } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import type { Photo, UnitRow } from '../../contract.ts';
import { addFigures, type Figures } from '../../figures.ts';
import { distanceTo, type FoundRow, filterUnits, type UnitFilter } from '../../unit-filter.ts';
import { type AsOf, asOfIn, type Picture, pictureOf } from './as-of.ts';
import { rowKey } from './patch-photo.ts';
import { filterOf, prune, QUESTION_KEYS, type RegiekamerSearch } from './regiekamer-search.ts';
import { orderUnits, type Settled, settle } from './unit-order.ts';
import { type AreaList, useAreas } from '../use-areas.ts';
import { type ModuleList, useModules } from '../use-modules.ts';
import { type PhotoNow, usePhoto } from './use-photo.ts';

const route = getRouteApi('/regiekamer');

/** All that the parts of the screen show, worked out from the address and one photo. */
export interface Regiekamer {
  readonly search: RegiekamerSearch;
  /** Changes part of the address; while one types, the step back stays the one before. */
  readonly change: (part: RegiekamerSearch, isTyping?: boolean) => void;
  readonly clear: () => void;
  readonly now: number;
  /** The moment (ms) from which ages count: of a picture as it was known then, that moment. */
  readonly agesAt: number;
  readonly today: string;
  readonly asOf: AsOf;
  readonly picture: Picture;
  readonly photo: PhotoNow;
  /** Another one for another picture: what changes with it is no live change. */
  readonly pictureKey: string;
  /** The picture and what is needed to ask it are there. */
  readonly isThere: boolean;
  readonly rows: readonly UnitRow[];
  readonly filter: UnitFilter;
  readonly found: readonly FoundRow[];
  readonly settled: Settled;
  /** Shows the rows that wait, in the order of now. */
  readonly settleAnew: () => void;
  readonly totals: Figures;
  /** The last live change among the rows that answer. */
  readonly changedAt: string | null;
  /** Their names, where the question names one. */
  readonly areas: AreaList | undefined;
  /** The municipality from which distances count. */
  readonly origin: AreaList['municipalities'][number] | undefined;
  readonly modules: ModuleList;
  readonly moduleName: (code: string) => string;
  readonly placesIn: (key: 'region' | 'module') => ReadonlyMap<string, number>;
  /** The rows of the question as if no area were chosen: what the map shows. */
  readonly foundAnywhere: readonly FoundRow[];
}

const noRows: readonly UnitRow[] = [];

/** The address, and the way to change it without moving the page. */
function useAddress() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: RegiekamerSearch, isTyping = false) =>
      void navigate({
        search: (before: RegiekamerSearch) => prune({ ...before, ...part }),
        replace: isTyping,
        resetScroll: false,
      }),
    [navigate],
  );
  const clear = useCallback(
    () =>
      void navigate({
        search: ({ view, areas, sort, order, unit }: RegiekamerSearch) =>
          prune({ view, areas, sort, order, unit }),
        resetScroll: false,
      }),
    [navigate],
  );
  return { search, change, clear };
}

/** The order in which rows stand holds until something else is asked. */
function useSettled(
  question: string,
  found: readonly FoundRow[],
  all: readonly FoundRow[],
  search: RegiekamerSearch,
): Settled {
  const ask = () => {
    const direction = search.order === 'down' ? 'descending' : 'ascending';
    const ordered = orderUnits(found, search.sort ? { column: search.sort, direction } : null);
    return { question, keys: ordered.map(({ row }) => rowKey(row)) };
  };
  const [kept, setKept] = useState(ask);
  const current = kept.question === question ? kept : ask();
  if (current !== kept) setKept(current);
  const { keys } = current;
  return useMemo(
    () => settle(keys, found, new Map(all.map((each) => [rowKey(each.row), each]))),
    [keys, found, all],
  );
}

function sumPlaces(rows: readonly FoundRow[], key: 'region' | 'module'): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { row } of rows) {
    sums.set(row[key], (sums.get(row[key]) ?? 0) + row.figures.offerable);
  }
  return sums;
}

/** The latest of the moments, ISO instants of one form. */
function latest(rows: readonly FoundRow[]): string | null {
  let last: string | null = null;
  for (const { row } of rows) {
    if (row.changedAt !== null && (last === null || row.changedAt > last)) last = row.changedAt;
  }
  return last;
}

/**
 * The municipality that a kept address means today: itself, or the one it merged into. What was before is looked up
 * only for an address that names it: the history of all municipalities is much to fetch. `undefined` on its way, `null`
 * without one.
 */
function useOrigin(areas: AreaList | undefined, near: string | undefined, today: string) {
  const find = (wanted: string | null | undefined) =>
    areas?.municipalities.find(({ code }) => code === wanted);
  const direct = near === undefined ? null : find(near);
  const isFormer = areas !== undefined && direct === undefined;
  const { data: now } = useQuery({
    queryKey: ['region', 'municipality-now', near, today],
    queryFn: async () =>
      (await import('./former-municipality.ts')).municipalityNow(near ?? '', today),
    enabled: isFormer,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!isFormer) return direct;
  return now === undefined ? undefined : (find(now) ?? null);
}

/** Filters, orders and sums what the photo holds. */
export function useRegiekamer(): Regiekamer {
  const { search, change, clear } = useAddress();
  const now = useNow();
  const today = dayOf(now);
  const { at, known } = search;
  const asOf = useMemo(() => asOfIn({ at, known }, today), [at, known, today]);
  const photo = usePhoto(asOf, today);
  const { near, region, zone } = search;
  const areas = useAreas(near !== undefined || region !== undefined || zone !== undefined);
  const { list: modules, nameOf } = useModules();
  const { query } = photo;
  const data: Photo | undefined = query.data;
  const rows = data?.units ?? noRows;
  const place = useOrigin(areas, near, today);
  const origin = place ?? undefined;
  const asked = JSON.stringify(QUESTION_KEYS.map((key) => search[key]));
  const filter = useMemo(() => filterOf(search, origin), [search, origin]);
  const found = useMemo(() => filterUnits(rows, filter), [rows, filter]);
  const all = useMemo(
    () => rows.map((row) => ({ row, distanceKm: distanceTo(row, filter.origin) })),
    [rows, filter.origin],
  );
  const isThere = data !== undefined && place !== undefined;
  const [turn, setTurn] = useState(0);
  const pictureKey = `${data?.day} ${asOf.known ?? ''} ${data?.live}`;
  const question = JSON.stringify([asked, search.sort, search.order, pictureKey, isThere, turn]);
  const settled = useSettled(question, found, all, search);
  const foundAnywhere = useMemo(
    () => filterUnits(rows, { ...filter, region: undefined, zone: undefined }),
    [rows, filter],
  );
  const sums = useMemo(
    () => ({
      region: sumPlaces(foundAnywhere, 'region'),
      module: sumPlaces(filterUnits(rows, { ...filter, module: undefined }), 'module'),
    }),
    [rows, filter, foundAnywhere],
  );
  const totals = useMemo(() => addFigures(found.map(({ row }) => row.figures)), [found]);
  const changedAt = useMemo(() => latest(found), [found]);
  return {
    search,
    change,
    clear,
    now,
    agesAt: asOf.known ? Date.parse(asOf.known) : now,
    today,
    asOf,
    picture: pictureOf(asOf, today),
    photo,
    rows,
    filter,
    found,
    settled,
    settleAnew: () => setTurn(turn + 1),
    pictureKey,
    isThere,
    totals,
    changedAt,
    areas,
    origin,
    modules,
    moduleName: nameOf,
    placesIn: (key) => sums[key],
    foundAnywhere,
  };
}
