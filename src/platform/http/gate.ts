import type { FastifyReply } from 'fastify';
import { Failure } from '../errors.ts';
import {
  type AdmissionSettings,
  admit,
  hasRoom,
  isOverloaded,
  type Lane,
  lanes,
  nextLimit,
  patienceMs,
  retryAfterSeconds,
  type Standing,
} from './admission.ts';

/** What was refused since it was last asked, and how things stand. */
export interface GateCounts extends Standing {
  refused: Readonly<Record<Lane, number>>;
}

/** The door to the handlers: as many at once as the rule of `admission.ts` lets in. */
export interface Gate {
  /**
   * Comes in, perhaps after a wait; the caller calls what it is given when the work has ended, however it ended.
   * @param departure gives what is aborted when who asked has gone away; asked for only when there is a wait
   * @throws Failure overloaded, with the seconds after which to ask again
   */
  enter(lane: Lane, departure?: () => AbortSignal): Promise<() => void>;
  /**
   * Counts and refuses who would be refused anyway, before anything is done for them: the seconds after which to ask
   * again; null = not refused.
   */
  refuseEarly(lane: Lane): number | null;
  /** Counts of refusals begin anew. */
  takeCounts(): GateCounts;
  /** Refused since the start, and how things stand. */
  figures(): GateCounts;
  close(): void;
}

interface Waiter {
  begin(): void;
  refuse(): void;
  sinceMs: number;
}

const momentMs = 500;
const none = (): Record<Lane, number> => ({ urgent: 0, ordinary: 0, deferrable: 0 });

/** Aborted when who asked has gone away. The request's own signal is of no use: it ends with the body that was read. */
export function departureOf(reply: Pick<FastifyReply, 'raw'>): AbortSignal {
  const departure = new AbortController();
  reply.raw.once('close', () => departure.abort());
  return departure.signal;
}

/** @param nowMs a clock that never goes back, in milliseconds */
export function createGate(
  settings: AdmissionSettings,
  nowMs: () => number = () => performance.now(),
): Gate {
  const queues: Record<Lane, Set<Waiter>> = {
    urgent: new Set(),
    ordinary: new Set(),
    deferrable: new Set(),
  };
  const busy = none();
  let refused = none();
  const refusedEver = none();
  let limit = settings.atOnce;
  let queuedSince: number | null = null;
  let seen = { urgent: [] as number[], ordinary: [] as number[] };

  const standing = (): Standing => ({
    busy,
    queued: {
      urgent: queues.urgent.size,
      ordinary: queues.ordinary.size,
      deferrable: queues.deferrable.size,
    },
    limit,
    queuedMs: queuedSince === null ? 0 : nowMs() - queuedSince,
  });

  function noteQueue(): void {
    if (queues.ordinary.size === 0) queuedSince = null;
    else queuedSince ??= nowMs();
  }

  function noteRefusal(lane: Lane): void {
    refused[lane] += 1;
    refusedEver[lane] += 1;
  }

  const secondsFor = (lane: Lane) => retryAfterSeconds(lane, standing().queuedMs);
  const refusal = (lane: Lane) =>
    new Failure('unavailable', 'overloaded', { seconds: secondsFor(lane) });

  function begin(lane: Lane, askedAt: number): () => void {
    busy[lane] += 1;
    const begunAt = nowMs();
    let left = false;
    return () => {
      if (left) return;
      left = true;
      busy[lane] -= 1;
      if (lane === 'urgent') seen.urgent.push(nowMs() - askedAt);
      if (lane === 'ordinary') seen.ordinary.push(nowMs() - begunAt);
      letIn();
    };
  }

  /** Whoever there is room for now, the most pressing first; in a lane, who came first. */
  function letIn(): void {
    refuseLate();
    for (const lane of lanes) {
      for (const waiter of queues[lane]) {
        if (!hasRoom(lane, standing(), settings)) break;
        waiter.begin();
      }
    }
    noteQueue();
  }

  function wait(lane: Lane, signal: AbortSignal | undefined): Promise<() => void> {
    const askedAt = nowMs();
    const queue = queues[lane];
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(waiter);
        signal?.removeEventListener('abort', gone);
        clearTimeout(timer);
        noteQueue();
      };
      // Nobody hears it any more, and it is no refusal of ours.
      const gone = () => {
        leave();
        reject(refusal(lane));
      };
      const waiter: Waiter = {
        sinceMs: askedAt,
        begin() {
          leave();
          resolve(begin(lane, askedAt));
        },
        refuse() {
          leave();
          noteRefusal(lane);
          reject(refusal(lane));
        },
      };
      const timer = setTimeout(() => waiter.refuse(), patienceMs(lane, false));
      signal?.addEventListener('abort', gone, { once: true });
      queue.add(waiter);
      noteQueue();
    });
  }

  /** Once it is an overload, nobody waits for long: what has grown old is not begun. */
  function refuseLate(): void {
    if (!isOverloaded(standing())) return;
    for (const lane of ['ordinary', 'deferrable'] as const) {
      const since = nowMs() - patienceMs(lane, true);
      for (const waiter of queues[lane]) if (waiter.sinceMs <= since) waiter.refuse();
    }
  }

  const moment = setInterval(() => {
    limit = nextLimit(limit, seen, settings);
    seen = { urgent: [], ordinary: [] };
    letIn();
  }, momentMs);
  moment.unref();

  return {
    async enter(lane, departure) {
      if (this.refuseEarly(lane) !== null) throw refusal(lane);
      return admit(lane, standing(), settings) === 'enter'
        ? begin(lane, nowMs())
        : wait(lane, departure?.());
    },
    refuseEarly(lane) {
      if (admit(lane, standing(), settings) !== 'refuse') return null;
      noteRefusal(lane);
      return secondsFor(lane);
    },
    takeCounts() {
      const counts = { ...standing(), busy: { ...busy }, refused };
      refused = none();
      return counts;
    },
    figures: () => ({ ...standing(), busy: { ...busy }, refused: { ...refusedEver } }),
    close: () => clearInterval(moment),
  };
}
