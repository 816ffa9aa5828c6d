/** What is asked of the waiting list, as it stands in the address. */
import { choiceIn, listIn, numberIn, textIn } from '../../../web/search-params.ts';
import { fileKinds, sexes } from '../../codes.ts';
import type { ListQuery } from '../../contract.ts';
import { requestStates } from '../../request-state.ts';

export const VIEWS = ['all', 'mine', 'watch', 'review', 'second', 'handOver'] as const;
export const SORTS = ['order', 'since', 'changed', 'name'] as const;
export const PAGE = 50;
const LAST_FROM = 100_000;

export interface ListSearch {
  readonly zoek?: string | undefined;
  readonly blik?: (typeof VIEWS)[number] | undefined;
  readonly trap?: readonly string[] | undefined;
  readonly module?: readonly string[] | undefined;
  readonly regio?: readonly string[] | undefined;
  readonly stand?: readonly (typeof requestStates)[number][] | undefined;
  readonly geslacht?: (typeof sexes)[number] | undefined;
  readonly van?: number | undefined;
  readonly tot?: number | undefined;
  readonly dossier?: readonly (typeof fileKinds)[number][] | undefined;
  readonly broers?: 'ja' | undefined;
  readonly volgorde?: (typeof SORTS)[number] | undefined;
  /** How many stand before the page that is shown. */
  readonly vanaf?: number | undefined;
}

const among = <const One extends string>(
  search: Record<string, unknown>,
  name: string,
  all: readonly One[],
): One[] | undefined => {
  const found = listIn(search, name)?.filter((each): each is One =>
    (all as readonly string[]).includes(each),
  );
  return found?.length ? found : undefined;
};
const whole = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));

/** Reads an address; what cannot be understood is left out. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  return prune({
    zoek: textIn(search, 'zoek', 80),
    blik: choiceIn(search, 'blik', VIEWS),
    trap: listIn(search, 'trap', 9),
    module: listIn(search, 'module', 20),
    regio: listIn(search, 'regio', 10),
    stand: among(search, 'stand', requestStates),
    geslacht: choiceIn(search, 'geslacht', sexes),
    van: whole(numberIn(search, 'van', 0, 25)),
    tot: whole(numberIn(search, 'tot', 0, 25)),
    dossier: among(search, 'dossier', fileKinds),
    broers: choiceIn(search, 'broers', ['ja']),
    volgorde: choiceIn(search, 'volgorde', SORTS),
    vanaf: whole(numberIn(search, 'vanaf', 0, LAST_FROM)),
  });
}

/** Leaves out what is not said, so that an address stays short. */
export function prune(search: ListSearch): ListSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) =>
        value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Shorter texts find half the list. */
const SHORTEST_FIND = 2;

/** The question as the server understands it. */
export function queryOf(search: ListSearch): ListQuery {
  const find = search.zoek?.trim();
  return prune({
    find: find && find.length >= SHORTEST_FIND ? find : undefined,
    view: search.blik,
    band: search.trap,
    module: search.module,
    region: search.regio,
    state: search.stand,
    sex: search.geslacht,
    ageFrom: search.van,
    ageTo: search.tot,
    fileKind: search.dossier,
    siblings: search.broers ? true : undefined,
    sort: search.volgorde,
    offset: search.vanaf || undefined,
    limit: PAGE,
  } as ListSearch) as ListQuery;
}

/** Whether anything is asked but the order and the page. */
export const isAsked = (search: ListSearch): boolean =>
  Object.keys(prune(search)).some((key) => !['volgorde', 'vanaf', 'blik'].includes(key));
