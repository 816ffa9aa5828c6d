import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Subjects } from '../audit/look.ts';
import type { SubjectPaths } from '../audit/subject-paths.ts';
import type { Clock } from '../clock.ts';
import type { Actor } from '../db/command.ts';
import type { Caller, Transactions } from '../db/database.ts';
import type { ApplicationRole } from '../db/roles.ts';
import type { Language } from '../language.ts';
import type { Lane } from './admission.ts';

/** Who is signed in, as the web process knows it; the database checks the token again at each query. */
export interface Session {
  id: string;
  personId: string;
  personName: string;
  hatId: string;
  role: ApplicationRole;
  organisationId: string | null;
  organisationName: string | null;
  areaCode: string | null;
  csrfToken: string;
  idleEndsAt: Date;
  endsAt: Date;
  /** There when a program came in with a key, and what the key may do. */
  key?: { id: string; scopes: readonly KeyScope[] };
}

/** What a key of somebody's own system may do. */
export type KeyScope = 'read' | 'import';

export interface RouteContext<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  session: Session;
  caller: Caller;
  actor: Actor;
  /** On urgent routes over connections kept for them. */
  db: Transactions;
  clock: Clock;
  /** The idempotency key; there on every route that writes. */
  key: string;
  signal: AbortSignal;
  /** In which language people read the answer. */
  language: Language;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Whose files stand in a file that is sent: for a route whose `subjects` are left to its handler. */
  shows(kind: string, ids: readonly string[]): void;
}

/** What a route names its subjects from: the question, and what the answer shows. */
export interface Seen<Params, Query, Body, Answer> {
  params: Params;
  query: Query;
  body: Body;
  /** What the handler gave; absent in the transaction of a change, which has no answer yet. */
  answer?: Answer;
  /** The JSON text that the handler sent itself. */
  text?: string;
}

/**
 * One endpoint: method, path, its own permission, contract, command. Everything that the access tests,
 * the OpenAPI document and the start-up check need stands here as data.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify path under /api, e.g. `/api/things/:thingId`. */
  path: string;
  summary: string;
  tag: string;
  roles: readonly ApplicationRole[];
  /** Classes of data in question or answer; each role must be allowed to read each of them. */
  classes: readonly string[];
  /** Why this is done, of the catalogue of purposes; the purpose of its tag if absent. */
  purpose?: string;
  /** Whose files, or which things, were seen or changed: for the log of looks. */
  subjects?: SubjectPaths | ((seen: Seen<never, never, never, never>) => readonly Subjects[]);
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  response: TSchema;
  /** Status of success, 200 if absent. */
  status?: number;
  /** Takes a file (multipart): the handler reads `request.file()`. */
  multipart?: boolean;
  /** The handler answers by itself (stream, file download); `response` only documents it. */
  raw?: { contentType: string };
  /** What a program's key must have in its scopes to come in here; absent = no key does. */
  keyScope?: KeyScope;
  /**
   * Opened by an address alone, without a session: the kind of link whose secret stands in the path as
   * `:secret`. Whoever holds it reads as its maker would; cookies and keys count for nothing here.
   */
  link?: string;
  /**
   * How it is treated when more is asked than can be answered; see `admission.ts`. Absent: `deferrable` for
   * files that are taken or given, else `ordinary`.
   */
  lane?: Lane;
  /** Writes many rows at once: refused while the volume of the log of changes is nearly full. */
  bulk?: boolean;
  /** Requests a minute per person, when other than the general limit. */
  limitPerMinute?: number;
  handler(context: RouteContext<never, never, never>): Promise<unknown>;
}

/** Routes that come in by this lane, save those that name another themselves. */
export const inLane = (lane: Lane, routes: readonly Route[]): Route[] =>
  routes.map((each) => ({ lane, ...each }));

/** In which lane a route's requests come in. */
export const laneOf = ({ lane, raw, multipart }: Pick<Route, 'lane' | 'raw' | 'multipart'>): Lane =>
  lane ?? (raw || multipart ? 'deferrable' : 'ordinary');

type Of<S> = S extends TSchema ? Static<S> : undefined;

/** Declares a route with the types of its contract. */
export function route<
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
  R extends TSchema = TSchema,
>(
  spec: Omit<Route, 'handler' | 'subjects' | 'params' | 'query' | 'body' | 'response'> & {
    params?: P;
    query?: Q;
    body?: B;
    response: R;
    subjects?: SubjectPaths | ((seen: Seen<Of<P>, Of<Q>, Of<B>, Static<R>>) => readonly Subjects[]);
    handler(context: RouteContext<Of<P>, Of<Q>, Of<B>>): Promise<Static<R> | unknown>;
  },
): Route {
  return spec as unknown as Route;
}
