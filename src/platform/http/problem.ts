import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Failure, type FailureKind, type FieldProblem } from '../errors.ts';
import { type InEachLanguage, type Language, languages } from '../language.ts';
import en from './locales/en.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };
import { languageOfRequest } from './request-language.ts';

/** Words for failures: by code a title and what to do, by field code one sentence with `{{name}}` gaps. */
export interface ProblemCatalogue {
  problems?: Record<string, { title: string; detail?: string }>;
  fields?: Record<string, string>;
}

/** A slice's words for its failures, in every language. */
export type ProblemWords = InEachLanguage<ProblemCatalogue>;

const own: ProblemWords = { nl, fr, en };

/** RFC 9457 problem details as every route answers them. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'about:blank, or a path that names the kind of problem' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable name of the problem' }),
    detail: Type.Optional(Type.String()),
    fields: Type.Optional(
      Type.Array(
        Type.Object(
          {
            path: Type.String(),
            code: Type.String(),
            message: Type.String(),
            found: Type.Optional(Type.String()),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    details: Type.Optional(
      Type.Object({}, { additionalProperties: true, description: 'Facts of the failure, by code' }),
    ),
    instance: Type.Optional(
      Type.String({ description: 'This occurrence; what a helpdesk asks for' }),
    ),
    traceId: Type.String(),
  },
  { additionalProperties: false },
);

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  fields?: { path: string; code: string; message: string; found?: string }[];
  details?: Record<string, unknown>;
  instance: string;
  traceId: string;
}

const statusOf: Record<FailureKind, number> = {
  'bad-request': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

const kindOf = (code: string, kind: FailureKind): Failure => new Failure(kind, code);

/** Failures of the web framework itself, by its own codes. */
function failureOfFramework(error: FastifyError): Failure | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
    case 'FST_PARTS_LIMIT':
      return kindOf('too-large', 'too-large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return kindOf('media-type-not-allowed', 'bad-request');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return kindOf('body-not-readable', 'bad-request');
    case 'FST_ERR_HANDLER_TIMEOUT':
      return kindOf('timed-out', 'unavailable');
  }
  if (error instanceof SyntaxError && error.statusCode === 400) {
    return kindOf('body-not-readable', 'bad-request');
  }
  if (error.statusCode === 429) return kindOf('too-many', 'too-many');
  if (error.statusCode === 413) return kindOf('too-large', 'too-large');
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return kindOf('bad-request', 'bad-request');
  }
  return null;
}

/**
 * What a thrown thing is for the one who asked. A refusal by the database's grants or row policies
 * becomes "not found", so that a hidden row and an absent one answer alike; null = our own fault.
 */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Failure) {
    return error.kind === 'forbidden' && error.code === 'forbidden'
      ? new Failure('not-found', 'not-found')
      : error;
  }
  return error instanceof Error ? failureOfFramework(error as FastifyError) : null;
}

const fill = (words: string, params: Record<string, unknown> = {}) =>
  words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

/** What is said of failures in one language: the platform's own words and those that the slices bring. */
function wordsIn(language: Language, extra: readonly ProblemWords[]) {
  const problems = new Map<string, { title: string; detail?: string }>();
  const fields = new Map<string, string>();
  for (const { [language]: catalogue } of [own, ...extra]) {
    for (const [code, words] of Object.entries(catalogue.problems ?? {})) problems.set(code, words);
    for (const [code, words] of Object.entries(catalogue.fields ?? {})) fields.set(code, words);
  }
  const field = ({ path, code, found, params }: FieldProblem) => ({
    path,
    code,
    message: fill(fields.get(code) ?? fields.get('field-not-allowed')!, params),
    ...(found !== undefined && found !== '' && { found }),
  });
  return { problems, field };
}

/** Makes problem bodies in the language that is asked for. */
export function problemMaker(extra: readonly ProblemWords[] = []) {
  const spoken = new Map(languages.map((language) => [language, wordsIn(language, extra)]));
  return (error: unknown, traceId: string, language: Language): ProblemBody => {
    const { problems, field } = spoken.get(language)!;
    const failure = failureOf(error);
    const code = failure?.code ?? 'unexpected';
    const words = problems.get(code) ?? problems.get(failure?.kind ?? 'unexpected')!;
    const facts = failure?.details ?? {};
    return {
      type: `/problems/${code}`,
      title: fill(words.title, facts),
      status: failure ? statusOf[failure.kind] : 500,
      code,
      ...(words.detail && { detail: fill(words.detail, facts) }),
      ...(failure && failure.fields.length > 0 && { fields: failure.fields.map(field) }),
      ...(Object.keys(facts).length > 0 && { details: facts }),
      instance: traceId,
      traceId,
    };
  };
}

const expectedRefusals = new Set(['overloaded', 'log-nearly-full']);

/** Sends a problem; a surprise is logged with its stack and told without it. */
export function problemSender(make: ReturnType<typeof problemMaker>) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const language = languageOfRequest(request.headers);
    const body = make(error, request.id, language);
    // Refusals of a busy moment are counted, not told one by one; how full the log is has an alert of its own.
    if (body.status >= 500 && !expectedRefusals.has(body.code))
      request.log.error({ err: error, traceId: request.id }, body.code);
    if (body.status === 429 || body.status === 503) {
      const seconds = Number(body.details?.['seconds'] ?? 5);
      if (!reply.hasHeader('retry-after')) reply.header('retry-after', String(seconds));
    }
    reply
      .code(body.status)
      .header('content-language', language)
      .serializer((payload: unknown) =>
        typeof payload === 'string' ? payload : JSON.stringify(payload),
      )
      .type('application/problem+json')
      .send(body);
  };
}
