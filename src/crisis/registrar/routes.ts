import { type Route, route } from '../../platform/http/route.ts';
import { change } from '../change.ts';
import { RequestParams } from '../contract.ts';
import { cases, ofRequest } from '../subjects.ts';
import { RegisteredOwn, RegisterOwn, RegistrarContact } from './contract.ts';
import { registerOwn, registrarContact } from './register-own.ts';

const tag = 'crisis';

/** Registrars with a log-in, and whom the desk calls back. */
export const registrarRoutes: Route[] = [
  route({
    tag,
    roles: ['RG'],
    classes: ['D8R'],
    method: 'POST',
    path: '/api/crisis/registrations',
    summary: 'An organisation registers a child at the desk of a region',
    body: RegisterOwn,
    subjects: ({ answer }) => [cases(answer ? [answer.id] : [])],
    response: RegisteredOwn,
    handler: change('registration', registerOwn),
  }),
  route({
    tag,
    roles: ['CR'],
    classes: ['D12R', 'D8R'],
    method: 'GET',
    path: '/api/crisis/requests/:requestId/registrar',
    summary: 'Who registered, and where the desk calls back',
    params: RequestParams,
    subjects: ofRequest,
    response: RegistrarContact,
    handler: ({ db, caller, params }) =>
      db.read(caller, (tx) => registrarContact(tx, params.requestId)),
  }),
];
