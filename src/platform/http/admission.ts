/**
 * Who comes in when more is asked than can be answered: pure; times are given, never read.
 *
 * Routes belong to lanes. The urgent lane has room of its own that nobody else may use. Ordinary and
 * deferrable work share the rest. A short queue is a burst and is taken in; a queue that does not run
 * empty is an overload: then what can wait until tomorrow is refused at once, and of the ordinary work
 * no more is let in than is answered by the next turn, as what waits longer is given up on anyway.
 */

export const lanes = ['urgent', 'ordinary', 'deferrable'] as const;
export type Lane = (typeof lanes)[number];

export interface AdmissionSettings {
  /** Requests that are worked on at once, urgent ones beside them. */
  atOnce: number;
  /** Urgent requests that are worked on at once. */
  urgentAtOnce: number;
}

/** How things are at the door. Counts of requests, times in milliseconds. */
export interface Standing {
  busy: Readonly<Record<Lane, number>>;
  queued: Readonly<Record<Lane, number>>;
  /** How many requests that are not urgent may be worked on at once now: see {@link nextLimit}. */
  limit: number;
  /** For how long ordinary requests have waited without the queue being empty for a moment; 0 = it is empty. */
  queuedMs: number;
}

export type Verdict = 'enter' | 'wait' | 'refuse';

/** A queue that lasts this long is no burst. */
const overloadedAfterMs = 500;
const mostQueued: Readonly<Record<Lane, number>> = { urgent: 512, ordinary: 256, deferrable: 8 };
/** Deferrable work never takes more than this part of the room. */
const deferrablePart = 1 / 4;

export const isOverloaded = ({ queuedMs }: Pick<Standing, 'queuedMs'>): boolean =>
  queuedMs >= overloadedAfterMs;

const deferrableRoom = (limit: number) => Math.max(1, Math.floor(limit * deferrablePart));

/** Whether one more of this lane may be worked on now, whoever waits. */
export function hasRoom(lane: Lane, standing: Standing, settings: AdmissionSettings): boolean {
  const { busy, limit } = standing;
  if (lane === 'urgent') return busy.urgent < settings.urgentAtOnce;
  if (busy.ordinary + busy.deferrable >= limit) return false;
  return lane === 'ordinary' || busy.deferrable < deferrableRoom(limit);
}

/** How many may wait in this lane. */
function queueRoom(lane: Lane, standing: Standing): number {
  if (lane === 'urgent' || !isOverloaded(standing)) return mostQueued[lane];
  return lane === 'ordinary' ? standing.limit : 0;
}

/** What becomes of somebody who asks in this lane. */
export function admit(lane: Lane, standing: Standing, settings: AdmissionSettings): Verdict {
  const { queued } = standing;
  const isFirst = queued[lane] === 0 && (lane !== 'deferrable' || queued.ordinary === 0);
  if (lane === 'deferrable' && isOverloaded(standing)) return 'refuse';
  if (isFirst && hasRoom(lane, standing, settings)) return 'enter';
  return queued[lane] < queueRoom(lane, standing) ? 'wait' : 'refuse';
}

/** How long somebody waits at the most before being refused, in milliseconds. */
export function patienceMs(lane: Lane, overloaded: boolean): number {
  if (lane === 'urgent') return 10_000;
  if (!overloaded) return lane === 'ordinary' ? 3_000 : 2_000;
  return lane === 'ordinary' ? 250 : 0;
}

/** After how many seconds it is worth asking again: the longer it lasts, the later. */
export function retryAfterSeconds(lane: Lane, queuedMs: number): number {
  if (lane === 'urgent') return 1;
  const longer = Math.floor(queuedMs / 5_000);
  return lane === 'ordinary' ? Math.min(2 + longer, 15) : Math.min(10 + 5 * longer, 60);
}

/** A request should typically take no longer than this, in milliseconds: an urgent one with its wait, another without. */
const targetMs = { urgent: 400, ordinary: 500 };
const fewestSeen = 3;
const leastLimit = 2;

/** What the requests of the past moment took, in milliseconds: urgent ones with their wait, ordinary ones without. */
export interface Seen {
  urgent: readonly number[];
  ordinary: readonly number[];
}

function isSlow(lane: keyof Seen, seen: Seen): boolean {
  const sorted = [...seen[lane]].sort((a, b) => a - b);
  const typical = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length >= fewestSeen && typical > targetMs[lane];
}

/**
 * The limit of the next moment. What is not urgent gives way quickly while urgent requests are slow; and to a
 * third of the setting while it is slow itself, as fewer at once then are answered sooner and no fewer are
 * answered. It comes back one by one.
 */
export function nextLimit(limit: number, seen: Seen, settings: AdmissionSettings): number {
  const { atOnce } = settings;
  const fewer = Math.max(Math.min(leastLimit, atOnce), Math.floor(limit * 0.7));
  if (isSlow('urgent', seen)) return fewer;
  if (isSlow('ordinary', seen)) return Math.max(Math.min(limit, Math.ceil(atOnce / 3)), fewer);
  return Math.min(atOnce, limit + 1);
}
