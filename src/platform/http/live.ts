import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { LookLog } from '../audit/look-log.ts';
import { tokenOf } from '../auth/session-cookie.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Feed } from '../db/feed.ts';
import type { ApplicationRole } from '../db/roles.ts';
import { Failure, forbidden } from '../errors.ts';
import { requireRole } from './guard.ts';
import { createLiveGroups } from './live-groups.ts';
import type { LookRules } from './look-hook.ts';
import type { Session } from './route.ts';
import { encodeEvent, EventStream, heartbeat } from './stream.ts';

/** What a slice brings to be shown live. */
export interface LiveSource {
  /** Name of the events on the stream. */
  topic: string;
  /** Channel of NOTIFY. */
  channel: string;
  roles: readonly ApplicationRole[];
  /** Classes of data in the frames, for the start-up check. */
  classes: readonly string[];
  /** Ids in the payload of a notification. */
  idsOf(payload: string): readonly string[];
  /** The permission class of a session: all of one class see the same. null = sees nothing. */
  classOf(session: Session): string | null;
  /**
   * What each class is shown of these ids, read from the database now: JSON text by class. A class
   * that is not there is told nothing.
   */
  frames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Which classes see any of these ids: told to fetch anew when they are too many to be shown. */
  classesOf(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What one person alone is told on their streams, beside what their class is shown. */
export interface PersonalSource {
  topic: string;
  /** Channel of NOTIFY; its payload is the id of the person. */
  channel: string;
  /** Roles that hear this alone, and nothing of the source. */
  roles?: readonly ApplicationRole[];
  /** JSON text of what this session is shown now. */
  frame(session: Session): Promise<string>;
}

/** What everybody whom it concerns is told to fetch anew: no data, so that it is shown to nobody twice. */
export interface ToldSource {
  topic: string;
  /** Channel of NOTIFY; its payload says whom it concerns. */
  channel: string;
  concerns(session: Session, payload: string): boolean;
}

export interface Live {
  readonly source: LiveSource;
  addRoute(app: FastifyInstance, watch: Watch): void;
  /** How many streams are open. */
  count(): number;
  close(): void;
}

interface Watch {
  looks: LookLog;
  lookRules: LookRules;
}

interface LiveOptions {
  feed: Feed;
  sessions: Sessions;
  clock: Clock;
  source: LiveSource;
  personal?: PersonalSource;
  told?: readonly ToldSource[];
  log?: { error(fields: object, message: string): void };
  heartbeatMs?: number;
  /** How long a session may go unchecked while a stream of it is open. */
  checkEveryMs?: number;
  pauseMs?: number;
  resyncFrom?: number;
}

interface Reader {
  stream: EventStream;
  classKey: string;
  session: Session;
  token: string;
  checkedAt: number;
}

/** The class of who hears of themselves alone: no frame is made for it. */
const aloneKey = 'alone';
const mostStreamsPerSession = 8;
const heartbeatMs = 20_000;
const checkEveryMs = 60_000;

/**
 * Live changes as server-sent events at `GET /api/live`. One group of streams for each permission
 * class; the events are `hello` (opens a stream, its id is the present number), the source's topic,
 * `resync` (fetch anew) and `session` (the session has ended; the stream closes).
 */
export function createLive(options: LiveOptions): Live {
  const { feed, source, sessions, clock } = options;
  const readers = new Set<Reader>();
  const alone: readonly ApplicationRole[] = options.personal?.roles ?? [];
  const roles = [...source.roles, ...alone];
  const classOf = (session: Session) =>
    source.roles.includes(session.role) ? source.classOf(session) : aloneKey;
  const onError = (error: unknown) =>
    options.log?.error({ err: error }, 'a live frame was not made');
  const groups = createLiveGroups({
    topic: source.topic,
    frames: (ids) => source.frames(ids),
    classesOf: (ids) => source.classesOf(ids),
    // Numbers of a later start lie above those of an earlier one, so that a reader sees the break.
    firstSequence: clock.now().getTime() * 1000,
    onError,
    ...(options.pauseMs !== undefined && { pauseMs: options.pauseMs }),
    ...(options.resyncFrom !== undefined && { resyncFrom: options.resyncFrom }),
  });

  function forgetReader(reader: Reader): void {
    groups.leave(reader.classKey, reader.stream);
    readers.delete(reader);
  }
  function finish(reader: Reader): void {
    const next = groups.sequenceOf(reader.classKey) + 1;
    reader.stream.send(encodeEvent('session', next, '{"ended":true}'));
    reader.stream.end();
    forgetReader(reader);
    sessions.forget(reader.session.id);
  }

  feed.on(source.channel, (payload) => groups.change(source.idsOf(payload)));
  /** Outside the numbers of the class: nothing is missed by who does not hear it, as each tells all. */
  async function tellPersonal(to: readonly Reader[]): Promise<void> {
    const { personal } = options;
    if (!personal) return;
    for (const [, same] of Map.groupBy(to, (reader) => reader.session.id)) {
      try {
        const json = await personal.frame(same[0]!.session);
        for (const { stream, classKey } of same)
          stream.send(encodeEvent(personal.topic, groups.sequenceOf(classKey), json));
      } catch (error) {
        onError(error);
      }
    }
  }
  if (options.personal) {
    feed.on(options.personal.channel, (personId) => {
      void tellPersonal([...readers].filter((reader) => reader.session.personId === personId));
    });
  }

  for (const told of options.told ?? []) {
    feed.on(told.channel, (payload) => {
      for (const { session, stream, classKey } of readers)
        if (told.concerns(session, payload))
          stream.send(encodeEvent(told.topic, groups.sequenceOf(classKey), '{"changed":true}'));
    });
  }

  feed.on('vp_session', (sessionId) => {
    for (const reader of readers) if (reader.session.id === sessionId) finish(reader);
  });
  feed.onGap(() => {
    groups.resync();
    for (const reader of readers) reader.checkedAt = 0;
    void checkSessions();
  });

  /** A session that ran out, or a hat whose last day has passed, ends without a word from anybody. */
  async function checkSessions(): Promise<void> {
    const now = clock.now().getTime();
    const due = [...readers].filter(
      (reader) => now - reader.checkedAt >= (options.checkEveryMs ?? checkEveryMs),
    );
    for (const [token, ofToken] of Map.groupBy(due, (reader) => reader.token)) {
      for (const reader of ofToken) reader.checkedAt = now;
      try {
        if (await sessions.lives(ofToken[0]!.session, token)) continue;
        for (const reader of ofToken) finish(reader);
      } catch (error) {
        onError(error);
      }
    }
  }

  const beat = setInterval(() => {
    groups.broadcast(heartbeat);
    void checkSessions();
  }, options.heartbeatMs ?? heartbeatMs);
  beat.unref();

  /** A stream is one look that lasts: its line stands before the first event goes out. */
  const logOpening = (watch: Watch, session: Session, request: FastifyRequest) =>
    watch.looks.append(session.id, {
      kind: 'STREAM',
      route: 'GET /api/live',
      classes: source.classes,
      purpose: watch.lookRules.purposeOf({ tag: 'live' }),
      request: request.id,
      outcome: 200,
      rows: null,
      subjects: [{ kind: source.topic, ids: [], every: true }],
    });

  async function open(
    watch: Watch,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const session = requireRole(request.session, roles);
    const classKey = classOf(session);
    if (classKey === null) throw forbidden('role-not-allowed');
    if (classKey !== aloneKey && watch.lookRules.isLogged(source.classes))
      await logOpening(watch, session, request);
    // Who left in the meantime is shown nothing.
    if (reply.raw.destroyed) return reply.hijack();
    const mine = [...readers].filter((reader) => reader.session.id === session.id).length;
    if (mine >= mostStreamsPerSession) throw new Failure('too-many', 'too-many-streams');
    reply.hijack();
    const headers = reply.getHeaders() as Record<string, string>;
    const chunked = request.raw.httpVersionMinor > 0;
    const stream = new EventStream(reply.raw, headers, chunked, () => forgetReader(reader));
    const reader: Reader = {
      stream,
      classKey,
      session,
      token: tokenOf(request) ?? '',
      checkedAt: clock.now().getTime(),
    };
    readers.add(reader);
    groups.join(classKey, stream);
    void tellPersonal([reader]);
    return reply;
  }

  return {
    source,
    addRoute(app, watch) {
      app.get(
        '/api/live',
        {
          exposeHeadRoute: false,
          config: { rateLimit: { max: 60, timeWindow: 60_000 } },
          schema: {
            summary: 'Changes as they happen, as server-sent events',
            tags: ['live'],
            operationId: 'getLive',
            response: {
              200: {
                description: 'A stream that stays open',
                content: { 'text/event-stream': { schema: Type.String() } },
              },
            },
            'x-roles': roles,
            'x-classes': [...source.classes],
          },
        },
        (request, reply) => open(watch, request, reply),
      );
      // Read before the answer is: what changes from now on has a higher number on the stream.
      app.addHook('onRequest', async (request, reply) => {
        const { session } = request;
        if (request.method !== 'GET' || !session || !roles.includes(session.role)) return;
        const classKey = classOf(session);
        if (classKey !== null) reply.header('x-live-number', groups.sequenceOf(classKey));
      });
      app.addHook('preClose', async () => this.close());
    },
    count: () => readers.size,
    close() {
      clearInterval(beat);
      groups.stop();
      readers.clear();
    },
  };
}
