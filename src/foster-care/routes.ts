import { notFound } from '../platform/errors.ts';
import { once } from '../platform/http/once.ts';
import type { OpenRoute } from '../platform/http/open-routes.ts';
import { inLane, type Route, route } from '../platform/http/route.ts';
import { board, hours as hoursOf, requests } from './board.query.ts';
import * as contract from './contract.ts';
import { familyPage } from './family-page.query.ts';
import { requestLook } from './look.query.ts';
import { atTheDesk, mayMatch, wallClock } from './hours.ts';
import type { Phase } from './phase.ts';
import * as steps from './steps.ts';

const tag = 'foster-care';
const base = '/api/foster-care';
const service = ['FS'] as const;
const family = ['FF'] as const;
/** Who may bring a request in: the service itself, the crisis desk, and consultants of the access team (R113). */
const registrars = ['FS', 'CR', 'AT', 'AS'] as const;
const ofFamily = { tag, roles: family, classes: ['D11', 'D6C', 'D8F', 'D8M'] };
const ofService = { tag, roles: service, classes: ['D6F', 'D6C', 'D8F', 'D8M', 'D8K', 'D11'] };

/** What a family does on its phone: two taps, and resent safely. */
const familyRoutes: Route[] = [
  route({
    ...ofFamily,
    classes: [...ofFamily.classes, 'D7F'],
    method: 'GET',
    path: `${base}/mine`,
    subjects: {
      'foster-family': 'answer.family.id',
      'foster-card': 'answer.cards[].id',
      'foster-match': 'answer.matches[].id',
    },
    summary: 'The family’s page: open cards that fit now, its availability, its matches',
    response: contract.FamilyPage,
    handler: ({ db, caller }) => db.read(caller, familyPage),
  }),
  route({
    ...ofFamily,
    method: 'PUT',
    path: `${base}/mine/profile`,
    subjects: {
      'foster-family': 'answer.family.id',
      'foster-card': 'answer.cards[].id',
      'foster-match': 'answer.matches[].id',
    },
    summary: 'The own profile; which cards appear follows at once',
    body: contract.Profile,
    response: contract.FamilyPage,
    handler: (context) =>
      once(context, 'foster-care.profile', context.body, async (tx) => {
        await steps.setProfile(tx, { familyId: null, profile: context.body });
        return familyPage(tx);
      }),
  }),
  route({
    ...ofFamily,
    method: 'PUT',
    path: `${base}/mine/windows/:windowId`,
    subjects: { 'foster-window': 'params.windowId' },
    summary: 'Sets one span of availability, under an id that the phone made',
    params: contract.WindowParams,
    body: contract.SetWindow,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body, familyId: null };
      return once(context, 'foster-care.window', input, (tx) => steps.setWindow(tx, input));
    },
  }),
  route({
    ...ofFamily,
    method: 'POST',
    path: `${base}/mine/windows/:windowId/clear`,
    subjects: { 'foster-window': 'params.windowId' },
    summary: 'Takes one span of availability away',
    params: contract.WindowParams,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, familyId: null };
      return once(context, 'foster-care.clear-window', input, (tx) => steps.clearWindow(tx, input));
    },
  }),
  route({
    ...ofFamily,
    method: 'POST',
    path: `${base}/mine/cards/:cardId/answer`,
    subjects: { 'foster-card': 'params.cardId' },
    summary: 'Can, cannot or call me; the same again changes nothing, and what is closed says so',
    params: contract.CardParams,
    body: contract.AnswerCard,
    response: contract.Answered,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.answer', input, (tx) => steps.answerCard(tx, input));
    },
  }),
  route({
    ...ofFamily,
    method: 'POST',
    path: `${base}/mine/cards/seen`,
    subjects: { 'foster-card': 'body.cardIds[]' },
    summary: 'Cards that were on the screen',
    body: contract.SeenCards,
    response: contract.Seen,
    handler: (context) =>
      once(context, 'foster-care.seen', context.body, (tx) =>
        steps.seeCards(tx, context.body.cardIds),
      ),
  }),
];

/** What both sides say of a match, each for itself. */
const matchRoutes: Route[] = [
  route({
    tag,
    roles: [...service, ...family],
    classes: ['D8M'],
    method: 'POST',
    path: `${base}/matches/:matchId/confirm`,
    subjects: { 'foster-match': 'params.matchId' },
    summary:
      'Yes of the family or of the service; with both the family reads what it needs to know',
    params: contract.MatchParams,
    response: contract.Confirmed,
    handler: (context) =>
      once(context, 'foster-care.confirm', context.params, (tx) =>
        steps.confirmMatch(tx, context.params.matchId),
      ),
  }),
  route({
    tag,
    roles: [...service, ...family],
    classes: ['D8M'],
    method: 'POST',
    path: `${base}/matches/:matchId/refuse`,
    subjects: { 'foster-match': 'params.matchId' },
    summary: 'No of either side: the places are free again and the details gone',
    params: contract.MatchParams,
    body: contract.RefuseMatch,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.refuse', input, (tx) => steps.refuseMatch(tx, input));
    },
  }),
  route({
    ...ofService,
    method: 'POST',
    path: `${base}/matches/:matchId/start`,
    subjects: { 'foster-match': 'params.matchId' },
    summary: 'The child is with the family, since which day',
    params: contract.MatchParams,
    body: contract.StartMatch,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.start', input, (tx) => steps.startMatch(tx, input));
    },
  }),
  route({
    ...ofService,
    method: 'POST',
    path: `${base}/matches/:matchId/end`,
    subjects: { 'foster-match': 'params.matchId' },
    summary: 'The child left the family, on which day and why',
    params: contract.MatchParams,
    body: contract.EndMatch,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.end', input, (tx) => steps.endMatch(tx, input));
    },
  }),
];

const requestRoutes: Route[] = [
  route({
    tag,
    roles: registrars,
    classes: ['D6F'],
    method: 'GET',
    path: `${base}/requests`,
    subjects: { 'foster-request': 'answer[].id' },
    summary: 'How requests stand, for who registers them',
    query: contract.RequestsQuery,
    response: contract.Requests,
    handler: ({ db, caller, query }) => db.read(caller, (tx) => requests(tx, query)),
  }),
  route({
    tag,
    roles: registrars,
    classes: ['D6F'],
    method: 'POST',
    path: `${base}/requests`,
    subjects: { 'foster-request': 'answer.id' },
    summary:
      'A request comes in; out of hours it is published at once where the service is that far',
    body: contract.ReceiveRequest,
    response: contract.Published,
    handler: (context) =>
      once(context, 'foster-care.receive', context.body, (tx) =>
        steps.receiveRequest(tx, context.body),
      ),
  }),
  route({
    ...ofService,
    method: 'POST',
    path: `${base}/requests/:requestId/check`,
    subjects: { 'foster-request': 'params.requestId' },
    summary: 'The service has looked at it',
    params: contract.RequestParams,
    response: contract.Done,
    handler: (context) =>
      once(context, 'foster-care.check', context.params, (tx) =>
        steps.checkRequest(tx, context.params.requestId),
      ),
  }),
  route({
    ...ofService,
    method: 'POST',
    path: `${base}/requests/:requestId/publish`,
    subjects: { 'foster-request': 'params.requestId' },
    summary: 'Puts the card before the families that it fits, unless it would single out',
    params: contract.RequestParams,
    response: contract.Published,
    handler: (context) =>
      once(context, 'foster-care.publish', context.params, (tx) =>
        steps.publishRequest(tx, context.params.requestId),
      ),
  }),
  route({
    ...ofService,
    classes: [...ofService.classes, 'D7F'],
    method: 'PUT',
    path: `${base}/requests/:requestId/details`,
    subjects: { 'foster-request': 'params.requestId' },
    summary: 'What the family needs to know; read by it once both said yes',
    params: contract.RequestParams,
    body: contract.Details,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.details', input, (tx) => steps.keepDetails(tx, input));
    },
  }),
  route({
    ...ofService,
    method: 'POST',
    path: `${base}/requests/:requestId/match`,
    subjects: {
      'foster-request': 'params.requestId',
      'foster-family': 'body.familyId',
      'foster-match': 'answer.id',
    },
    summary: 'Asks a family; its places are held for no other service to give',
    params: contract.RequestParams,
    body: contract.Propose,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(
        context,
        'foster-care.match',
        input,
        (tx) => steps.proposeMatch(tx, input),
        input.familyId,
      );
    },
  }),
  route({
    ...ofService,
    method: 'POST',
    path: `${base}/requests/:requestId/unfilled`,
    subjects: { 'foster-request': 'params.requestId' },
    summary: 'Nobody took the child in, and why',
    params: contract.RequestParams,
    body: contract.LeaveUnfilled,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.unfilled', input, (tx) => steps.leaveUnfilled(tx, input));
    },
  }),
];

const boardRoutes: Route[] = [
  route({
    ...ofService,
    classes: [...ofService.classes, 'D7F'],
    method: 'GET',
    path: `${base}/board`,
    subjects: {
      'foster-request': ['answer.open[].id', 'answer.running[].id', 'answer.closed[].id'],
      'foster-family': [
        'answer.families[].id',
        'answer.refused[].id',
        'answer.open[].candidates[].familyId',
        'answer.open[].matches[].familyId',
        'answer.running[].candidates[].familyId',
        'answer.running[].matches[].familyId',
        'answer.closed[].candidates[].familyId',
        'answer.closed[].matches[].familyId',
      ],
    },
    summary: 'The service’s board: open, running and closed requests, and its families',
    query: contract.BoardQuery,
    response: contract.Board,
    handler: async ({ db, caller, query }) => {
      const {
        now,
        desk,
        region: _region,
        ...found
      } = await db.read(caller, (tx) => board(tx, query));
      const hours = { from: desk[0], until: desk[1] };
      const clock = wallClock(new Date(now));
      const mayMatchNow = mayMatch(clock, found.phase as Phase, hours);
      return { ...found, mayMatchNow, desk: hours, isDeskOpen: atTheDesk(clock, hours) };
    },
  }),
  route({
    ...ofService,
    classes: ['D0'],
    method: 'GET',
    lane: 'ordinary',
    path: `${base}/hours`,
    summary: 'What the service chose for outside its hours, and from which day on',
    response: contract.Hours,
    handler: ({ db, caller }) => db.read(caller, hoursOf),
  }),
  route({
    ...ofService,
    classes: ['D0'],
    method: 'PUT',
    lane: 'ordinary',
    path: `${base}/hours`,
    summary:
      'Chooses what happens outside the hours, from which day on; undoes what was to begin later',
    body: contract.ChoosePhase,
    response: contract.Hours,
    handler: (context) =>
      once(context, 'foster-care.hours', context.body, async (tx) => {
        await steps.choosePhase(tx, context.body);
        return hoursOf(tx);
      }),
  }),
  route({
    ...ofService,
    method: 'GET',
    path: `${base}/requests/:requestId/look`,
    // All own families are weighed: which of them is no choice of who looks.
    subjects: ({ params }) => [
      { kind: 'foster-request', ids: [params.requestId] },
      { kind: 'foster-family', ids: [], every: true },
    ],
    summary: 'The card as it would be published now, and which own families fit what was asked',
    params: contract.RequestParams,
    response: contract.RequestLook,
    handler: async ({ db, caller, params }) => {
      const found = await db.read(caller, (tx) => requestLook(tx, params.requestId));
      if (!found) throw notFound();
      return found;
    },
  }),
  route({
    ...ofService,
    method: 'POST',
    lane: 'ordinary',
    path: `${base}/families/:familyId/decide`,
    subjects: { 'foster-family': 'params.familyId' },
    summary: 'Approves, refuses, pauses or ends a family',
    params: contract.FamilyParams,
    body: contract.DecideFamily,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.decide', input, (tx) => steps.decideFamily(tx, input));
    },
  }),
  route({
    ...ofService,
    method: 'PUT',
    lane: 'ordinary',
    path: `${base}/families/:familyId/profile`,
    subjects: { 'foster-family': 'params.familyId' },
    summary: 'The profile of one of the service’s families',
    params: contract.FamilyParams,
    body: contract.Profile,
    response: contract.Done,
    handler: (context) => {
      const { familyId } = context.params;
      const input = { familyId, profile: context.body };
      return once(context, 'foster-care.family-profile', input, async (tx) => {
        await steps.setProfile(tx, input);
        return { id: familyId };
      });
    },
  }),
  route({
    ...ofService,
    method: 'PUT',
    lane: 'ordinary',
    path: `${base}/families/:familyId/windows/:windowId`,
    subjects: { 'foster-family': 'params.familyId', 'foster-window': 'params.windowId' },
    summary: 'Availability of one of the service’s families, as it said on the telephone',
    params: contract.FamilyWindowParams,
    body: contract.SetWindow,
    response: contract.Done,
    handler: (context) => {
      const input = { ...context.params, ...context.body };
      return once(context, 'foster-care.family-window', input, (tx) => steps.setWindow(tx, input));
    },
  }),
  route({
    ...ofService,
    method: 'POST',
    lane: 'ordinary',
    path: `${base}/families/:familyId/windows/:windowId/clear`,
    subjects: { 'foster-family': 'params.familyId', 'foster-window': 'params.windowId' },
    summary: 'Takes a span of availability of one of the service’s families away',
    params: contract.FamilyWindowParams,
    response: contract.Done,
    handler: (context) =>
      once(context, 'foster-care.clear-family-window', context.params, (tx) =>
        steps.clearWindow(tx, context.params),
      ),
  }),
];

/** Every endpoint of crisis foster care for who is signed in, as data. */
export const fosterCareRoutes: Route[] = inLane('urgent', [
  ...familyRoutes,
  ...matchRoutes,
  ...requestRoutes,
  ...boardRoutes,
]);

/** For who has no account yet: sign-up, and what it chooses from. */
export const signUpRoutes: OpenRoute[] = [
  {
    tag,
    method: 'GET',
    path: `${base}/sign-up`,
    summary: 'Services and municipalities to choose from when a family signs up',
    response: contract.SignUpChoices,
    limitPerMinute: 60,
    handler: ({ db }) => db.as('vp_nobody', steps.signUpChoices),
  },
  {
    tag,
    method: 'POST',
    path: `${base}/sign-up`,
    summary: 'A family puts itself forward; the answer is the same whoever it is',
    body: contract.SignUp,
    response: contract.Thanks,
    limitPerMinute: 5,
    handler: ({ db, body }) =>
      db.as('vp_nobody', (tx) => steps.signUp(tx, body as contract.SignUp)),
  },
];
