import { once } from '../../platform/http/once.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { object } from '../../platform/json/schemas.ts';
import { answerInquiry, seeInquiry } from './answer-inquiry.ts';
import { askInquiry, withdrawInquiry } from './ask-inquiry.ts';
import * as contract from './contract.ts';
import { inquiries } from './inquiries.query.ts';

const tag = 'allocation';
const access = ['AT', 'AS'] as const;
const house = ['PI', 'PC'] as const;
const classes = ['D8Q', 'D8QA'];

/** Every endpoint of targeted questions, as data. */
export const inquiryRoutes: Route[] = [
  route({
    tag,
    roles: [...access, ...house],
    classes: [...classes, 'D2'],
    method: 'GET',
    path: '/api/allocation/inquiries',
    subjects: { inquiry: 'answer.rows[].id', unit: 'answer.rows[].unitId' },
    summary: 'Targeted questions that one asked, or is asked',
    query: contract.InquiriesQuery,
    response: contract.Inquiries,
    handler: ({ db, caller, session, query }) =>
      db.read(caller, (tx) => inquiries(tx, session.role, query)),
  }),
  route({
    tag,
    roles: access,
    classes,
    method: 'POST',
    path: '/api/allocation/inquiries',
    subjects: { inquiry: 'answer.id', unit: 'body.unitId' },
    summary: 'Asks one provider about one unit, with a term',
    body: contract.AskInquiry,
    response: contract.Asked,
    handler: (context) =>
      once(context, 'inquiry.ask', context.body, (tx) =>
        askInquiry(tx, context.actor, context.body),
      ),
  }),
  route({
    tag,
    roles: house,
    classes,
    method: 'POST',
    path: '/api/allocation/inquiries/:inquiryId/answer',
    subjects: { inquiry: 'params.inquiryId' },
    summary: 'Available, not available and why, or later and when; changes no figure',
    params: contract.InquiryParams,
    body: contract.AnswerInquiry,
    response: contract.Asked,
    handler: (context) => {
      const input = { ...context.body, ...context.params };
      return once(context, 'inquiry.answer', input, (tx) =>
        answerInquiry(tx, context.actor, input),
      );
    },
  }),
  route({
    tag,
    roles: house,
    classes,
    method: 'POST',
    path: '/api/allocation/inquiries/:inquiryId/see',
    subjects: { inquiry: 'params.inquiryId' },
    summary: 'Somebody of the provider has it before them',
    params: contract.InquiryParams,
    response: object({ id: contract.InquiryParams.properties.inquiryId }),
    handler: (context) =>
      once(context, 'inquiry.see', context.params, (tx) =>
        seeInquiry(tx, context.actor, context.params),
      ),
  }),
  route({
    tag,
    roles: access,
    classes,
    method: 'POST',
    path: '/api/allocation/inquiries/:inquiryId/withdraw',
    subjects: { inquiry: 'params.inquiryId' },
    summary: 'The access team takes its question back',
    params: contract.InquiryParams,
    response: contract.Asked,
    handler: (context) =>
      once(context, 'inquiry.withdraw', context.params, (tx) =>
        withdrawInquiry(tx, context.actor, context.params),
      ),
  }),
];
