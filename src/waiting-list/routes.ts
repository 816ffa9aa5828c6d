import { Type } from 'typebox';
import { once } from '../platform/http/once.ts';
import { type Route, route } from '../platform/http/route.ts';
import { applicationRoles } from '../platform/db/roles.ts';
import { dayIn } from '../platform/period.ts';
import { assessUrgency, confirmAssessment } from './assess-urgency.ts';
import { changePerson, changeRequest } from './change-request.ts';
import { changeState } from './change-state.ts';
import * as contract from './contract.ts';
import { decideDuplicate } from './decide-duplicate.ts';
import { askPriority, decidePriority } from './decide-priority.ts';
import { openDuplicates } from './duplicates.query.ts';
import { enterRequest } from './enter-request.ts';
import { fileRoutes } from './files/routes.ts';
import { groupSiblings } from './group-siblings.ts';
import { answerHandOver, askHandOver, withdrawHandOver } from './hand-over.ts';
import { lookAgain, setApart, takeOwner, writeNote } from './keep-request.ts';
import { approveRules, keepRules } from './keep-rules.ts';
import { waitingList } from './list.query.ts';
import { requestDetail } from './request.query.ts';
import { ruleSets, triedRules } from './rule-sets.query.ts';
import * as subjects from './subjects.ts';

const team = { tag: 'waiting-list', roles: ['AT', 'AS'] as const };
const profile = { ...team, classes: ['D6', 'D9'] };
const named = { ...team, classes: ['D4', 'D6', 'D9'] };
const whole = { ...team, classes: ['D4', 'D6', 'D7', 'D9'] };
const Rules = Type.Object({ version: Type.String(), eventId: contract.Id });

const readingRoutes: Route[] = [
  route({
    ...named,
    method: 'GET',
    path: '/api/waiting-list',
    summary: 'Who waits, in the order of calls',
    subjects: subjects.ofList,
    query: contract.ListQuery,
    response: contract.WaitingList,
    handler: ({ db, caller, query }) => db.read(caller, (tx) => waitingList(tx, query)),
  }),
  route({
    ...whole,
    method: 'GET',
    path: '/api/waiting-list/requests/:requestId',
    summary: 'One request: child, wishes, standing and why, steps, who rose and fell',
    subjects: subjects.ofDetail,
    params: contract.RequestParams,
    response: contract.RequestDetail,
    handler: ({ db, caller, params }) =>
      db.read(caller, (tx) => requestDetail(tx, params.requestId)),
  }),
  route({
    ...named,
    method: 'GET',
    path: '/api/waiting-list/duplicates',
    summary: 'Children who may be on the list twice',
    subjects: subjects.ofDuplicates,
    response: contract.Duplicates,
    handler: ({ db, caller }) => db.read(caller, openDuplicates),
  }),
];

const requestRoutes: Route[] = [
  route({
    ...whole,
    method: 'POST',
    path: '/api/waiting-list/requests',
    subjects: { person: 'body.personId', request: 'answer.id' },
    summary: 'A request for help comes in',
    body: contract.EnterRequest,
    response: contract.Done,
    handler: (context) =>
      once(context, 'request.enter', context.body, (tx) =>
        enterRequest(tx, context.actor, context.body),
      ),
  }),
  route({
    ...profile,
    method: 'PATCH',
    path: '/api/waiting-list/requests/:requestId',
    summary: 'What is asked for a child changes',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.ChangeRequest,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.change', input, (tx) =>
        changeRequest(tx, context.actor, input),
      );
    },
  }),
  route({
    ...named,
    method: 'PATCH',
    path: '/api/waiting-list/people/:personId',
    summary: 'What is known of a child changes',
    subjects: subjects.ofPerson,
    params: contract.PersonParams,
    body: contract.ChangePerson,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'person.change', input, (tx) => changePerson(tx, context.actor, input));
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/state',
    summary: 'A request passes to another state',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.ChangeState,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.state', input, (tx) => changeState(tx, context.actor, input));
    },
  }),
  route({
    ...profile,
    method: 'PUT',
    path: '/api/waiting-list/requests/:requestId/apart',
    summary: 'With whom or where a child may not be',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.SetApart,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.apart', input, (tx) => setApart(tx, context.actor, input));
    },
  }),
  route({
    ...whole,
    method: 'PUT',
    path: '/api/waiting-list/requests/:requestId/note',
    summary: 'Words about a child',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.WriteNote,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.note', input, (tx) => writeNote(tx, context.actor, input));
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/review',
    summary: 'Somebody looked again',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.LookAgain,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.review', input, (tx) => lookAgain(tx, context.actor, input));
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/owner',
    summary: 'Whose request it is',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.TakeOwner,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.owner', input, (tx) => takeOwner(tx, context.actor, input));
    },
  }),
];

const urgencyRoutes: Route[] = [
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/assessments',
    summary: 'How urgent a request is, by facts with their sources',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.AssessUrgency,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'urgency.assess', input, (tx) =>
        assessUrgency(tx, context.actor, input),
      );
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/assessments/:assessmentId/confirm',
    subjects: { assessment: 'params.assessmentId' },
    summary: 'A second worker agrees with an assessment',
    params: contract.AssessmentParams,
    response: contract.Done,
    handler: (context) =>
      once(context, 'urgency.confirm', context.params, (tx) =>
        confirmAssessment(tx, context.actor, context.params),
      ),
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/priority',
    summary: 'Priority is asked for',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.AskPriority,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'priority.ask', input, (tx) => askPriority(tx, context.actor, input));
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/priority/decision',
    summary: 'What was decided on priority',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.DecidePriority,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'priority.decide', input, (tx) =>
        decidePriority(tx, context.actor, input),
      );
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/siblings',
    summary: 'Brothers and sisters who wait: together or apart',
    subjects: subjects.ofSiblings,
    body: contract.GroupSiblings,
    response: contract.Done,
    handler: (context) =>
      once(context, 'siblings.group', context.body, (tx) =>
        groupSiblings(tx, context.actor, context.body),
      ),
  }),
  route({
    ...named,
    method: 'POST',
    path: '/api/waiting-list/duplicates/:duplicateId/decision',
    subjects: { duplicate: 'params.duplicateId' },
    summary: 'Two children are one, or two',
    params: contract.DuplicateParams,
    body: contract.DecideDuplicate,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'duplicate.decide', input, (tx) =>
        decideDuplicate(tx, context.actor, input),
      );
    },
  }),
];

const ruleRoutes: Route[] = [
  route({
    tag: 'waiting-list',
    roles: applicationRoles.filter((each) => each !== 'OP'),
    classes: ['D18'],
    method: 'GET',
    path: '/api/waiting-list/rules',
    summary: 'The rules of the order, with their source and who approved them',
    response: contract.RuleSets,
    handler: ({ db, caller }) => db.read(caller, ruleSets),
  }),
  route({
    tag: 'waiting-list',
    roles: ['AS'],
    classes: ['D18'],
    method: 'PUT',
    path: '/api/waiting-list/rules/draft',
    summary: 'A draft of rules',
    body: contract.KeepRules,
    response: Rules,
    handler: (context) =>
      once(context, 'rules.draft', context.body, (tx) =>
        keepRules(tx, context.actor, context.body),
      ),
  }),
  route({
    tag: 'waiting-list',
    roles: ['AS'],
    classes: ['D18'],
    method: 'POST',
    path: '/api/waiting-list/rules/:version/approval',
    summary: 'A second supervisor approves the rules from a day on',
    params: contract.VersionParams,
    body: contract.ApproveRules,
    response: Rules,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'rules.approve', input, (tx) => approveRules(tx, context.actor, input));
    },
  }),
  route({
    ...profile,
    method: 'GET',
    lane: 'deferrable',
    path: '/api/waiting-list/rules/:version/trial',
    summary: 'What rules would do to the list of a day',
    subjects: subjects.ofTrial,
    params: contract.VersionParams,
    query: contract.TryRules,
    response: contract.Tried,
    handler: ({ db, caller, params, query, clock }) =>
      db.read(caller, (tx) => triedRules(tx, params.version, query.on ?? dayIn(clock.now()))),
  }),
];

const handOverRoutes: Route[] = [
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/requests/:requestId/hand-over',
    summary: 'Another region is asked to take a child over',
    subjects: subjects.ofRequest,
    params: contract.RequestParams,
    body: contract.AskHandOver,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.hand-over', input, (tx) =>
        askHandOver(tx, context.actor, input),
      );
    },
  }),
  route({
    ...whole,
    method: 'POST',
    path: '/api/waiting-list/hand-overs/:handOverId/answer',
    subjects: { 'hand-over': 'params.handOverId', request: 'answer.id' },
    summary: 'The region that is asked takes a child over, or does not and says why',
    params: contract.HandOverParams,
    body: contract.AnswerHandOver,
    response: contract.Done,
    handler(context) {
      const input = { ...context.body, ...context.params };
      return once(context, 'request.hand-over-answer', input, (tx) =>
        answerHandOver(tx, context.actor, input),
      );
    },
  }),
  route({
    ...profile,
    method: 'POST',
    path: '/api/waiting-list/hand-overs/:handOverId/withdrawal',
    subjects: { 'hand-over': 'params.handOverId', request: 'answer.id' },
    summary: 'The region that asked takes it back',
    params: contract.HandOverParams,
    response: contract.Done,
    handler: (context) =>
      once(context, 'request.hand-over-withdraw', context.params, (tx) =>
        withdrawHandOver(tx, context.actor, context.params),
      ),
  }),
];

/** Every endpoint of the slice, as data. */
export const waitingListRoutes: Route[] = [
  ...readingRoutes,
  ...requestRoutes,
  ...urgencyRoutes,
  ...handOverRoutes,
  ...fileRoutes,
  ...ruleRoutes,
];
