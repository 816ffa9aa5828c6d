import { ApiProblem } from '../../web/api.ts';
import type { AnswerCard } from '../contract.ts';

export type Answer = AnswerCard['answer'];

/** An answer that the server does not have yet. */
export interface Unsent {
  readonly cardId: string;
  readonly answer: Answer;
  /** ISO moment at which it was said. */
  readonly givenAt: string;
  /** The same on every try, so that it counts once. */
  readonly key: string;
  /** `held`: can still be taken back; `waiting`: nobody answered, it goes again. */
  readonly state: 'held' | 'sending' | 'waiting';
}

export interface OutboxPorts {
  readonly send: (unsent: Unsent) => Promise<unknown>;
  /** The server has answered: it took it (`null`), or refused it. */
  readonly settled: (unsent: Unsent, refused: ApiProblem | null) => void;
  readonly now: () => Date;
  readonly newKey: () => string;
  /** Runs later; answers the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** So long an answer can be taken back before it goes. */
export const HOLD_MS = 5000;
const AGAIN_MS = 15_000;

/** Whether nobody answered, or asked to come back: anything else is the server's answer. */
const isUnheard = (fault: unknown): fault is ApiProblem =>
  fault instanceof ApiProblem &&
  (fault.status === 0 || fault.status === 429 || fault.status >= 500);

/**
 * Answers on their way, in memory: each is held a moment, goes, and goes again under its own key and with the moment at
 * which it was said until the server has answered. Of one card only the last stands.
 */
export class AnswerOutbox {
  readonly #ports: OutboxPorts;
  readonly #listeners = new Set<() => void>();
  #unsent: readonly Unsent[] = [];
  #callOff: (() => void) | null = null;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  readonly get = (): readonly Unsent[] => this.#unsent;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  give(cardId: string, answer: Answer): void {
    const unsent: Unsent = {
      cardId,
      answer,
      givenAt: this.#ports.now().toISOString(),
      key: this.#ports.newKey(),
      state: 'held',
    };
    this.#put([...this.#unsent.filter((each) => each.cardId !== cardId), unsent]);
    this.#ports.after(HOLD_MS, () => void this.#send(unsent));
  }

  /** Takes back what has not gone yet. */
  undo(cardId: string): void {
    this.#put(this.#unsent.filter((each) => each.cardId !== cardId || each.state === 'sending'));
  }

  /** Sends what waits: the line is back. */
  flush(): void {
    for (const unsent of this.#unsent) if (unsent.state === 'waiting') void this.#send(unsent);
  }

  /** Sends what is held as well: who puts the phone away has answered. */
  leave(): void {
    for (const unsent of this.#unsent) void this.#send(unsent);
  }

  async #send({ key }: Unsent): Promise<void> {
    // Taken back, replaced or under way: then there is nothing to send.
    const unsent = this.#unsent.find((each) => each.key === key);
    if (!unsent || unsent.state === 'sending') return;
    this.#become(key, 'sending');
    try {
      await this.#ports.send(unsent);
      this.#settle(unsent, null);
    } catch (fault) {
      if (isUnheard(fault)) this.#wait(key);
      else if (fault instanceof ApiProblem) this.#settle(unsent, fault);
      else {
        this.#wait(key);
        throw fault;
      }
    }
  }

  #wait(key: string): void {
    this.#become(key, 'waiting');
    this.#callOff?.();
    this.#callOff = this.#ports.after(AGAIN_MS, () => this.flush());
  }

  #settle(unsent: Unsent, refused: ApiProblem | null): void {
    this.#ports.settled(unsent, refused);
    this.#put(this.#unsent.filter(({ key }) => key !== unsent.key));
  }

  #become(key: string, state: Unsent['state']): void {
    this.#put(this.#unsent.map((each) => (each.key === key ? { ...each, state } : each)));
  }

  #put(unsent: readonly Unsent[]): void {
    this.#unsent = unsent;
    for (const listener of this.#listeners) listener();
  }
}
