import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import { addDays, dayIn } from '../platform/period.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import type { KeptModule } from './code-list-contract.ts';
import { makeProvider, makeReference, makeUnit, type MadeUnit } from './fixtures.ts';
import { capacityRoutes, problemWords } from './index.ts';

const today = dayIn(new Date());
const path = '/api/capacity/code-lists/modules';
let t: TestDatabase;
let server: TestServer;
let ad: SignedIn;
let pc: SignedIn;
let unit: MadeUnit;

beforeAll(async () => {
  t = await testDatabase();
  const provider = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    return makeProvider(tx);
  });
  unit = await t.db.as('vp_jobs', (tx) => makeUnit(tx, { providerId: provider, places: 6 }));
  ad = await signIn(t, 'AD', { organisationId: await makeOrganisation(t, 'agency') });
  pc = await signIn(t, 'PC', { organisationId: provider });
  server = await startTestServer(t, { routes: capacityRoutes, words: [problemWords] });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

const module = (part: Partial<KeptModule> = {}): KeptModule => ({
  code: 'SAFE_STAY',
  name: 'Veilig verblijf (verzonnen)',
  nameFr: 'Séjour sûr (inventé)',
  nameEn: null,
  residential: true,
  term: 'LONG',
  ageMin: 12,
  ageMax: 18,
  from: today,
  until: null,
  source: 'Besluit (verzonnen)',
  ...part,
});
const ask = (who: SignedIn, method: string, to: string, body?: object, language = 'nl') =>
  server.as(who, to, {
    method,
    headers: { 'content-type': 'application/json', 'accept-language': language },
    ...(body && { body: JSON.stringify(body) }),
  });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
const listed = async () => (await (await ask(ad, 'GET', path)).json()) as KeptModule[];
const { code: _code, residential: _residential, term: _term, ...kept } = module();

describe('the list of type modules', () => {
  test('takes a new one, once, also when two add it together', async () => {
    const answers = await Promise.all([
      ask(ad, 'POST', path, module()),
      ask(ad, 'POST', path, module()),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await codeOf(answers.find(({ status }) => status === 409)!)).toBe('module-type-pkey');
    expect(await listed()).toContainEqual(module());
  });

  test('gives its own names in the language of who asks, and the Dutch one without', async () => {
    const named = async (language: string) => {
      const answer = await ask(pc, 'GET', '/api/capacity/modules', undefined, language);
      const all = (await answer.json()) as { code: string; name: string }[];
      return all.find(({ code }) => code === 'SAFE_STAY')?.name;
    };
    expect(await named('fr')).toBe('Séjour sûr (inventé)');
    expect(await named('en')).toBe('Veilig verblijf (verzonnen)');
  });

  test('changes names, ages, days and source, and keeps what it was', async () => {
    const until = addDays(today, 60);
    const answer = await ask(ad, 'PUT', `${path}/SAFE_STAY`, { ...kept, until, ageMax: 21 });
    expect(answer.status).toBe(200);
    expect(await listed()).toContainEqual(module({ until, ageMax: 21 }));
    const [trace] = await t.owner(
      `select before ->> 'age_max' as before, after ->> 'age_max' as after from administration.change
        where table_name = 'capacity.module_type' and action = 'UPDATE'`,
    );
    expect(trace).toEqual({ before: '18', after: '21' });
  });

  test.each([
    ['ages the wrong way round', { ageMin: 18, ageMax: 12 }, 'module-type-ages'],
    ['an end before its start', { until: today }, 'ends-before-start'],
  ])('refuses %s', async (_what, part, code) => {
    expect(await codeOf(await ask(ad, 'PUT', `${path}/SAFE_STAY`, { ...kept, ...part }))).toBe(
      code,
    );
    expect(await codeOf(await ask(ad, 'POST', path, module({ code: 'NEW_ONE', ...part })))).toBe(
      code,
    );
  });

  test('knows which one it does not have', async () => {
    expect(await codeOf(await ask(ad, 'PUT', `${path}/NOBODY`, kept))).toBe(
      'module-type-not-found',
    );
  });

  test('is kept by the administrator alone', async () => {
    expect((await ask(pc, 'GET', path)).status).toBe(403);
    expect((await ask(pc, 'POST', path, module({ code: 'MINE' }))).status).toBe(403);
  });

  test('never lets a module become another kind', async () => {
    await expect(
      t.db.as('vp_jobs', (tx) =>
        tx.rows(`update capacity.module_type set term = 'SHORT' where code = 'SAFE_STAY'`),
      ),
    ).rejects.toMatchObject({ code: 'module-type-stays' });
  });
});

describe('a module that has ended', () => {
  test('cannot be what places become, and is said so', async () => {
    const plan = (effectiveOn: string) =>
      ask(pc, 'POST', '/api/capacity/reconversions', {
        unitId: unit.unitId,
        module: unit.module,
        places: 1,
        toModule: 'SAFE_STAY',
        toPlaces: 1,
        effectiveOn,
        reason: 'Vraag verandert (verzonnen)',
      });
    expect(await codeOf(await plan(addDays(today, 60)))).toBe('module-type-closed');
    expect((await plan(addDays(today, 59))).status).toBe(200);
  });

  test('is refused by the database as well', async () => {
    const as = await signIn(t, 'AS', { organisationId: await makeOrganisation(t, 'access-team') });
    const [plan] = await t.owner<{ id: string }>(`select id from capacity.reconversion`);
    await t.db.as('vp_jobs', async (tx) => {
      await recordEvent(tx, theProgram, {
        slice: 'capacity',
        kind: 'reconversion.effect',
        organisationId: unit.providerId,
        subjectId: unit.unitId,
      });
      await tx.rows(
        `update capacity.reconversion set state = 'EFFECTIVE', effective_on = '2020-01-01'`,
      );
    });
    const offer = () =>
      t.db.write(as, (tx) => tx.rows('select capacity.offer_reconverted($1)', [plan!.id]));
    await t.owner(
      `update capacity.module_type set valid = daterange('2019-01-01', '2020-01-01') where code = 'SAFE_STAY'`,
    );
    await expect(offer()).rejects.toMatchObject({ code: 'module-type-closed' });
    await t.owner(
      `update capacity.module_type set valid = daterange('2019-01-01', null) where code = 'SAFE_STAY'`,
    );
    await offer();
    expect(
      await t.owner(`select 1 from capacity.offered_module where module_code = 'SAFE_STAY'`),
    ).toHaveLength(1);
  });
});
