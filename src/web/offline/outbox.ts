import { ApiProblem } from '../api.ts';
import type { KeptWrite } from './kept.ts';

/** A write on its way, as the page knows it. */
export interface Unsent extends KeptWrite {
  /** `held`: can be taken back; `waiting`: nobody answered, it goes again. */
  readonly state: 'held' | 'sending' | 'waiting';
}

/** What became of a write: taken, refused with why, or sent by somebody else of this device. */
export type Outcome = 'taken' | 'elsewhere' | ApiProblem;

/** The device’s memory; every part may fail where a browser keeps nothing. */
export interface OutboxMemory {
  readonly all: () => Promise<readonly KeptWrite[]>;
  readonly keep: (write: KeptWrite) => Promise<void>;
  readonly drop: (key: string) => Promise<void>;
  /** Notes that it goes out; false when it is not there any more. */
  readonly begin: (key: string) => Promise<boolean>;
}

export interface OutboxPorts {
  readonly memory: OutboxMemory;
  readonly send: (write: KeptWrite) => Promise<unknown>;
  readonly settled: (write: KeptWrite, outcome: Outcome) => void;
  /** One sender at a time on this device. */
  readonly alone: <T>(run: () => Promise<T>) => Promise<T>;
  readonly isOnline: () => boolean;
  /** Something waits: whoever can send it later may. */
  readonly waits: () => void;
  readonly now: () => Date;
  readonly newKey: () => string;
  /** Runs later; answers the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** What is said, before it has a key. */
export type Said = Pick<KeptWrite, 'whose' | 'about' | 'method' | 'path'> & {
  /** The body, which may hold the moment at which it is said. */
  readonly body: (madeAt: string) => unknown;
  /** So long (ms) it can be taken back before it goes. */
  readonly holdMs: number;
};

const AGAIN_MS = 15_000;

/** Whether nobody answered, or asked to come back: anything else is the server’s answer. */
const isUnheard = (fault: unknown): boolean =>
  fault instanceof DOMException ||
  (fault instanceof ApiProblem &&
    (fault.status === 0 || fault.status === 429 || fault.status >= 500));

/**
 * Writes on their way: each is kept on the device before it goes, held a moment, and sent under its own key until the
 * server has answered, also after the page was closed. Of one thing only the last word stands.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #listeners = new Set<() => void>();
  #unsent: readonly Unsent[] = [];
  #memory: Promise<unknown> = Promise.resolve();
  #isKeeping = true;
  #callOff: (() => void) | null = null;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  readonly get = (): readonly Unsent[] => this.#unsent;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether the device keeps what was said when the page closes. */
  isKeeping = (): boolean => this.#isKeeping;

  give({ holdMs, body, ...said }: Said): void {
    const now = this.#ports.now();
    const madeAt = now.toISOString();
    const write: KeptWrite = {
      ...said,
      key: this.#ports.newKey(),
      body: body(madeAt),
      madeAt,
      dueAt: now.getTime() + holdMs,
      isTried: false,
    };
    this.#put([
      ...this.#unsent.filter(({ about }) => about !== write.about),
      { ...write, state: 'held' },
    ]);
    void this.#remember(() => this.#ports.memory.keep(write));
    if (holdMs === 0) void this.#send(write.key);
    else this.#ports.after(holdMs, () => void this.#send(write.key));
  }

  /** Takes back what has not gone out yet; of what has, nobody knows whether the server has it. */
  undo(about: string): void {
    const taken = this.#unsent.filter(
      (each) => each.about === about && each.state !== 'sending' && !each.isTried,
    );
    this.#put(this.#unsent.filter((each) => !taken.includes(each)));
    for (const { key } of taken) void this.#remember(() => this.#ports.memory.drop(key));
  }

  /** Takes up what was kept before, and lets go of what was sent by somebody else of this device. */
  async load(): Promise<void> {
    const kept = await this.#remember(() => this.#ports.memory.all(), null);
    if (!kept) return;
    const gone = this.#unsent.filter(
      ({ key, state }) => state === 'waiting' && kept.every((each) => each.key !== key),
    );
    const fresh = kept.filter((each) => this.#unsent.every(({ about }) => about !== each.about));
    this.#put([
      ...this.#unsent.filter((each) => !gone.includes(each)),
      ...fresh.map((each): Unsent => ({ ...each, state: 'waiting' })),
    ]);
    for (const each of gone) this.#ports.settled(each, 'elsewhere');
    this.flush();
  }

  /** Sends what waits: the line is back. */
  flush(): void {
    for (const { key, state } of this.#unsent) if (state === 'waiting') void this.#send(key);
  }

  /** Sends what is held as well: who puts the phone away has answered. */
  leave(): void {
    for (const { key } of this.#unsent) void this.#send(key);
    if (this.#unsent.length > 0) this.#ports.waits();
  }

  /** Lets go of everything without sending it: what is kept is taken up by whoever comes next. */
  end(): void {
    this.#callOff?.();
    this.#unsent = [];
  }

  async #send(key: string): Promise<void> {
    // Taken back, replaced or under way: then there is nothing to send.
    const unsent = this.#unsent.find((each) => each.key === key);
    if (!unsent || unsent.state === 'sending') return;
    // Not even tried: so it can still be taken back.
    if (!this.#ports.isOnline()) return this.#wait(key);
    this.#become(key, { state: 'sending', isTried: true });
    try {
      const sent = await this.#ports.alone(async () => {
        const isHere = await this.#remember(() => this.#ports.memory.begin(key), true);
        if (isHere) await this.#ports.send(unsent);
        return isHere;
      });
      await this.#settle(unsent, sent ? 'taken' : 'elsewhere');
    } catch (fault) {
      if (!isUnheard(fault) && fault instanceof ApiProblem) return this.#settle(unsent, fault);
      this.#wait(key);
      if (!isUnheard(fault)) throw fault;
    }
  }

  #wait(key: string): void {
    this.#become(key, { state: 'waiting' });
    this.#ports.waits();
    this.#callOff?.();
    this.#callOff = this.#ports.after(AGAIN_MS, () => this.flush());
  }

  async #settle(unsent: Unsent, outcome: Outcome): Promise<void> {
    await this.#remember(() => this.#ports.memory.drop(unsent.key));
    this.#ports.settled(unsent, outcome);
    this.#put(this.#unsent.filter(({ key }) => key !== unsent.key));
  }

  /** One after another, in the order in which it was said; a browser that keeps nothing is no fault. */
  #remember<T>(use: () => Promise<T>): Promise<T | undefined>;
  #remember<T, Other>(use: () => Promise<T>, otherwise: Other): Promise<T | Other>;
  #remember<T, Other>(use: () => Promise<T>, otherwise?: Other): Promise<T | Other | undefined> {
    const done = this.#memory.then(use).catch(() => {
      this.#isKeeping = false;
      return otherwise;
    });
    this.#memory = done;
    return done;
  }

  #become(key: string, change: Partial<Unsent>): void {
    this.#put(this.#unsent.map((each) => (each.key === key ? { ...each, ...change } : each)));
  }

  #put(unsent: readonly Unsent[]): void {
    this.#unsent = unsent;
    for (const listener of this.#listeners) listener();
  }
}
