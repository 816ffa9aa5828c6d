/** The services that every screen may use, made once and wired to the real browser. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Api, ApiProblem, createApi, Intention, problemOf, UNATTENDED } from './api.ts';
import { Counter } from './counter.ts';
import { AppearanceStore } from './appearance.ts';
import { Live, type LiveState } from './live.ts';
import { forgetOthers } from './offline/owner.ts';
import { Presence } from './presence.ts';
import { createQueryClient } from './query.ts';
import { type Session, type SessionAnswer, SessionStore, sightOf } from './session.ts';

export interface Shell {
  readonly api: Api;
  readonly session: SessionStore;
  readonly live: Live;
  readonly queries: QueryClient;
  readonly appearance: AppearanceStore;
  /** How many questions wait because the server is too busy. */
  readonly putOff: Counter;
}

/** Tells other tabs that somebody signed in or out. */
export const SESSION_CHANNEL = 'vrijplaats-session';

const presence = new Presence(() => Date.now());

/** Whether somebody sits before this page. */
export const isSomebodyHere = (): boolean => presence.isHere();

/** Reads the session without the detour of {@link createApi}: 401 here only says "nobody". */
async function askSession(): Promise<SessionAnswer> {
  let response: Response;
  try {
    response = await fetch('/api/session', {
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(!presence.isHere() && UNATTENDED) },
    });
  } catch {
    throw new ApiProblem(0, 'no-answer');
  }
  if (response.status === 401) return { signedIn: false, demo: false };
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as SessionAnswer;
}

const newKey = () => crypto.randomUUID();

async function switchHat(hatId: string, csrfToken: string): Promise<void> {
  const response = await fetch('/api/session/hat', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': newKey(),
      'x-csrf-token': csrfToken,
    },
    body: JSON.stringify({ hatId }),
  });
  if (!response.ok) throw await problemOf(response);
}

/** Makes the services of this page. */
export function createShell(): Shell {
  presence.watch(window);
  const session = new SessionStore({
    ask: askSession,
    switchHat,
    now: () => Date.now(),
    startOver: () => window.location.replace('/'),
  });
  const live = new Live({
    openStream: () => new EventSource('/api/live'),
    openChannel: (name) => new BroadcastChannel(name),
    withLock: async (name, signal, lead) => {
      await navigator.locks.request(name, { signal }, lead);
    },
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
  });
  const putOff = new Counter();
  const api = createApi({
    fetch: (input, init) => fetch(input, init),
    csrfToken: () => session.current()?.csrfToken ?? null,
    signInAgain: () => session.expire(),
    isAttended: () => presence.isHere(),
    onAnswer: ({ isAttended, liveNumber }) => {
      if (isAttended) session.touch();
      if (liveNumber !== null) live.answered(liveNumber);
    },
    renewToken: async () => {
      await session.load();
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => Math.random(),
    onPutOff: putOff.set,
    newKey,
  });
  const queries = createQueryClient();
  forgetOnChange(session, queries);
  return { api, session, live, queries, appearance: new AppearanceStore(), putOff };
}

/** Another role sees other things: nothing that was fetched for the first may stay, nor what was kept for another person. */
function forgetOnChange(session: SessionStore, queries: QueryClient): void {
  let sight: string | null = null;
  session.subscribe(() => {
    const current = session.current();
    forgetOthers(current);
    const next = current && sightOf(current);
    if (sight !== null && next !== sight) queries.clear();
    sight = next;
  });
}

export const ShellContext = createContext<Shell | null>(null);

/** The services; only inside the shell. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('a screen is drawn outside the shell');
  return shell;
}

export const useApi = (): Api => useShell().api;

/** Who is signed in; only on pages behind the log-in. */
export function useSession(): Session {
  const session = useMaybeSession();
  if (!session) throw new Error('a screen that needs a session is drawn without one');
  return session;
}

/** Who is signed in, or `null`. */
export function useMaybeSession(): Session | null {
  const { session } = useShell();
  const { answer } = useSyncExternalStore(session.subscribe, session.get, session.get);
  return answer?.signedIn ? answer : null;
}

/** Hears the frames of one topic (`null`: of none) while the component is there; `onGap` when some were missed. */
export function useLive(
  topic: string | null,
  onFrame: (data: unknown) => void,
  onGap: () => void = () => {},
): LiveState {
  const { live } = useShell();
  const hearFrame = useEffectEvent(onFrame);
  const hearGap = useEffectEvent(onGap);
  useEffect(() => {
    if (topic === null) return undefined;
    const endFrames = live.on(topic, (data) => hearFrame(data));
    const endGaps = live.onGap(() => hearGap());
    return () => {
      endFrames();
      endGaps();
    };
  }, [live, topic]);
  return useSyncExternalStore(live.onState, live.state, live.state);
}

/** One key per intention, for a form or a button: see {@link Intention}. */
export function useIntention(): Intention {
  return useMemo(() => new Intention(newKey), []);
}

const TICK_MS = 30_000;

/** The present in milliseconds, twice a minute: ages on the screen must grow while one looks. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
