import { type Encoded, encodeEvent, type EventStream } from './stream.ts';

interface Group {
  /** Number of the last event. */
  sequence: number;
  streams: Set<EventStream>;
}

/** Readers by permission class: each change is read once, and encoded once for each class. */
export interface LiveGroups {
  join(classKey: string, stream: EventStream): void;
  leave(classKey: string, stream: EventStream): void;
  /** Number of the last event of a class. */
  sequenceOf(classKey: string): number;
  /** These have changed; the readers hear of it within a tenth of a second. */
  change(ids: readonly string[]): void;
  /** Nobody knows what has changed: all readers fetch anew. */
  resync(): void;
  broadcast(event: Encoded): void;
  stop(): void;
}

interface GroupsOptions {
  topic: string;
  /** What each class is shown of these ids, as JSON text; a class that is not there is told nothing. */
  frames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Which classes see any of these ids. */
  classesOf(ids: readonly string[]): Promise<ReadonlySet<string>>;
  firstSequence: number;
  onError(error: unknown): void;
  /** Least time between two frames. */
  pauseMs?: number;
  /** From so many changed ids on, fetching anew is cheaper. */
  resyncFrom?: number;
}

const defaultPauseMs = 100;
const defaultResyncFrom = 200;
const afterErrorMs = 1_000;

export function createLiveGroups(options: GroupsOptions): LiveGroups {
  const { pauseMs = defaultPauseMs, resyncFrom = defaultResyncFrom } = options;
  const groups = new Map<string, Group>();
  let pending = new Set<string>();
  let mustResync = false;
  let timer: NodeJS.Timeout | null = null;
  let busy = false;
  let lastAt = -Infinity;
  let stopped = false;

  const groupOf = (classKey: string): Group => {
    const known = groups.get(classKey);
    if (known) return known;
    const made: Group = { sequence: options.firstSequence, streams: new Set() };
    groups.set(classKey, made);
    return made;
  };

  function sendAll(group: Group, event: Encoded): void {
    for (const stream of group.streams) if (!stream.send(event)) group.streams.delete(stream);
  }

  /** Also counts where nobody looks: who comes back sees by the number that something was missed. Never for
   * another class: its number would tell that something changed that it may not see. */
  function tell(group: Group, topic: string, json: string): void {
    group.sequence += 1;
    if (group.streams.size > 0) sendAll(group, encodeEvent(topic, group.sequence, json));
  }

  function plan(wait = lastAt + pauseMs - performance.now()): void {
    if (timer || busy || stopped) return;
    timer = setTimeout(() => void flush(), Math.max(0, wait));
  }

  async function flush(): Promise<void> {
    timer = null;
    busy = true;
    lastAt = performance.now();
    const ids = pending;
    const resync = mustResync;
    pending = new Set();
    mustResync = false;
    let wait: number | undefined;
    try {
      if (resync) for (const group of groups.values()) tell(group, 'resync', '{}');
      else if (ids.size >= resyncFrom) {
        // Who sees none of them is not told that much has changed elsewhere.
        for (const classKey of await options.classesOf([...ids])) {
          const group = groups.get(classKey);
          if (group) tell(group, 'resync', '{}');
        }
      } else {
        for (const [classKey, json] of await options.frames([...ids])) {
          const group = groups.get(classKey);
          if (group) tell(group, options.topic, json);
        }
      }
    } catch (error) {
      // What could not be read is fetched by the readers themselves, once that works again.
      mustResync = true;
      wait = afterErrorMs;
      options.onError(error);
    }
    busy = false;
    if (pending.size > 0 || mustResync) plan(wait);
  }

  return {
    join(classKey, stream) {
      const group = groupOf(classKey);
      group.streams.add(stream);
      stream.send(encodeEvent('hello', group.sequence, '{}'));
    },
    leave: (classKey, stream) => void groups.get(classKey)?.streams.delete(stream),
    sequenceOf: (classKey) => groupOf(classKey).sequence,
    change(ids) {
      if (ids.length === 0 || groups.size === 0) return;
      for (const id of ids) pending.add(id);
      plan();
    },
    resync() {
      mustResync = true;
      plan();
    },
    broadcast(event) {
      for (const group of groups.values()) sendAll(group, event);
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      for (const group of groups.values()) {
        for (const stream of group.streams) stream.end();
        group.streams.clear();
      }
    },
  };
}
