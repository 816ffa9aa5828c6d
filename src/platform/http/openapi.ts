import type { FastifyInstance } from 'fastify';
import swagger from '@fastify/swagger';
import { Problem } from './problem.ts';

type Json = Record<string, unknown>;

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: true,
  description: 'New for each change, the same when a change is sent again',
  schema: { type: 'string', minLength: 8, maxLength: 255 },
};

/** Adds what every operation shares: problems, security, the key of a write. */
function complete(method: string, operation: Json): void {
  const responses = operation['responses'] as Json;
  const roles = operation['x-roles'] as string[] | undefined;
  const writes = operation['x-writes'] === true;
  delete operation['x-writes'];
  responses['400'] = problemResponse('The question is not in order');
  if (roles) {
    responses['401'] = problemResponse('Not signed in');
    responses['403'] = problemResponse('Not for this role, or not from our own page');
    responses['404'] = problemResponse('Not there, or not yours');
    operation['security'] = [method === 'get' ? { session: [] } : { session: [], csrf: [] }];
    if (operation['x-key-scope'] !== undefined) (operation['security'] as Json[]).push({ key: [] });
  } else operation['security'] = [];
  if (writes) {
    responses['409'] = problemResponse('It cannot be done as things are now');
    operation['parameters'] = [...((operation['parameters'] as Json[]) ?? []), idempotencyKey];
  }
  responses['429'] = problemResponse('Too many requests');
  responses['500'] = problemResponse('Our own fault');
  responses['503'] = problemResponse('Not now; try again');
}

/** OpenAPI 3.1 of everything under /api, made from the routes themselves. Register before the routes. */
export async function addOpenApi(
  app: FastifyInstance,
  about: { version: string; tags: { name: string; description: string }[] },
): Promise<void> {
  await app.register(swagger, {
    hideUntagged: true,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Vrijplaats',
        version: about.version,
        description:
          'Log in with a browser at /auth/login; the session is a cookie. Every change carries the CSRF token of /api/session and a key of its own. A program logs in with a key instead (Authorization: Bearer), for the operations with x-key-scope.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } as never,
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: about.tags,
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-vp' },
          key: {
            type: 'http',
            scheme: 'bearer',
            description:
              'A key of an organisation’s own system, for the operations with x-key-scope; 60 requests a minute',
          },
          csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
        },
      },
    },
    transformObject: (document) => {
      const object = ('openapiObject' in document ? document.openapiObject : {}) as unknown as Json;
      for (const path of Object.values((object['paths'] ?? {}) as Json)) {
        for (const [method, operation] of Object.entries(path as Json)) {
          complete(method, operation as Json);
        }
      }
      const components = object['components'] as Json;
      components['schemas'] = { Problem };
      return object;
    },
  });
}
