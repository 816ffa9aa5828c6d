import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { once, type WritingContext } from '../../platform/http/once.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { ChildParams } from '../contract.ts';
import { ofChild } from '../subjects.ts';
import * as contract from './contract.ts';
import * as keep from './keep.ts';
import { keepingOf, questions } from './keeping.query.ts';

type Command = (tx: Writer, actor: Actor, input: never) => Promise<unknown>;
interface Given {
  params?: unknown;
  body?: unknown;
}

/** A change, once for each idempotency key: what the address and the body say together is its input. */
const change = (name: string, command: Command) => (context: WritingContext & Given) => {
  const input = { ...(context.params as object), ...(context.body as object) };
  return once(context, `dossier.${name}`, input, (tx) =>
    command(tx, context.actor, input as never),
  );
};

const team = { tag: 'dossier', roles: ['AT', 'AS'] as const, purpose: 'KEEPING_WINDOWS' };
const windows = {
  ...team,
  classes: ['D17W'],
  method: 'POST' as const,
  response: contract.Done,
};
const ofTheChild = { ...windows, params: ChildParams, subjects: ofChild };
/** The function behind it gives the child whose window, question or shield it was. */
const byAnswer = {
  ...windows,
  subjects: ({ answer }: { answer?: contract.Done }) => [
    { kind: 'person', ids: answer ? [answer.id] : [] },
  ],
};

/** What the access team keeps: who has a window, what they see, and answers. */
export const teamRoutes: Route[] = [
  route({
    ...team,
    classes: ['D4', 'D12Q', 'D17W'],
    method: 'GET',
    path: '/api/dossier/questions',
    summary: 'What people asked about files of one’s own region',
    subjects: ({ answer }) => [
      { kind: 'person', ids: answer?.rows.map((row) => row.childId) ?? [] },
    ],
    response: contract.Questions,
    handler: ({ db, caller }) => db.read(caller, questions),
  }),
  route({
    ...team,
    classes: ['D4', 'D7P', 'D10P', 'D13W', 'D17W'],
    method: 'GET',
    path: '/api/dossier/children/:childId',
    summary: 'Who has a window on the file of a child, and what they see',
    params: ChildParams,
    subjects: ofChild,
    response: contract.Keeping,
    handler: ({ db, caller, params }) => db.read(caller, (tx) => keepingOf(tx, params.childId)),
  }),
  route({
    ...ofTheChild,
    path: '/api/dossier/children/:childId/windows',
    summary: 'Gives somebody a window on the file of a child',
    body: contract.GiveWindow,
    handler: change('give', keep.giveWindow),
  }),
  route({
    ...ofTheChild,
    path: '/api/dossier/children/:childId/capability',
    summary: 'Says whether a child is able to use its rights itself, and why',
    body: contract.RecordCapability,
    handler: change('capability', keep.recordCapability),
  }),
  route({
    ...ofTheChild,
    classes: ['D7P', 'D10P'],
    path: '/api/dossier/children/:childId/parts',
    summary: 'Adds a part to the file, or gives one another class',
    body: contract.KeepPart,
    handler: change('part', keep.keepPart),
  }),
  route({
    ...ofTheChild,
    path: '/api/dossier/children/:childId/shields',
    summary: 'Has the looks of an organisation told more generally',
    body: contract.SetShield,
    handler: change('shield', keep.setShield),
  }),
  route({
    ...byAnswer,
    path: '/api/dossier/windows/:relationId/change',
    summary: 'Limits a window on a ground, or takes the limit away',
    params: contract.RelationParams,
    body: contract.ChangeWindow,
    handler: change('change', keep.changeWindow),
  }),
  route({
    ...byAnswer,
    path: '/api/dossier/windows/:relationId/end',
    summary: 'Ends a window at once',
    params: contract.RelationParams,
    body: contract.EndWindow,
    handler: change('end', keep.endWindow),
  }),
  route({
    ...byAnswer,
    path: '/api/dossier/shields/:shieldId/drop',
    summary: 'Has the looks of an organisation told as they are again',
    params: contract.ShieldParams,
    handler: change('unshield', keep.dropShield),
  }),
  route({
    ...byAnswer,
    classes: ['D12Q'],
    path: '/api/dossier/claims/:claimId/answer',
    summary: 'Answers what was asked, with the reason',
    params: contract.ClaimParams,
    body: contract.Answer,
    handler: change('answer', keep.answerClaim),
  }),
];
