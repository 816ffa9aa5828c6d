/** What is kept on the device: writes on their way, what they came to, and a few facts to read without a line. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WriteMethod } from '../api.ts';
import { KEPT } from './owner.ts';

/** A write that the server does not have yet, as far as the device knows. */
export interface KeptWrite {
  /** Idempotency key: the same on every try, so that it counts once. */
  readonly key: string;
  /** Id of the hat that it was said under. */
  readonly whose: string;
  /** What it is about (`card:…`, `window:…`): of one thing only the last word stands. */
  readonly about: string;
  readonly method: WriteMethod;
  readonly path: string;
  readonly body: unknown;
  /** ISO moment at which it was said. */
  readonly madeAt: string;
  /** Milliseconds since 1970; earlier it can still be taken back. */
  readonly dueAt: number;
  /** Went out at least once: the server may have it, though nobody heard so. */
  readonly isTried: boolean;
}

/** What the server refused while no page was open: its words alone, nothing of what it was about. */
export interface KeptRefusal {
  readonly key: string;
  readonly whose: string;
  readonly words: string;
}

interface KeptFact {
  readonly name: string;
  readonly whose: string;
  /** ISO moment at which the server said it. */
  readonly at: string;
  readonly value: unknown;
}

interface Schema extends DBSchema {
  writes: { key: string; value: KeptWrite };
  refusals: { key: string; value: KeptRefusal };
  facts: { key: string; value: KeptFact };
}

const VERSION = 1;

/** Opened for each use: a database that stays open could not be thrown away. */
async function within<T>(use: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const db = await openDB<Schema>(KEPT, VERSION, {
    upgrade(fresh) {
      fresh.createObjectStore('writes', { keyPath: 'key' });
      fresh.createObjectStore('refusals', { keyPath: 'key' });
      fresh.createObjectStore('facts', { keyPath: 'name' });
    },
    blocking: (_old, _next, event) => (event.target as IDBDatabase).close(),
  });
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

/** The writes of one hat, in the order in which they were said. */
export const keptWrites = (whose: string): Promise<KeptWrite[]> =>
  within(async (db) =>
    (await db.getAll('writes'))
      .filter((write) => write.whose === whose)
      .sort((a, b) => a.madeAt.localeCompare(b.madeAt)),
  );

/** Keeps a write; an earlier one about the same thing gives way. */
export const keepWrite = (write: KeptWrite): Promise<void> =>
  within(async (db) => {
    const { store, done } = db.transaction('writes', 'readwrite');
    for (const { key, about } of await store.getAll())
      if (about === write.about && key !== write.key) await store.delete(key);
    await store.put(write);
    await done;
  });

export const dropWrite = (key: string): Promise<void> => within((db) => db.delete('writes', key));

/** Notes that a write goes out. @returns false when it is not here any more: somebody else sent it */
export const beginWrite = (key: string): Promise<boolean> =>
  within(async (db) => {
    const { store, done } = db.transaction('writes', 'readwrite');
    const write = await store.get(key);
    if (write) await store.put({ ...write, isTried: true });
    await done;
    return write !== undefined;
  });

export const keepRefusal = (refusal: KeptRefusal): Promise<void> =>
  within(async (db) => void (await db.put('refusals', refusal)));

/** What was refused while nobody looked; told once. */
export const takeRefusals = (whose: string): Promise<KeptRefusal[]> =>
  within(async (db) => {
    const { store, done } = db.transaction('refusals', 'readwrite');
    const found = (await store.getAll()).filter((each) => each.whose === whose);
    for (const { key } of found) await store.delete(key);
    await done;
    return found;
  });

export const keepFact = (fact: KeptFact): Promise<void> =>
  within(async (db) => void (await db.put('facts', fact)));

/** A fact of this hat with the moment at which it was right. */
export const keptFact = (
  name: string,
  whose: string,
): Promise<{ at: string; value: unknown } | null> =>
  within(async (db) => {
    const fact = await db.get('facts', name);
    return fact?.whose === whose ? { at: fact.at, value: fact.value } : null;
  });
