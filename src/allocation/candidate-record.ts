/**
 * The immutable record of one list of candidates: what was asked, the parties that were looked at under their
 * pseudonyms, the rules as they stood, and the answer. A year later the same bytes come out of it.
 */
import type { CanCome } from '../capacity/index.ts';
import {
  type AskFeasibility,
  type CandidatesAnswer,
  type CandidatesAsked,
  findCandidates,
  type WaitingParty,
} from './candidates.ts';
import type { CallSource } from './call-lazily.ts';
import { greatCircleRouter, type Router } from './nearness.ts';
import {
  erasedCount,
  erasedFrom,
  isIntact,
  type Recomputed,
  type RecordOf,
  recordOf,
  seal,
  canonicalJson,
} from './sealed-record.ts';

/** The rules of the order, as they were published when the list was drawn. */
export interface OrderRules {
  readonly version: string;
  /** The published seed of the drawn numbers. */
  readonly seed: string;
  /** Bands and factors, whole. */
  readonly content: unknown;
}

/** One list that was read: whom it gave, in its order, and whether it was read to its end. */
interface ReadList {
  /** `null`: the exempt; else the lanes. */
  readonly lanes: readonly string[] | null;
  readonly ids: readonly string[];
  readonly ended: boolean;
}

export interface CandidateInput extends Omit<CandidatesAsked, 'router'> {
  readonly router: string;
  readonly orderRules: OrderRules;
  readonly lists: readonly ReadList[];
}

/** Of one party: what was known of it, and what the question of room and distance said that day. */
interface PartyFacts {
  readonly party: WaitingParty;
  /** What capacity answered; absent where it was not asked. */
  readonly answer?: CanCome;
  /** Kilometres, in the order in which they were asked. */
  readonly km: readonly number[];
}

export type CandidateRecord = RecordOf<'candidates', CandidateInput, PartyFacts, CandidatesAnswer>;

/** Writes down what a source gives. */
class Recorder {
  readonly lists: { lanes: readonly string[] | null; ids: string[]; ended: boolean }[] = [];
  readonly parties = new Map<string, WaitingParty>();

  source(source: CallSource<WaitingParty>): CallSource<WaitingParty> {
    const read = (
      lanes: readonly string[] | null,
      pages: AsyncIterable<readonly WaitingParty[]> | Iterable<readonly WaitingParty[]>,
    ) => this.read(lanes, pages);
    return {
      exempt: () => read(null, source.exempt()),
      inAll: (lanes) => read(lanes, source.inAll(lanes)),
    };
  }

  private async *read(
    lanes: readonly string[] | null,
    pages: AsyncIterable<readonly WaitingParty[]> | Iterable<readonly WaitingParty[]>,
  ) {
    const list = { lanes, ids: [] as string[], ended: false };
    this.lists.push(list);
    for await (const page of pages) {
      for (const party of page) {
        list.ids.push(party.id);
        this.parties.set(party.id, party);
      }
      yield page;
    }
    list.ended = true;
  }

  /** The lists as far as they were judged: what a page brought beyond that was not looked at. */
  listsOf(judged: ReadonlySet<string>): ReadList[] {
    return this.lists.map(({ lanes, ids, ended }) => {
      const cut = ids.findIndex((id) => !judged.has(id));
      return cut < 0 ? { lanes, ids, ended } : { lanes, ids: ids.slice(0, cut), ended: false };
    });
  }
}

/** Finds the candidates and makes the record. `nonceOf` gives a secret of each party, from 128 bits on. */
export async function recordCandidates(
  source: CallSource<WaitingParty>,
  asked: CandidatesAsked & { readonly orderRules: OrderRules },
  feasibility: AskFeasibility,
  nonceOf: (id: string) => string,
): Promise<CandidateRecord> {
  const { router, ...rest } = asked;
  const recorder = new Recorder();
  const answers = new Map<string, CanCome>();
  const judged: string[] = [];
  const answer = await findCandidates(
    recorder.source(source),
    { ...asked, router },
    {
      feasibility: async (party) => {
        const known = await feasibility(party);
        if (known) answers.set(party.id, known);
        return known;
      },
      onLooked: (party) => judged.push(party.id),
    },
  );
  const files = judged.map((id) => {
    const party = recorder.parties.get(id)!;
    const known = answers.get(id);
    const km = kmOf(party, asked);
    return seal(id, { party, km, ...(known ? { answer: known } : {}) }, nonceOf(id));
  });
  const input = { ...rest, router: router.name, lists: recorder.listsOf(new Set(judged)) };
  // What is kept is what a record can say: absent fields and all.
  return JSON.parse(canonicalJson(recordOf('candidates', input, files, answer)));
}

/** The distances that a party's answer rests on. */
function kmOf({ members }: WaitingParty, { offer, router }: CandidatesAsked): number[] {
  const child = members[0]!;
  const stays = child.siblings && child.siblings.wish !== 'APART' ? child.siblings.stays : [];
  return [...stays.map(({ point }) => point), child.home, child.school, ...child.network].map(
    (to) => (to ? router.km(offer.point, to) : 0),
  );
}

/** Says the distances that were written down: no router of today is asked. */
function recordedRouter(name: string, { party, km }: PartyFacts): Router {
  const child = party.members[0]!;
  const stays = child.siblings && child.siblings.wish !== 'APART' ? child.siblings.stays : [];
  const points = [...stays.map(({ point }) => point), child.home, child.school, ...child.network];
  return {
    name,
    km: (_, to) => km[points.findIndex((each) => each?.lat === to.lat && each.lon === to.lon)]!,
  };
}

/** A list that was not read further: nobody stands there. */
const UNREAD: WaitingParty = {
  id: '',
  members: [],
  key: { band: 0, since: '', tie: 0 },
  lanes: [],
  exempt: false,
};

/** Recomputes a record from itself alone. */
export async function recomputeCandidates(record: CandidateRecord): Promise<Recomputed> {
  const intact = isIntact(record);
  const erased = erasedCount(record);
  if (!intact) return { intact, erased, same: false, because: null };
  if (erased > 0) return { intact, erased, same: null, because: 'ERASED' };
  const { lists, orderRules: _, router, ...asked } = record.input;
  const facts = new Map(record.files.map((file) => [file.id, file.facts!.value]));
  const list = (lanes: readonly string[] | null): WaitingParty[][] => {
    const read = lists.find((each) => canonicalJson(each.lanes) === canonicalJson(lanes));
    if (!read) return [[UNREAD]];
    const parties = read.ids.map((id) => facts.get(id)!.party);
    return [read.ended ? parties : [...parties, UNREAD]];
  };
  const answer = await findCandidates(
    { exempt: () => list(null), inAll: list },
    { ...asked, router: greatCircleRouter() },
    {
      feasibility: ({ id }) => facts.get(id)!.answer ?? null,
      routerOf: (party) => recordedRouter(router, facts.get(party.id)!),
      onLooked: (party) => {
        if (party === UNREAD) throw new Error('the record ends before its answer does');
      },
    },
  );
  const same = canonicalJson(answer) === canonicalJson(record.answer);
  return { intact, erased, same, because: null };
}

/** The record without the facts of some requests, in what was put in and in what came out. */
export function eraseFromCandidates(
  record: CandidateRecord,
  ids: ReadonlySet<string>,
): CandidateRecord {
  const { answer } = record;
  const gone = new Set(
    record.files
      .filter(({ facts }) => facts?.value.party.members.some(({ requestId }) => ids.has(requestId)))
      .map(({ id }) => id),
  );
  const isGone = ({ requestIds }: { readonly requestIds: readonly string[] }) =>
    gone.has(requestIds[0]!);
  const noDistances = {
    preference: null,
    sibling: null,
    siblingKm: null,
    continuity: null,
    homeKm: null,
    schoolKm: null,
    networkKm: null,
  };
  return {
    ...record,
    files: erasedFrom(record.files, gone),
    answer: {
      ...answer,
      candidates: answer.candidates.map((each) =>
        isGone(each) ? { ...each, verdicts: [], lanes: [], soft: noDistances } : each,
      ),
      listed: answer.listed.map((each) => (isGone(each) ? { ...each, verdicts: [] } : each)),
    },
  };
}
