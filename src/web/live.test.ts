import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backOffMs,
  type Channel,
  type Frame,
  Live,
  readFrame,
  Sequence,
  type Stream,
} from './live.ts';

const frame = (sequence: number, change: Partial<Frame> = {}): Frame => ({
  topic: 'units',
  sequence,
  previous: null,
  data: {},
  ...change,
});

describe('the numbers of frames', () => {
  test('that follow each other are shown, those seen before are skipped', () => {
    const sequence = new Sequence();
    expect([5, 6, 6, 5, 7].map((number) => sequence.take(frame(number)))).toEqual([
      'show',
      'show',
      'skip',
      'skip',
      'show',
    ]);
  });

  test('with one missing ask to fetch anew, once', () => {
    const sequence = new Sequence();
    expect([1, 3, 4].map((number) => sequence.take(frame(number)))).toEqual([
      'show',
      'refetch',
      'show',
    ]);
  });

  test('that skip what this reader may not see are no gap when the server says so', () => {
    const sequence = new Sequence();
    sequence.take(frame(1));
    expect(sequence.take(frame(9, { previous: 1 }))).toBe('show');
    expect(sequence.take(frame(20, { previous: 15 }))).toBe('refetch');
  });

  test('greeted by a new connection ask to fetch anew only when something was missed', () => {
    const hello = (number: number) => frame(number, { topic: 'hello' });
    const sequence = new Sequence();
    expect(sequence.take(hello(4))).toBe('skip');
    sequence.take(frame(5));
    expect(sequence.take(hello(5))).toBe('skip');
    expect(sequence.take(hello(8))).toBe('refetch');
    expect(sequence.take(frame(9))).toBe('show');
  });

  test('start anew when the server does', () => {
    const sequence = new Sequence();
    sequence.take(frame(100));
    expect(sequence.take(frame(1, { topic: 'hello' }))).toBe('refetch');
    expect(sequence.take(frame(2))).toBe('show');
  });

  test('whatever is lost or repeated: no loss passes unseen, no frame is shown twice', () => {
    const arrivals = fc.array(fc.constantFrom('once', 'twice', 'lost'), { maxLength: 40 });
    fc.assert(
      fc.property(arrivals, (fates) => {
        const sequence = new Sequence();
        sequence.take(frame(0, { topic: 'hello' }));
        let missed = false;
        for (const [at, fate] of fates.entries()) {
          if (fate === 'lost') missed = true;
          if (fate === 'lost') continue;
          expect(sequence.take(frame(at + 1))).toBe(missed ? 'refetch' : 'show');
          missed = false;
          if (fate === 'twice') expect(sequence.take(frame(at + 1))).toBe('skip');
        }
      }),
    );
  });
});

test('a message is read by its event and id, or by what its JSON says', () => {
  expect(readFrame('units', '7', '{"units":[]}')).toEqual({
    topic: 'units',
    sequence: 7,
    previous: null,
    data: { units: [] },
  });
  expect(readFrame('message', '', '{"topic":"session","sequence":8,"previous":3}')).toMatchObject({
    topic: 'session',
    sequence: 8,
    previous: 3,
  });
  expect(readFrame('units', '7', '{')).toBeNull();
  expect(readFrame('units', '', '{}')).toBeNull();
  expect(readFrame('message', '7', '{}')).toBeNull();
});

test('waiting grows to half a minute at most, and never all at once', () => {
  expect(backOffMs(0, 1)).toBe(1000);
  expect(backOffMs(0, 0)).toBe(500);
  expect(backOffMs(3, 1)).toBe(8000);
  expect(backOffMs(50, 1)).toBe(30_000);
});

/** A browser of several tabs in memory: locks, channels and streams without a network. */
class FakeBrowser {
  readonly streams: FakeStream[] = [];
  readonly waits: { ms: number; run: () => void }[] = [];
  readonly #channels = new Map<string, Set<FakeChannel>>();
  readonly #locks = new Map<string, { queue: (() => void)[]; held: boolean }>();

  tab(): Live {
    return new Live({
      openStream: () => {
        const stream = new FakeStream();
        this.streams.push(stream);
        return stream;
      },
      openChannel: (name) => {
        const channels = this.#channels.get(name) ?? new Set();
        this.#channels.set(name, channels);
        return new FakeChannel(channels);
      },
      withLock: async (name, signal, lead) => {
        const lock = this.#locks.get(name) ?? { queue: [], held: false };
        this.#locks.set(name, lock);
        if (lock.held) await new Promise<void>((resolve) => lock.queue.push(resolve));
        lock.held = true;
        if (!signal.aborted) await lead();
        lock.held = false;
        lock.queue.shift()?.();
      },
      after: (ms, run) => {
        const wait = { ms, run };
        this.waits.push(wait);
        return () => this.waits.splice(this.waits.indexOf(wait) >>> 0, 1);
      },
      random: () => 1,
    });
  }

  /** A tab with a screen that listens. */
  screen(): Live {
    const live = this.tab();
    live.on('units', () => {});
    return live;
  }
}

class FakeStream implements Stream {
  isClosed = false;
  readonly #listeners = new Map<string, ((event: MessageEvent<string>) => void)[]>();

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  emit(type: string, id = '', data = '{}'): void {
    const event = { type, lastEventId: id, data } as MessageEvent<string>;
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }

  close(): void {
    this.isClosed = true;
  }
}

class FakeChannel implements Channel {
  readonly #others: Set<FakeChannel>;
  #listener: ((event: MessageEvent<unknown>) => void) | null = null;

  constructor(others: Set<FakeChannel>) {
    this.#others = others.add(this);
  }

  addEventListener(_: 'message', listener: (event: MessageEvent<unknown>) => void): void {
    this.#listener = listener;
  }

  postMessage(data: unknown): void {
    for (const other of this.#others) {
      if (other !== this) other.#listener?.({ data } as MessageEvent<unknown>);
    }
  }

  close(): void {
    this.#others.delete(this);
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('tabs', () => {
  test('share one stream, and each hears each frame once', async () => {
    const browser = new FakeBrowser();
    const tabs = [browser.tab(), browser.tab(), browser.tab()];
    const heard = tabs.map(() => [] as unknown[]);
    for (const [at, tab] of tabs.entries()) {
      tab.on('units', (data) => heard[at]?.push(data));
      tab.follow('AT');
    }
    await settle();
    expect(browser.streams).toHaveLength(1);
    browser.streams[0]?.emit('hello', '0');
    browser.streams[0]?.emit('units', '1', '{"n":1}');
    expect(heard).toEqual(heard.map(() => [{ n: 1 }]));
  });

  test('when the leader closes, the next opens a stream and fetches what was missed', async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.screen(), browser.screen()];
    let gaps = 0;
    second.onGap(() => {
      gaps += 1;
    });
    first.follow('AT');
    second.follow('AT');
    await settle();
    browser.streams[0]?.emit('units', '1');
    first.follow(null);
    await settle();
    expect(browser.streams[0]?.isClosed).toBe(true);
    expect(browser.streams).toHaveLength(2);
    browser.streams[1]?.emit('hello', '3');
    expect(gaps).toBe(1);
  });

  test('another hat has a stream of its own', async () => {
    const browser = new FakeBrowser();
    const tab = browser.screen();
    tab.follow('AT');
    await settle();
    tab.follow('PC');
    await settle();
    expect(browser.streams.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test('a broken stream is opened again, later each time, and the screen says so', async () => {
    const browser = new FakeBrowser();
    const tab = browser.screen();
    tab.follow('AT');
    await settle();
    browser.streams[0]?.emit('open');
    expect(tab.state()).toBe('live');
    for (let tried = 0; tried < 3; tried += 1) {
      browser.streams.at(-1)?.emit('error');
      browser.waits.at(-1)?.run();
    }
    expect(browser.waits.map(({ ms }) => ms)).toEqual([1000, 2000, 4000]);
    expect(tab.state()).toBe('broken');
    browser.streams.at(-1)?.emit('hello', '0');
    expect(tab.state()).toBe('live');
    browser.streams.at(-1)?.emit('error');
    expect(browser.waits.at(-1)?.ms).toBe(1000);
  });

  test('a tab that comes later knows at once how the stream stands', async () => {
    const browser = new FakeBrowser();
    const first = browser.screen();
    first.follow('AT');
    await settle();
    browser.streams[0]?.emit('open');
    const second = browser.screen();
    second.follow('AT');
    expect(second.state()).toBe('live');
  });

  test('nobody who looks, no stream; a page that follows another keeps it', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    tab.on('session', () => {});
    tab.follow('JJ');
    await settle();
    expect(browser.streams).toHaveLength(0);
    const leave = tab.on('units', () => {});
    await settle();
    expect(browser.streams).toHaveLength(1);
    leave();
    const leaveNext = tab.on('units', () => {});
    expect(browser.waits).toHaveLength(0);
    leaveNext();
    browser.waits.at(-1)?.run();
    expect(browser.streams.map(({ isClosed }) => isClosed)).toEqual([true]);
  });
});

describe('what was fetched before the stream spoke', () => {
  /** A screen that counts how often it must fetch anew. */
  async function screenOn(browser: FakeBrowser) {
    const live = browser.screen();
    const seen = { gaps: 0 };
    live.onGap(() => {
      seen.gaps += 1;
    });
    live.follow('AT');
    await settle();
    return { live, seen, stream: () => browser.streams.at(-1) as FakeStream };
  }

  test('is fetched anew when something changed between the answer and the greeting', async () => {
    const { live, seen, stream } = await screenOn(new FakeBrowser());
    live.answered(7);
    stream().emit('hello', '8');
    expect(seen.gaps).toBe(1);
    live.answered(8);
    stream().emit('units', '9');
    expect(seen.gaps).toBe(1);
  });

  test('stays when nothing changed', async () => {
    const { live, seen, stream } = await screenOn(new FakeBrowser());
    live.answered(8);
    stream().emit('hello', '8');
    live.answered(8);
    expect(seen.gaps).toBe(0);
  });

  test('and came after the greeting is fetched anew once, also from a server that counts otherwise', async () => {
    const { live, seen, stream } = await screenOn(new FakeBrowser());
    stream().emit('hello', '8');
    live.answered(7);
    live.answered(7);
    live.answered(6);
    expect(seen.gaps).toBe(1);
  });

  test('is right up to where the last stream stopped', async () => {
    const { live, seen, stream } = await screenOn(new FakeBrowser());
    stream().emit('hello', '8');
    stream().emit('units', '9');
    for (const [hello, gaps] of [
      ['9', 0],
      ['11', 1],
    ] as const) {
      live.follow(null);
      live.follow('AT');
      await settle();
      live.answered(9);
      stream().emit('hello', hello);
      expect(seen.gaps).toBe(gaps);
    }
  });

  test('when the page comes back to a screen without fetching', async () => {
    const browser = new FakeBrowser();
    const tab = browser.tab();
    let gaps = 0;
    tab.onGap(() => {
      gaps += 1;
    });
    tab.follow('AT');
    const leave = tab.on('units', () => {});
    await settle();
    browser.streams[0]?.emit('hello', '3');
    leave();
    browser.waits.at(-1)?.run();
    tab.on('units', () => {});
    await settle();
    browser.streams[1]?.emit('hello', '5');
    expect(gaps).toBe(1);
  });

  test('in a tab that shares the stream of another', async () => {
    const browser = new FakeBrowser();
    const first = browser.screen();
    first.follow('AT');
    await settle();
    browser.streams[0]?.emit('hello', '8');
    const second = browser.screen();
    let gaps = 0;
    second.onGap(() => {
      gaps += 1;
    });
    second.answered(7);
    second.follow('AT');
    second.answered(7);
    expect(gaps).toBe(1);
  });
});
