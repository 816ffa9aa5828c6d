import { type Api, ApiProblem } from '../../../web/api.ts';
import type { Changed } from '../../contract.ts';
import { type Act, requestOf } from './acts.ts';

/** An act that is on its way, or that could not be delivered; its key stays the same until it is. */
export interface Pending {
  readonly id: string;
  readonly unitId: string;
  readonly act: Act;
  /** What stands on the screen about it: "Plaats 3: opgenomen". */
  readonly said: string;
  /** The place, the child or the report that it is about; the unit itself when absent. */
  readonly about: string | null;
  readonly key: string;
  readonly state: 'sending' | 'failed';
  readonly problem: ApiProblem | null;
}

/** How a sending ended: what changed, or `null` while the act waits under its id. */
export interface Delivery {
  readonly id: string;
  readonly changed: Changed | null;
}

export interface OutboxPorts {
  readonly send: Api['send'];
  readonly newKey: () => string;
  /** The answer is there; resolves when the screen shows what the server says. */
  readonly onSaved: (unitId: string, changed: Changed) => Promise<void>;
}

/**
 * The acts of this page that the server has not taken yet. The screen shows them as if they were done;
 * one that fails stays here with its reason until it is sent again, under the same key so that it
 * counts once, or dropped.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #listeners = new Set<() => void>();
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #underway = new Map<string, Promise<Delivery>>();
  #pending: readonly Pending[] = [];

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  list = (): readonly Pending[] => this.#pending;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(pending: readonly Pending[]): void {
    this.#pending = pending;
    for (const listener of this.#listeners) listener();
  }

  #change(id: string, change: Partial<Pending>): void {
    this.#set(this.#pending.map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  /**
   * Sends an act. Answers what changed, or `null` when it stays here with its problem. The same act
   * pressed again while it is on its way (a double click) is that act.
   */
  perform(unitId: string, act: Act, said: string, about: string | null = null): Promise<Delivery> {
    const request = JSON.stringify(requestOf(act));
    const underway = this.#underway.get(request);
    if (underway) return underway;
    const delivery = this.#begin(unitId, act, said, about).finally(() =>
      this.#underway.delete(request),
    );
    this.#underway.set(request, delivery);
    return delivery;
  }

  async #begin(unitId: string, act: Act, said: string, about: string | null): Promise<Delivery> {
    const id = this.#ports.newKey();
    this.#set([
      ...this.#pending,
      { id, unitId, act, said, about, key: id, state: 'sending', problem: null },
    ]);
    return { id, changed: await this.#send(id) };
  }

  /** Sends a failed act again, under its own key. */
  async retry(id: string): Promise<Delivery> {
    this.#change(id, { state: 'sending', problem: null });
    return { id, changed: await this.#send(id) };
  }

  /** Lets go of a failed act. */
  drop(id: string): void {
    this.#set(this.#pending.filter((each) => each.id !== id));
  }

  /** One after the other within a unit: a child can only come where another was let go first. */
  #send(id: string): Promise<Changed | null> {
    const unitId = this.#pending.find((each) => each.id === id)?.unitId ?? '';
    const work = () => this.#deliver(id);
    const next = (this.#queues.get(unitId) ?? Promise.resolve()).then(work, work);
    this.#queues.set(unitId, next);
    return next;
  }

  async #deliver(id: string): Promise<Changed | null> {
    const pending = this.#pending.find((each) => each.id === id);
    if (!pending) return null;
    const { path, body } = requestOf(pending.act);
    let changed: Changed;
    try {
      changed = await this.#ports.send<Changed>('POST', path, body, { key: pending.key });
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) {
        this.drop(id);
        throw fault;
      }
      this.#change(id, { state: 'failed', problem: fault });
      return null;
    }
    // Shown as done until the true picture is there, so that nothing flickers.
    await this.#ports.onSaved(pending.unitId, changed).catch(() => {});
    this.drop(id);
    return changed;
  }
}
