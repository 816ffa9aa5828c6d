import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Look, rowsOf, type Subjects } from '../audit/look.ts';
import { appendInTransaction, type LookLog } from '../audit/look-log.ts';
import { subjectsAt } from '../audit/subject-paths.ts';
import type { Transactions } from '../db/database.ts';
import type { Route } from './route.ts';

/** What is logged, and for which purpose: the matrix of classes knows, the platform does not. */
export interface LookRules {
  /** True when an answer with these classes of data is a look. */
  isLogged(classes: readonly string[]): boolean;
  /** Code of the purpose of a route, from the catalogue of purposes. */
  purposeOf(route: { tag: string; purpose?: string }): string;
}

/** Without rules everything is a look, under its tag. */
export const everythingIsALook: LookRules = {
  isLogged: () => true,
  purposeOf: ({ tag, purpose }) => purpose ?? tag,
};

/** One request that looks: what is known of it before its answer, and what of it stands in the log. */
export interface OpenLook {
  readonly base: Omit<Look, 'outcome' | 'rows' | 'subjects'>;
  readonly sessionId: string;
  readonly route: Route;
  /** What the handler gave; absent when it wrote its answer itself. */
  answer?: unknown;
  /** What the handler said that its answer shows. */
  said: Subjects[];
  /** Subjects that a line in the transaction of the change names already; null = there is none. */
  written: string | null;
  /** The line could not be written: what goes out now is the word about it. */
  failed: boolean;
}

function subjectsOf(
  { route, said }: OpenLook,
  request: FastifyRequest,
  shown: { answer?: unknown; text?: string } = {},
): readonly Subjects[] {
  const { params, query, body } = request;
  const seen = { params, query, body, ...shown };
  if (typeof route.subjects !== 'function')
    return subjectsAt(route.subjects ?? {}, { ...seen, said });
  return route.subjects(seen as never);
}

/** What the work of a write gives its key to remember is its answer; without a key nothing is known of it yet. */
const answerOf = (result: unknown): { answer?: unknown } =>
  result !== null && typeof result === 'object' && 'replayed' in result && 'body' in result
    ? { answer: result.body }
    : {};

/** The database as a handler is given it: each transaction that changes something has its line. */
export function watched(db: Transactions, look: OpenLook, request: FastifyRequest): Transactions {
  return {
    ...db,
    write: (caller, work, settings) => {
      let subjects: readonly Subjects[] = [];
      const done = db.write(
        caller,
        async (tx) => {
          // A transaction that is begun again says what it does then.
          look.said.length = 0;
          const result = await work(tx);
          const isTold = typeof look.route.subjects !== 'function';
          subjects = subjectsOf(look, request, isTold ? answerOf(result) : {});
          await appendInTransaction(tx, { ...look.base, outcome: 'DONE', rows: null, subjects });
          return result;
        },
        settings,
      );
      return done.then((result) => {
        look.written = JSON.stringify(subjects);
        return result;
      });
    },
  };
}

const isJson = (reply: FastifyReply) =>
  String(reply.getHeader('content-type') ?? '').startsWith('application/json');

function lookOf(look: OpenLook, request: FastifyRequest, reply: FastifyReply, payload: unknown) {
  const { base, answer } = look;
  const outcome = reply.statusCode;
  if (outcome >= 400) return { ...base, outcome, rows: 0, subjects: [] };
  const text =
    answer === undefined && typeof payload === 'string' && isJson(reply) ? payload : null;
  const subjects = subjectsOf(look, request, {
    ...(answer !== undefined && { answer }),
    ...(text !== null && { text }),
  });
  const named = subjects.reduce((sum, { ids }) => sum + ids.length, 0);
  const rows = answer === undefined ? named || null : rowsOf(answer);
  return { ...base, outcome, rows, subjects };
}

/**
 * Holds an answer back until its line stands in the log; one whose line could not be written is not given.
 * A change has its line already: another is written only for what the answer shows beyond it.
 */
export async function logBeforeSending(
  log: LookLog,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const look = request.look;
  if (!look || look.failed) return payload;
  const line = lookOf(look, request, reply, payload);
  const isSaid = line.outcome < 400 && look.written === JSON.stringify(line.subjects);
  if (isSaid) return payload;
  try {
    await log.append(look.sessionId, line);
  } catch (error) {
    look.failed = true;
    throw error;
  }
  return payload;
}
