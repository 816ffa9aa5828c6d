import { Type } from 'typebox';
import type { Reader } from '../../platform/db/database.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { object, oneOf } from '../../platform/json/schemas.ts';
import { composeLetter } from './compose-letter.ts';
import { dayInWords, letterOfProposal, letterOfWaiting } from './letter.queries.ts';
import { letterReaders } from './letter-texts.ts';
import { writeLetter } from './write-letter.ts';

const Id = Type.String({ format: 'uuid' });
const LetterQuery = object({ reader: oneOf(letterReaders) });
const team = {
  tag: 'allocation',
  lane: 'ordinary' as const,
  method: 'GET' as const,
  roles: ['AT', 'AS'] as const,
  classes: ['D4', 'D6', 'D8', 'D9'],
  query: LetterQuery,
  response: Type.String(),
  raw: { contentType: 'application/pdf' },
  limitPerMinute: 60,
};

type Made = Awaited<ReturnType<typeof letterOfWaiting>>;

async function send(
  context: {
    reply: { header(name: string, value: string): unknown; send(body: Buffer): unknown };
    query: { reader: (typeof letterReaders)[number] };
    session: { organisationName: string | null };
  },
  { facts, invented }: Made,
): Promise<unknown> {
  const letter = composeLetter(facts, context.query.reader);
  const bytes = await writeLetter(letter, {
    datedOn: facts.datedOn,
    datedWords: dayInWords(facts.datedOn),
    sender: context.session.organisationName ?? 'Toegangsteam',
    invented,
  });
  context.reply.header('content-type', 'application/pdf');
  context.reply.header(
    'content-disposition',
    `inline; filename="brief-${facts.datedOn}-${context.query.reader.toLowerCase()}.pdf"`,
  );
  return context.reply.send(bytes);
}

/** The decision in plain Dutch, for the family and for the child; nobody types a letter. */
export const letterRoutes: Route[] = [
  route({
    ...team,
    path: '/api/allocation/proposals/:proposalId/letters/:requestId',
    subjects: { proposal: 'params.proposalId', request: 'params.requestId' },
    summary: 'The letter about a proposal that was agreed or did not go through, as PDF/UA',
    params: object({ proposalId: Id, requestId: Id }),
    handler: async (context) =>
      send(
        context,
        await context.db.read(context.caller, (tx: Reader) =>
          letterOfProposal(tx, context.params.proposalId, context.params.requestId),
        ),
      ),
  }),
  route({
    ...team,
    path: '/api/allocation/requests/:requestId/letter',
    subjects: { request: 'params.requestId' },
    summary: 'The letter to somebody who waits: nothing free, or nothing that fits, as PDF/UA',
    params: object({ requestId: Id }),
    handler: async (context) =>
      send(
        context,
        await context.db.read(context.caller, (tx: Reader) =>
          letterOfWaiting(tx, context.params.requestId),
        ),
      ),
  }),
];
