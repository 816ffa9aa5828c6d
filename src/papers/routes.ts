import type { OpenRoute } from '../platform/http/open-routes.ts';
import { type Route, route } from '../platform/http/route.ts';
import { Paper } from './contract.ts';
import { accessMatrixPaper } from './make-access-matrix.ts';
import { algorithmRegisterPaper } from './make-algorithm-register.ts';
import { dpiaPaper } from './make-dpia.ts';
import { processingRegisterPaper } from './make-processing-register.ts';
import { publicRules } from './rules.query.ts';

const tag = 'papers';
const accountable = { tag, roles: ['PO', 'AS'] as const, classes: ['D18'] };

/** What the public reads of how decisions are made and who may see what. */
export const openPaperRoutes: readonly OpenRoute[] = [
  {
    tag,
    method: 'GET',
    path: '/api/papers/algorithm-register',
    summary: 'The entry of the algorithm register, with every version of the rules that decided',
    response: Paper,
    limitPerMinute: 60,
    handler: async ({ db }) => algorithmRegisterPaper(await publicRules(db)),
  },
  {
    tag,
    method: 'GET',
    path: '/api/papers/access-matrix',
    summary: 'Who may see and change what',
    response: Paper,
    limitPerMinute: 60,
    handler: async () => accessMatrixPaper(),
  },
];

/** What who is accountable reads, of the same source. */
export const paperRoutes: Route[] = [
  route({
    ...accountable,
    method: 'GET',
    path: '/api/papers/dpia',
    summary: 'The data protection impact assessment',
    response: Paper,
    handler: async () => dpiaPaper(),
  }),
  route({
    ...accountable,
    method: 'GET',
    path: '/api/papers/processing-register',
    summary: 'The register of processing',
    response: Paper,
    handler: async () => processingRegisterPaper(),
  }),
];
