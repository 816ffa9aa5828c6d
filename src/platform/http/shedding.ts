import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../errors.ts';
import type { AdmissionSettings } from './admission.ts';
import { createGate, type Gate } from './gate.ts';
import type { problemMaker } from './problem.ts';
import { languageOfRequest } from './request-language.ts';

const tellEveryMs = 5_000;

/**
 * Answers who is refused, straight on the line: in an overload most of what comes is refused, and what that
 * costs is taken from those who are answered.
 */
function refuser(headers: Record<string, string>, make: ReturnType<typeof problemMaker>) {
  const texts = new Map<string, readonly [string, string]>();
  function textsOf(language: ReturnType<typeof languageOfRequest>, seconds: number) {
    const key = `${language} ${seconds}`;
    const known = texts.get(key);
    if (known) return known;
    const failure = new Failure('unavailable', 'overloaded', { seconds });
    const [before = '', after = ''] = JSON.stringify(make(failure, 'trace', language)).split(
      /"instance":"trace","traceId":"trace"/,
    );
    const made = [before, after] as const;
    texts.set(key, made);
    return made;
  }
  return (request: FastifyRequest, reply: FastifyReply, seconds: number): void => {
    const language = languageOfRequest(request.headers);
    const [before, after] = textsOf(language, seconds);
    const { id } = request;
    const body = Buffer.from(`${before}"instance":"${id}","traceId":"${id}"${after}`);
    reply.hijack();
    reply.raw.writeHead(503, {
      ...headers,
      'content-type': 'application/problem+json',
      'content-language': language,
      'retry-after': String(seconds),
      'content-length': body.length,
    });
    reply.raw.end(body);
  };
}

/**
 * Refuses what is too much, early and cheaply: before the session is looked up and before a body is read.
 * Routes without a lane (log-in, session, stream of changes, health, pages) are never refused. What was
 * refused is told in the log, as counts for each lane.
 * @param answers headers that every answer carries, and the words of a refusal
 */
export function addShedding(
  app: FastifyInstance,
  settings: AdmissionSettings,
  answers: { headers: Record<string, string>; make: ReturnType<typeof problemMaker> },
): Gate {
  const gate = createGate(settings);
  const refuse = refuser(answers.headers, answers.make);
  app.addHook('onRequest', (request, reply, go) => {
    const { lane } = request.routeOptions.config;
    const seconds = lane === undefined ? null : gate.refuseEarly(lane);
    if (seconds === null) go();
    else refuse(request, reply, seconds);
  });
  const tell = setInterval(() => {
    const { refused, ...standing } = gate.takeCounts();
    if (Object.values(refused).some((count) => count > 0))
      app.log.warn({ refused, ...standing }, 'more was asked than could be answered');
  }, tellEveryMs);
  tell.unref();
  app.addHook('onClose', async () => {
    clearInterval(tell);
    gate.close();
  });
  return gate;
}
