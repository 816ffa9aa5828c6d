/**
 * Live changes: one event stream for all tabs of the browser.
 *
 * Browsers open six connections to a host over HTTP/1.1, so tabs share one stream: whoever holds
 * a Web Lock reads it and passes each frame on over a BroadcastChannel; when that tab closes, the
 * next one takes the lock. Frames are numbered; a tab that misses one is told, and fetches anew.
 *
 * The wire: server-sent events whose `id` is the sequence number. `event` is the topic, or the
 * JSON carries `topic`. A frame may say `previous`, the number of the frame before it on this
 * stream (numbers of frames that this reader may not see are then no gap); else numbers follow
 * each other. Topic `hello` opens each connection with the present number; `resync` asks all to
 * fetch anew. Topics that are told to whom they concern (`notices`, `crisis`, `foster-care`) stand outside the numbers.
 */

export interface Frame {
  readonly topic: string;
  readonly sequence: number;
  /** The number of the frame before this one on the stream, where the server says so. */
  readonly previous: number | null;
  readonly data: unknown;
}

/** Topics with a name of their own on the wire; all others travel in the JSON. */
const TOPICS = ['hello', 'resync', 'units', 'session', 'notices', 'crisis', 'foster-care'] as const;
/** Told to whom they concern, outside the numbers of what everybody in that role is shown. */
const PERSONAL: readonly string[] = ['notices', 'crisis', 'foster-care'];

/** Reads one message of the stream; `null` for what is no frame. */
export function readFrame(topic: string, id: string, text: string): Frame | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const fields = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const sequence = Number(id === '' ? (fields['sequence'] ?? Number.NaN) : id);
  const named = topic === 'message' ? fields['topic'] : topic;
  if (!Number.isSafeInteger(sequence) || typeof named !== 'string') return null;
  const previous = typeof fields['previous'] === 'number' ? fields['previous'] : null;
  return { topic: named, sequence, previous, data };
}

/** Follows the numbers and says what to do with a frame: show it, skip it, or fetch anew first. */
export class Sequence {
  #last: number | null = null;

  /** Number of the last frame; `null` before the first. */
  get last(): number | null {
    return this.#last;
  }

  take(frame: Frame): 'show' | 'skip' | 'refetch' {
    const last = this.#last;
    if (frame.topic === 'resync') {
      this.#last = frame.sequence;
      return 'refetch';
    }
    if (frame.topic === 'hello') {
      this.#last = frame.sequence;
      return last === null || last === frame.sequence ? 'skip' : 'refetch';
    }
    if (last !== null && frame.sequence <= last) return 'skip';
    this.#last = frame.sequence;
    const follows = last === null || (frame.previous ?? frame.sequence - 1) === last;
    return follows ? 'show' : 'refetch';
  }
}

/** How long to wait before the n-th try (from 0): doubling to half a minute, never all at once. */
export function backOffMs(attempt: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + random / 2);
}

/** What is used of an `EventSource`. */
export interface Stream {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** What is used of a `BroadcastChannel`. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  close(): void;
}

export interface LivePorts {
  readonly openStream: () => Stream;
  readonly openChannel: (name: string) => Channel;
  /** Runs `lead` when this tab holds the lock, until the signal aborts or the tab closes. */
  readonly withLock: (
    name: string,
    signal: AbortSignal,
    lead: () => Promise<void>,
  ) => Promise<void>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly random: () => number;
}

export type LiveState = 'connecting' | 'live' | 'broken';
type FrameListener = (data: unknown) => void;

/** A page that goes makes room for the next before the stream is closed. */
const LINGER_MS = 2000;

/**
 * Keeps up to which number what was fetched is right. Answers say at which number they were asked; what
 * changed between that and the greeting of the stream was told to nobody here, so it must be fetched anew.
 */
export class Fetched {
  #upTo: number | null = null;
  #greeted: number | null = null;

  /** An answer that was asked at this number came. @returns true when something may have been missed since */
  answered(number: number): boolean {
    if (this.#greeted === null) {
      this.#upTo = Math.min(this.#upTo ?? number, number);
      return false;
    }
    if (number >= this.#greeted) return false;
    // Once for each greeting: another web process counts otherwise, and asking on would never end.
    this.#greeted = Number.NEGATIVE_INFINITY;
    return true;
  }

  /** The stream began at this number. @returns true when something may have been missed before it */
  greeted(number: number): boolean {
    const missed = this.#upTo !== null && this.#upTo !== number;
    this.#greeted = missed ? Number.NEGATIVE_INFINITY : number;
    this.#upTo = null;
    return missed;
  }

  /** The stream stops; what is on the screen is right up to this number. */
  stopped(last: number | null): void {
    this.#upTo = last ?? this.#upTo;
    this.#greeted = null;
  }

  /** Nothing that was fetched is kept. */
  forget(): void {
    this.#upTo = null;
    this.#greeted = null;
  }
}

/**
 * Subscribes the page to live changes. The stream is open while somebody is signed in (`follow`)
 * and some screen listens (`on`): a role without live screens never asks for one.
 */
export class Live {
  readonly #ports: LivePorts;
  readonly #frames = new Map<string, Set<FrameListener>>();
  readonly #gaps = new Set<() => void>();
  readonly #states = new Set<() => void>();
  readonly #fetched = new Fetched();
  #state: LiveState = 'connecting';
  #end: (() => void) | null = null;
  #key: string | null = null;
  #screens = 0;
  #cancelLinger: (() => void) | null = null;

  constructor(ports: LivePorts) {
    this.#ports = ports;
  }

  state = (): LiveState => this.#state;

  onState = (listener: () => void): (() => void) => {
    this.#states.add(listener);
    return () => this.#states.delete(listener);
  };

  /** Hears every frame of a topic, in order. */
  on(topic: string, listener: FrameListener): () => void {
    const listeners = this.#frames.get(topic) ?? new Set();
    this.#frames.set(topic, listeners.add(listener));
    if (topic !== 'session') this.#screens += 1;
    this.#arrange();
    return () => {
      if (listeners.delete(listener) && topic !== 'session') this.#screens -= 1;
      this.#arrange();
    };
  }

  /**
   * Names what may be followed, or `null` for nothing: tabs with the same key share one stream, and
   * another hat has another key, as it may see other things.
   */
  follow(key: string | null): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#stop();
    this.#fetched.forget();
    this.#arrange();
  }

  /** Opens the stream when it is wanted and not there; lets it go when nobody wants it for a while. */
  #arrange(): void {
    this.#cancelLinger?.();
    this.#cancelLinger = null;
    const isWanted = this.#key !== null && this.#screens > 0;
    if (isWanted && !this.#end) this.#start(this.#key as string);
    if (!isWanted && this.#end)
      this.#cancelLinger = this.#ports.after(LINGER_MS, () => this.#stop());
  }

  /** Hears that frames were missed: what is on the screen must be fetched anew. */
  onGap(listener: () => void): () => void {
    this.#gaps.add(listener);
    return () => this.#gaps.delete(listener);
  }

  /** An answer came that the server read at this number of the stream. */
  answered(number: number): void {
    if (this.#fetched.answered(number)) this.#tellGap();
  }

  #tellGap(): void {
    for (const listener of this.#gaps) listener();
  }

  #become(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#states) listener();
  }

  #start(key: string): void {
    const name = `vrijplaats-live:${key}`;
    const sequence = new Sequence();
    const channel = this.#ports.openChannel(name);
    const ending = new AbortController();
    let told: 'live' | 'broken' | null = null;
    const take = (message: unknown) => {
      if (message === 'live' || message === 'broken') this.#become(message);
      else this.#deliver(sequence, message as Frame);
    };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
    const post = (message: unknown) => channel.postMessage(message);
    const tell = (message: Frame | 'live' | 'broken') => {
      if (ending.signal.aborted) return;
      told = message === 'broken' ? 'broken' : 'live';
      post(message);
      take(message);
    };
    channel.addEventListener('message', ({ data }) => {
      if (ending.signal.aborted) return;
      // A tab that comes later asks how things stand; only the one that reads the stream knows.
      if (data !== 'how') take(data);
      else if (told) {
        post(told);
        if (sequence.last !== null) post(greeting(sequence.last));
      }
    });
    this.#end = () => {
      ending.abort();
      channel.close();
      this.#fetched.stopped(sequence.last);
    };
    post('how');
    void this.#ports
      .withLock(name, ending.signal, () => lead(this.#ports, ending.signal, tell))
      .catch(() => {});
  }

  #deliver(sequence: Sequence, frame: Frame): void {
    this.#become('live');
    const isFirst = !PERSONAL.includes(frame.topic) && sequence.last === null;
    const what = PERSONAL.includes(frame.topic) ? 'show' : sequence.take(frame);
    const isMissed = isFirst && this.#fetched.greeted(firstSeen(frame));
    if (what === 'refetch' || isMissed) this.#tellGap();
    if (what === 'skip') return;
    for (const listener of this.#frames.get(frame.topic) ?? []) listener(frame.data);
  }

  #stop(): void {
    this.#end?.();
    this.#end = null;
    this.#become('connecting');
  }
}

/** What a tab that comes later is told: the number of the last frame. */
const greeting = (sequence: number): Frame => ({
  topic: 'hello',
  sequence,
  previous: null,
  data: {},
});

/** Up to which number nothing is missed when this frame is the first one that is heard. */
const firstSeen = (frame: Frame): number =>
  frame.topic === 'hello' || frame.topic === 'resync'
    ? frame.sequence
    : (frame.previous ?? frame.sequence - 1);

/** The leader's part: keeps the stream open, and opens it again, longer and longer after a fault. */
function lead(
  ports: LivePorts,
  ending: AbortSignal,
  tell: (message: Frame | 'live' | 'broken') => void,
): Promise<void> {
  return new Promise((resolve) => {
    let attempt = 0;
    let stream: Stream | null = null;
    let cancelWait: (() => void) | null = null;
    const hear = (event: MessageEvent<string>) => {
      const frame = readFrame(event.type, event.lastEventId, event.data);
      if (!frame) return;
      attempt = 0;
      tell(frame);
    };
    const open = () => {
      stream = ports.openStream();
      for (const topic of ['message', ...TOPICS]) stream.addEventListener(topic, hear);
      stream.addEventListener('open', () => tell('live'));
      stream.addEventListener('error', () => {
        stream?.close();
        // One short break is no news; a second try that fails is.
        if (attempt > 0) tell('broken');
        cancelWait = ports.after(backOffMs(attempt, ports.random()), open);
        attempt += 1;
      });
    };
    ending.addEventListener('abort', () => {
      cancelWait?.();
      stream?.close();
      resolve();
    });
    open();
  });
}
