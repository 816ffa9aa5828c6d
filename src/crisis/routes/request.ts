import { type Route, route } from '../../platform/http/route.ts';
import {
  addNote,
  closeConsult,
  linkRepeat,
  markRequest,
  setAgreement,
  startDispatch,
} from '../change-request.ts';
import { type Command, change } from '../change.ts';
import { handOverShift, takeOverShift } from '../hand-over-shift.ts';
import { type TSchema } from 'typebox';
import { addMinor, registerRequest } from '../register-request.ts';
import * as contract from '../contract.ts';
import { whole } from './classes.ts';

const ofRequest = '/api/crisis/requests/:requestId';
/** A call as a whole, and the change of shift. */
export const requestRoutes: Route[] = [
  route({
    ...whole,
    method: 'POST',
    path: '/api/crisis/requests',
    subjects: {
      'crisis-request': ['answer.id', 'answer.suggestions[].requestId'],
      'crisis-minor': 'answer.minorIds[]',
    },
    summary: 'A call is written down in one go',
    body: contract.RegisterRequest,
    response: contract.Registered,
    handler: change('register', registerRequest),
  }),
  ...(
    [
      ['minors', 'One more minor in an open request', contract.NewMinor, addMinor],
      ['close', 'A consult is closed', contract.CloseConsult, closeConsult],
      ['dispatch', 'A consult needs a search after all', contract.StartDispatch, startDispatch],
      ['agreement', 'What the client says, or a judge orders', contract.SetAgreement, setAgreement],
      ['repeat', 'The same case as an earlier request', contract.LinkRepeat, linkRepeat],
      ['mark', 'Long-term need, accelerated allocation, how unsafe', contract.Mark, markRequest],
      ['notes', 'Words about a case', contract.AddNote, addNote],
    ] as [string, string, TSchema, Command][]
  ).map(([name, summary, body, command]) =>
    route({
      ...whole,
      method: 'POST',
      path: `${ofRequest}/${name}`,
      subjects: { 'crisis-request': 'params.requestId' },
      summary,
      params: contract.RequestParams,
      body,
      response: contract.Done,
      handler: change(`request.${name}`, command),
    }),
  ),
  route({
    ...whole,
    method: 'POST',
    path: '/api/crisis/hand-over',
    subjects: { 'crisis-hand-over': 'answer.id' },
    summary: 'What one shift leaves to the next, and to whom',
    body: contract.HandOver,
    response: contract.Done,
    handler: change('hand-over', handOverShift),
  }),
  route({
    ...whole,
    method: 'POST',
    path: '/api/crisis/hand-overs/:handOverId/take-over',
    subjects: { 'crisis-hand-over': 'params.handOverId' },
    summary: 'Who takes a shift over says so, once',
    params: contract.HandOverParams,
    response: contract.Done,
    handler: change('take-over', takeOverShift),
  }),
];
