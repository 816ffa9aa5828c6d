/**
 * For one place, who is called for it: in the order of the calls, each with why, and who was passed over with what does
 * not fit (design: "Fit"; R34). The list is read as far as needed. A person decides.
 */
import type { CanCome } from '../capacity/index.ts';
import type { Period } from '../platform/period.ts';
import { type CallsBefore, type CallSource, callLazily } from './call-lazily.ts';
import type { CallShare } from './call-order.ts';
import { askFit, compareTexts, failingOf, type Fit } from './eligibility.ts';
import type { ChildFacts, FitRules, OfferFacts } from './fit-facts.ts';
import { type Router, type SoftFacts, softFacts } from './nearness.ts';
import { type Criterion, criteria, type Verdict } from './verdict.ts';

/** Where a request stands: band, then waiting since, then the drawn number; less is earlier. No two are equal. */
export interface OrderKey {
  /** Place of the band in the rule set; 0 is first. */
  readonly band: number;
  readonly since: string;
  /** A whole number below 2 to the 52nd, drawn with the published seed. */
  readonly tie: number;
}

export const compareKeys = (a: OrderKey, b: OrderKey): number =>
  a.band - b.band || compareTexts(a.since, b.since) || a.tie - b.tie;

/** One child, or brothers and sisters who must start together: they stand where the best of them stands. */
export interface WaitingParty {
  /** The request of the first member. */
  readonly id: string;
  /** The best-placed first. */
  readonly members: readonly ChildFacts[];
  readonly key: OrderKey;
  readonly lanes: readonly string[];
  /** Called before any share, and counted for none. */
  readonly exempt: boolean;
}

export interface CandidatesAsked {
  readonly offer: OfferFacts;
  /** Days of the stay: the place is free from the first on. */
  readonly period: Period;
  readonly rules: FitRules;
  readonly router: Router;
  readonly shares: readonly CallShare[];
  readonly callsBefore: CallsBefore;
  /** So many candidates. */
  readonly most: number;
  /** So many of the excluded by name; all are counted. */
  readonly mostExcluded: number;
  /** Stops looking after so many parties. */
  readonly mostLooked: number;
}

/** Joint feasibility of a party that fits otherwise; `null` where it is not asked. */
export type AskFeasibility = (party: WaitingParty) => CanCome | null | Promise<CanCome | null>;

/** Who else takes part in an answer: all may be left out. */
export interface CandidateHooks {
  readonly feasibility?: AskFeasibility;
  /** Told of each party before it is judged. */
  readonly onLooked?: (party: WaitingParty) => void;
  /** Distances for this party, where they are not those of the question's own router. */
  readonly routerOf?: (party: WaitingParty) => Router;
}

export interface Candidate {
  readonly requestIds: readonly string[];
  readonly because: 'EXEMPT' | 'RANK' | 'SHARE';
  /** Lanes whose shares were binding. */
  readonly lanes: readonly string[];
  readonly verdicts: readonly Verdict[];
  readonly soft: SoftFacts;
}

export interface Excluded {
  readonly requestIds: readonly string[];
  readonly verdicts: readonly Verdict[];
}

export interface CandidatesAnswer {
  readonly candidates: readonly Candidate[];
  /** Parties that were looked at, and how many of them do not fit. */
  readonly looked: number;
  readonly excluded: number;
  /** How many fail on what; who fails on several counts for each. */
  readonly excludedBy: Readonly<Partial<Record<Criterion, number>>>;
  /** The first of the excluded in the order of the list. */
  readonly listed: readonly Excluded[];
  /** Whether the list was read to its end: else there may be more candidates, and more who are excluded. */
  readonly complete: boolean;
}

/** Keeps the first so many in the order of the list, of however many come by. */
class FirstExcluded {
  private readonly most: number;
  private kept: { readonly key: OrderKey; readonly excluded: Excluded }[] = [];
  readonly counts = new Map<Criterion, number>();
  parties = 0;

  constructor(most: number) {
    this.most = most;
  }

  add({ key, members }: WaitingParty, verdicts: readonly Verdict[]): void {
    this.parties++;
    for (const { criterion } of verdicts) {
      this.counts.set(criterion, (this.counts.get(criterion) ?? 0) + 1);
    }
    const requestIds = members.map(({ requestId }) => requestId);
    this.kept.push({ key, excluded: { requestIds, verdicts } });
    if (this.kept.length > 2 * this.most + 16) this.kept = this.inOrder();
  }

  private inOrder() {
    return this.kept.sort((a, b) => compareKeys(a.key, b.key)).slice(0, this.most);
  }

  listed(): Excluded[] {
    return this.inOrder().map(({ excluded }) => excluded);
  }
}

/** Enough was looked at. */
class Enough extends Error {}

/** Judges party after party, and keeps what it saw. */
class Judge {
  private readonly asked: CandidatesAsked;
  private readonly hooks: CandidateHooks;
  readonly excluded: FirstExcluded;
  readonly fits = new Map<string, readonly Verdict[]>();
  looked = 0;

  constructor(asked: CandidatesAsked, hooks: CandidateHooks) {
    this.asked = asked;
    this.hooks = hooks;
    this.excluded = new FirstExcluded(asked.mostExcluded);
  }

  accepts(party: WaitingParty): boolean | Promise<boolean> {
    const { offer, period, rules, mostLooked } = this.asked;
    if (this.looked === mostLooked) throw new Enough();
    this.looked++;
    this.hooks.onLooked?.(party);
    const [child, ...companions] = party.members;
    const asker = askFit({ child: child!, companions, period, rules });
    const fit = asker.explain(offer);
    if (failingOf(fit).some(({ criterion }) => criterion !== 'PLACE')) return this.keep(party, fit);
    // Capacity is asked last: it is the one question that costs something, and it overrules the counters.
    const answer = this.hooks.feasibility?.(party) ?? null;
    if (answer instanceof Promise) {
      return answer.then((known) => this.keep(party, asker.explain(offer, known)));
    }
    return this.keep(party, answer ? asker.explain(offer, answer) : fit);
  }

  private keep(party: WaitingParty, fit: Fit): boolean {
    if (fit.fits) this.fits.set(party.id, fit.verdicts);
    else this.excluded.add(party, failingOf(fit));
    return fit.fits;
  }
}

/** The candidates for one place. `source` gives the waiting list in its order. */
export async function findCandidates(
  source: CallSource<WaitingParty>,
  asked: CandidatesAsked,
  hooks: CandidateHooks = {},
): Promise<CandidatesAnswer> {
  const { offer, rules, router, shares, callsBefore, most } = asked;
  const judge = new Judge(asked, hooks);
  const candidates: Candidate[] = [];
  let complete = true;
  try {
    const accepts = (party: WaitingParty) => judge.accepts(party);
    for await (const call of callLazily(source, shares, accepts, callsBefore)) {
      const { members, id } = call.called;
      candidates.push({
        requestIds: members.map(({ requestId }) => requestId),
        because: call.because,
        lanes: call.lanes,
        verdicts: judge.fits.get(id)!,
        soft: softFacts(members[0]!, offer, rules, hooks.routerOf?.(call.called) ?? router),
      });
      if (candidates.length >= most) {
        complete = false;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    complete = false;
  }
  const { excluded, looked } = judge;
  return {
    candidates,
    looked,
    excluded: excluded.parties,
    excludedBy: Object.fromEntries(
      criteria.flatMap((each) =>
        excluded.counts.has(each) ? [[each, excluded.counts.get(each)!]] : [],
      ),
    ),
    listed: excluded.listed(),
    complete,
  };
}
