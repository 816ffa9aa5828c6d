/**
 * The one way in which the browser asks the server: JSON, problem details, one idempotency key
 * per intention, and a write that is sent again under the same key when no answer came.
 */

export type QueryValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly (string | number)[];
export type Query = Readonly<Record<string, QueryValue>>;
export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One field, row or column that the server refused. */
export interface FieldFault {
  readonly path: string;
  readonly code: string;
  readonly message?: string;
  readonly found?: string;
}

/**
 * An answer that is no success (RFC 9457), or none at all (`code` is `no-answer`, `status` 0).
 *
 * `message` is the server's Dutch title, empty where it gave none; `mend` is its sentence on what
 * to do.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly mend: string | null;
  readonly fields: readonly FieldFault[];
  /** What a helpdesk asks for. */
  readonly reference: string | undefined;
  readonly retryAfterMs: number | null;
  /** The facts of the failure, by its code. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    body: Record<string, unknown> = {},
    retryAfterMs: number | null = null,
  ) {
    super(textOf(body['title']) ?? '');
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.mend = textOf(body['detail']);
    this.fields = Array.isArray(body['fields']) ? (body['fields'] as FieldFault[]) : [];
    this.reference = textOf(body['traceId']) ?? undefined;
    this.retryAfterMs = retryAfterMs;
    this.details = recordOf(body['details']);
  }

  /** What is wrong with a field, by its path in the body; `null` when nothing is. */
  faultOf(path: string): string | null {
    return this.fields.find((fault) => fault.path === path)?.message ?? null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export interface ApiPorts {
  readonly fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** The token of the present session, `null` before it is known. */
  readonly csrfToken: () => string | null;
  /** Called on 401; resolves when somebody is signed in again, so that nothing typed is lost. */
  readonly signInAgain: () => Promise<void>;
  /** Whether somebody sits before the page; what it asks by itself is no activity of theirs. */
  readonly isAttended: () => boolean;
  /**
   * Called after each answer of the server: the session's idle clock starts again when it was asked for
   * somebody. `liveNumber`: up to which number of the live stream the answer is right, where it says so.
   */
  readonly onAnswer: (answer: { isAttended: boolean; liveNumber: number | null }) => void;
  /** Fetches the session anew, after the server did not accept its token. */
  readonly renewToken: () => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  /** A number from 0 to 1: who was refused together must not come back together. */
  readonly random: () => number;
  /** Called when the number of questions changes that the server put off more than once because it is too busy. */
  readonly onPutOff: (count: number) => void;
  readonly newKey: () => string;
}

export interface SendOptions {
  /** The key of this intention; a new one when absent. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

export interface Api {
  get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer>;
  send<Answer>(
    method: WriteMethod,
    path: string,
    body?: unknown,
    options?: SendOptions,
  ): Promise<Answer>;
  /** Sends one file as multipart, under the field name `file`. */
  upload<Answer>(path: string, file: File, options?: SendOptions): Promise<Answer>;
}

/** Says to the server that nobody asked: the session grows no longer by it. */
export const UNATTENDED = { 'x-unattended': '1' } as const;

const TRIES = 4;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5000;
/** A read that was put off is asked again so often; the server says each time when. */
const READ_TRIES = 6;
const LONGEST_PUT_OFF_MS = 60_000;
/** What the server says when more is asked than it can answer. */
export const TOO_BUSY = 'overloaded';
const TOKEN_REFUSED = 'csrf';
/** The server did not take the request (yet), or nobody can know whether it did. */
const AGAIN = new Set([429, 502, 503, 504]);

/** Adds `?a=1&b=2&b=3`; what is `null`, `undefined` or empty is left out. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What an answer that is no success says. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const fields = recordOf(await response.json().catch(() => null));
  const code = textOf(fields['code']) ?? `status-${response.status}`;
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiProblem(
    response.status,
    code,
    fields,
    Number.isFinite(after) ? after * 1000 : null,
  );
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const text = await response.text();
  return text === '' ? null : JSON.parse(text);
}

/** The browser's side of the API over the given ports; the real ones are wired in `shell.ts`. */
export function createApi(ports: ApiPorts): Api {
  /** One request; signs in again and renews the token where the server asks for it. */
  async function ask(path: string, makeInit: () => RequestInit): Promise<unknown> {
    let renewed = false;
    for (;;) {
      const init = makeInit();
      const isAttended = ports.isAttended();
      const headers = {
        ...(init.headers as Record<string, string>),
        ...(!isAttended && UNATTENDED),
      };
      let response: Response;
      try {
        response = await ports.fetch(path, { ...init, headers, credentials: 'same-origin' });
      } catch (cause) {
        if (init.signal?.aborted) throw cause;
        throw new ApiProblem(0, 'no-answer');
      }
      if (response.ok) {
        const number = response.headers.get('x-live-number');
        ports.onAnswer({ isAttended, liveNumber: number === null ? null : Number(number) });
        return answerOf(response);
      }
      const problem = await problemOf(response);
      if (problem.status === 401) {
        await ports.signInAgain();
        continue;
      }
      if (problem.status === 403 && problem.code.startsWith(TOKEN_REFUSED) && !renewed) {
        renewed = true;
        await ports.renewToken();
        continue;
      }
      throw problem;
    }
  }

  /** A write: the same key on every try, so that it counts once however often it is sent. */
  async function write(
    path: string,
    method: WriteMethod,
    options: SendOptions,
    body: () => RequestInit,
  ) {
    const key = options.key ?? ports.newKey();
    const makeInit = (): RequestInit => {
      const { headers, ...rest } = body();
      const token = ports.csrfToken();
      return {
        ...rest,
        method,
        ...(options.signal ? { signal: options.signal } : {}),
        headers: {
          accept: 'application/json',
          'idempotency-key': key,
          ...(token ? { 'x-csrf-token': token } : {}),
          ...(headers as Record<string, string> | undefined),
        },
      };
    };
    for (let tried = 1; ; tried += 1) {
      try {
        return await ask(path, makeInit);
      } catch (fault) {
        const again =
          fault instanceof ApiProblem && (fault.status === 0 || AGAIN.has(fault.status));
        if (!again || tried >= TRIES) throw fault;
        const wait = fault.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (tried - 1);
        const jitter = fault.code === TOO_BUSY ? 1 + ports.random() / 2 : 1;
        await ports.wait(Math.min(wait, LONGEST_WAIT_MS) * jitter);
        options.signal?.throwIfAborted();
      }
    }
  }

  let putOff = 0;
  function notePutOff(change: 1 | -1): void {
    putOff += change;
    ports.onPutOff(putOff);
  }

  /** Begun again when the server was too busy, at the moment that it named or somewhat later. */
  async function untilTaken(ask: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
    let isLong = false;
    try {
      for (let tried = 1; ; tried += 1) {
        try {
          return await ask();
        } catch (fault) {
          const isBusy = fault instanceof ApiProblem && fault.code === TOO_BUSY;
          if (!isBusy || tried >= READ_TRIES) throw fault;
          if (tried === 2) {
            isLong = true;
            notePutOff(1);
          }
          const wait = fault.retryAfterMs ?? FIRST_WAIT_MS * 2 ** tried;
          await ports.wait(Math.min(wait * (1 + ports.random() / 2), LONGEST_PUT_OFF_MS));
          signal?.throwIfAborted();
        }
      }
    } finally {
      if (isLong) notePutOff(-1);
    }
  }

  /** Writes on their way, by what they ask. */
  const sending = new Map<string, Promise<unknown>>();

  /**
   * The same write asked again before its answer (a double click) is the same intention. Who brings a key
   * or a signal of their own says themselves what is one intention.
   */
  function sendOnce(text: string, options: SendOptions, begin: () => Promise<unknown>) {
    if (options.key !== undefined || options.signal) return begin();
    const underway = sending.get(text);
    if (underway) return underway;
    const answer = begin().finally(() => sending.delete(text));
    sending.set(text, answer);
    return answer;
  }

  return {
    get: async <Answer>(path: string, query?: Query, signal?: AbortSignal) =>
      (await untilTaken(
        () =>
          ask(withQuery(path, query), () => ({
            headers: { accept: 'application/json' },
            ...(signal ? { signal } : {}),
          })),
        signal,
      )) as Answer,
    send: async <Answer>(
      method: WriteMethod,
      path: string,
      body?: unknown,
      options: SendOptions = {},
    ) =>
      (await sendOnce(`${method} ${path} ${JSON.stringify(body)}`, options, () =>
        write(path, method, options, () =>
          body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
        ),
      )) as Answer,
    upload: async <Answer>(path: string, file: File, options: SendOptions = {}) =>
      (await write(path, 'POST', options, () => {
        const form = new FormData();
        form.append('file', file);
        return { body: form };
      })) as Answer,
  };
}

/**
 * Keeps one key for one intention: pressing the button again after no answer came repeats the
 * same write; another body, or a press after the server's answer, is a new one.
 */
export class Intention {
  readonly #newKey: () => string;
  #body: string | null = null;
  #key = '';

  constructor(newKey: () => string) {
    this.#newKey = newKey;
  }

  /** The key for this body. */
  keyFor(body: unknown): string {
    const text = JSON.stringify(body ?? null);
    if (text !== this.#body) {
      this.#body = text;
      this.#key = this.#newKey();
    }
    return this.#key;
  }

  /** The server answered: what comes next is a new intention. */
  settle(fault?: unknown): void {
    if (fault instanceof ApiProblem && (fault.status === 0 || AGAIN.has(fault.status))) return;
    this.#body = null;
  }
}
