import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allRoutes,
  liveNotices,
  liveUnits,
  lookRules,
  mayRead,
  openRoutesWith,
} from '../cli/slices.ts';
import { applicationRoles } from '../platform/db/roles.ts';
import { lookFaults, routeFaults } from '../platform/http/check-routes.ts';
import type { Route } from '../platform/http/route.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { catalogueFaults, questionNames } from './catalogue-faults.ts';
import { type OpenOwner, ownerOf } from './matrix-owner.ts';
import { matrix } from './matrix.ts';
import { people } from './oracle.ts';
import { purposes } from './purposes.ts';
import { oracleLinks, oracleRoutes } from './oracle-routes.ts';

let t: TestDatabase;
let owner: OpenOwner;
beforeAll(async () => {
  t = await testDatabase();
  owner = await ownerOf(t.ownerUrl);
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

test('nothing stands in the catalogue that the house does not allow', async () => {
  expect(await catalogueFaults(owner)).toEqual([]);
});

/** Each detector and the faults that it must find. */
const planted: [string, string, RegExp][] = [
  [
    'row-level security',
    'alter table capacity.stay no force row level security',
    /capacity\.stay does not force/,
  ],
  [
    'row-level security',
    'alter table region.zone disable row level security',
    /region\.zone does not force/,
  ],
  ['row-level security', 'create table platform.extra (id int)', /platform\.extra does not force/],
  [
    'columns',
    'create table capacity.extra (id int)',
    /capacity\.extra\.id does not stand in oracle/,
  ],
  [
    'columns',
    'create schema slice; create table slice.thing (id int)',
    /slice\.thing\.id does not stand in classes/,
  ],
  [
    'row-level security',
    'create schema slice; create table slice.thing (id int)',
    /slice\.thing does not force/,
  ],
  [
    'functions',
    `create schema slice; create function slice.f() returns int language sql security definer as 'select 1'`,
    /slice\.f\(\) runs with the owner's rights/,
  ],
  [
    'rights on schemas',
    'create schema slice; grant create on schema slice to vp_pc',
    /vp_pc has CREATE on schema slice/,
  ],
  [
    'columns',
    'alter table capacity.stay add column name text',
    /capacity\.stay\.name does not stand in classes/,
  ],
  [
    'columns',
    'alter table capacity.hold drop column for_ref',
    /capacity\.hold\.for_ref stands in oracle and is not there/,
  ],
  [
    'calls per row',
    'create policy x on capacity.stay for select to vp_pi using (provider_id = auth.my_organisation())',
    /calls a function for each row/,
  ],
  [
    'calls per row',
    'create policy x on capacity.stay for select to vp_pi using (exists (select 1 from capacity.site s where s.provider_id = stay.provider_id))',
    /asks a query of its own/,
  ],
  ['calls per row', 'create policy x on capacity.stay for select using (true)', /is for everybody/],
  [
    'sight of the owner',
    'drop policy definer on auth.api_key; create policy definer on auth.api_key to current_user using (false)',
    /auth\.api_key lets the owner’s functions see too little/,
  ],
  ['views', 'create view capacity.v as select 1 as one', /capacity\.v does not use the rights/],
  [
    'views',
    'create view public.v with (security_invoker = false) as select 1 as one',
    /public\.v does not use the rights/,
  ],
  ['views', 'create materialized view capacity.m as select 1 as one', /is a materialised view/],
  [
    'who may ask a view',
    'grant select on capacity.figures_unit to vp_an',
    /AN may ask view capacity\.figures_unit/,
  ],
  ['rules', 'create rule r as on update to capacity.place do also nothing', /has a rule/],
  [
    'functions',
    `create function capacity.f() returns int language sql security definer set search_path = pg_catalog, pg_temp as 'select 1'`,
    /capacity\.f\(\) runs with the owner's rights/,
  ],
  [
    'functions',
    'alter function capacity.photo(date) security definer',
    /capacity\.photo\(date\) runs with the owner's rights/,
  ],
  [
    'functions',
    'alter function platform.check_event() security invoker',
    /platform\.check_event\(\) should run with the owner's rights/,
  ],
  [
    'functions',
    'alter function auth.active() reset search_path',
    /auth\.active\(\) has no fixed search path/,
  ],
  [
    'functions',
    `alter function auth.active() set search_path = public, pg_catalog`,
    /auth\.active\(\) has no fixed search path/,
  ],
  [
    'functions',
    'grant execute on function auth.identity() to public',
    /auth\.identity\(\) may be executed by everybody/,
  ],
  ['functions', 'drop function capacity.analyze_import()', /stands in the oracle and is not there/],
  [
    'execute',
    'grant execute on function auth.resolve_session(bytea) to vp_jj',
    /JJ may execute auth\.resolve_session/,
  ],
  [
    'execute',
    'revoke execute on function capacity.photo(date) from vp_at',
    /AT may not execute capacity\.photo/,
  ],
  [
    'triggers',
    'alter table capacity.stay disable trigger keep_history',
    /keep_history switched off/,
  ],
  [
    'constraints',
    'alter table capacity.place add constraint c check (label <> $$x$$) not valid',
    /does not hold for all rows/,
  ],
  [
    'settings of logins',
    `alter role vp_jj set search_path = 'x'`,
    /vp_jj has settings of its own: search_path=x/,
  ],
  ['membership', 'grant vp_at to vp_jj', /vp_jj belongs to vp_at/],
  [
    'ownership',
    'grant create on schema capacity to vp_jobs; grant vp_jobs to current_user with set true, inherit true; create table capacity.extra (id int); alter table capacity.extra owner to vp_jobs',
    /vp_jobs owns capacity\.extra/,
  ],
  [
    'rights on tables',
    'grant select on capacity.stay to vp_jj',
    /vp_jj has SELECT on capacity\.stay/,
  ],
  ['rights on tables', 'grant truncate on capacity.stay to vp_jobs', /vp_jobs has TRUNCATE/],
  [
    'rights on tables',
    'grant select on capacity.place to public',
    /everybody has SELECT on capacity\.place/,
  ],
  [
    'rights on tables',
    'create table public.left (id int); grant select on public.left to vp_at',
    /vp_at has SELECT on "left"/,
  ],
  [
    'rights on tables',
    'grant delete on capacity.stay to vp_pc with grant option',
    /vp_pc has DELETE/,
  ],
  ['rights on columns', 'grant select (code) on region.zone to public', /everybody may grant/],
  ['rights on columns', 'grant references (id) on capacity.stay to vp_pc', /vp_pc may grant/],
  [
    'rights on schemas',
    'grant create on schema capacity to vp_pc',
    /vp_pc has CREATE on schema capacity/,
  ],
  [
    'rights on schemas',
    'grant usage on schema public to public',
    /everybody has USAGE on schema public/,
  ],
  [
    'rights on the database',
    `do $$ begin execute format('grant temporary on database %I to vp_jj', current_database()); end $$`,
    /vp_jj has TEMPORARY/,
  ],
  [
    'rights to come',
    'alter default privileges in schema capacity grant select on tables to vp_jj',
    /default privileges/,
  ],
  ['what tells outside', 'create publication p for table capacity.stay', /publication p/],
  ['what tells outside', 'create extension pgcrypto', /extension pgcrypto/],
];

describe('each detector finds what is planted', () => {
  test.each(planted)('%s: %s', async (only, sql, words) => {
    await owner.run('begin');
    try {
      await owner.run(sql);
      expect((await catalogueFaults(owner, { only })).join('\n')).toMatch(words);
    } finally {
      await owner.run('rollback');
    }
  });

  test('rights of logins: the server’s own superuser taken for a login of ours', async () => {
    const found = await catalogueFaults(owner, { only: 'rights of logins', logins: ['postgres'] });
    expect(found).toEqual(['postgres has a right of its own over the server']);
  });

  test('every detector has a planted fault', () => {
    const tried = new Set([...planted.map(([only]) => only), 'rights of logins']);
    expect(questionNames.filter((name) => !tried.has(name))).toEqual([]);
  });
});

const inDocument = (path: string) => path.replaceAll(/:(\w+)/g, '{$1}');

/** What the oracle of routes and the routes themselves do not agree on. */
function routeDisagreements(routes: readonly Pick<Route, 'method' | 'path' | 'roles'>[]): string[] {
  const faults = routes.flatMap((route) => {
    const name = `${route.method} ${inDocument(route.path)}`;
    const may = oracleRoutes[name] ?? oracleLinks[name];
    if (!may) return [`${name} does not stand in the oracle`];
    const wanted = may === 'everybody' ? people : may;
    return people
      .filter((role) => route.roles.includes(role) !== wanted.includes(role))
      .map((role) => `${name}: ${role}`);
  });
  const there = new Set(routes.map((route) => `${route.method} ${inDocument(route.path)}`));
  return [
    ...faults,
    ...Object.keys({ ...oracleRoutes, ...oracleLinks })
      .filter((name) => !there.has(name))
      .map((name) => `${name} is not there`),
  ];
}

describe('routes', () => {
  const live = liveUnits(null as never, null as never);
  const everyRoute = [
    ...allRoutes,
    ...openRoutesWith({ pushKey: null }).map(({ method, path }) => ({
      method,
      path,
      roles: people,
    })),
    {
      method: 'GET' as const,
      path: '/api/live',
      roles: [...live.roles, ...(liveNotices(null as never).roles ?? [])],
    },
    { method: 'GET' as const, path: '/api/session', roles: people },
    { method: 'POST' as const, path: '/api/session/hat', roles: people },
  ];

  test('each names roles and classes that its roles may read', () => {
    expect(routeFaults(allRoutes, mayRead)).toEqual([]);
    expect(
      live.roles.flatMap((role) => live.classes.filter((each) => !mayRead(role, each))),
    ).toEqual([]);
  });
  test('are those of the oracle, for the same roles', () => {
    expect(routeDisagreements(everyRoute)).toEqual([]);
  });
  test('a route that the oracle does not know, or that lets in another role, is found', () => {
    const photo = allRoutes.find((route) => route.path === '/api/capacity/photo')!;
    const open = { ...photo, roles: [...photo.roles, 'JJ' as const] };
    expect(routeDisagreements(everyRoute.map((route) => (route === photo ? open : route)))).toEqual(
      ['GET /api/capacity/photo: JJ'],
    );
    expect(routeDisagreements([...everyRoute, { ...photo, path: '/api/capacity/leak' }])).toEqual([
      'GET /api/capacity/leak does not stand in the oracle',
    ]);
    expect(routeFaults([open], mayRead).join()).toMatch(/JJ may not read class D2/);
    expect(
      routeFaults(
        [
          { ...photo, roles: [] },
          { ...photo, path: '/api/x', classes: [] },
        ],
        mayRead,
      ),
    ).toHaveLength(2);
    expect(routeDisagreements(everyRoute.slice(1))).toEqual(['GET /api/region/areas is not there']);
  });
});

describe('the log of looks', () => {
  const faults = (routes: readonly Route[]) => lookFaults(routes, lookRules, Object.keys(purposes));

  test('knows the purpose of every look, and whose files it shows', () => {
    expect(faults(allRoutes)).toEqual([]);
  });
  test('a route of nobody’s purpose or without subjects is found', () => {
    const photo = allRoutes.find(({ path }) => path === '/api/capacity/photo')!;
    const { subjects: _, ...silent } = photo;
    expect(faults([{ ...photo, purpose: 'CURIOSITY' }])).toEqual([
      'GET /api/capacity/photo has no purpose of the catalogue.',
    ]);
    expect(faults([silent])).toEqual([expect.stringMatching(/does not say whose files/)]);
  });
  test('holds every class of data but those that tell of nobody', () => {
    const classes = Object.keys(matrix).filter((each) => !lookRules.isLogged([each]));
    expect(classes.sort()).toEqual([
      'D0',
      'D1',
      'D12N',
      'D12S',
      'D14I',
      'D15',
      'D15B',
      'D15K',
      'D15N',
      'D17M',
      'D18',
      'TECHNICAL',
    ]);
    expect(lookRules.isLogged(['D0', 'D99'])).toBe(true);
  });
});

test('every role has a row in the matrix and in the oracle', () => {
  expect([...people].sort()).toEqual([...applicationRoles].sort());
  const named = new Set(Object.values(matrix).flatMap((cells) => Object.keys(cells)));
  expect(applicationRoles.filter((role) => !named.has(role))).toEqual([]);
});
