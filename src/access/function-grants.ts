import { applicationRoles, loginOf, logins } from '../platform/db/roles.ts';

const staff = ['vp_at', 'vp_as', 'vp_pi', 'vp_pc'];

/** Who may call which function; nobody may call what is not here. */
export const functionGrants: [string, string[]][] = [
  ['auth.enter(text)', applicationRoles.map(loginOf)],
  ['auth.active()', applicationRoles.map(loginOf)],
  ['auth.my_organisation()', applicationRoles.map(loginOf)],
  ['auth.my_area()', applicationRoles.map(loginOf)],
  ['auth.my_person()', applicationRoles.map(loginOf)],
  ['platform.now()', [...logins]],
  ['platform.today()', [...logins]],
  ['platform.current_event()', [...logins]],
  ['platform.channel(text)', ['vp_jobs']],
  ['platform.idempotent_begin(text, bytea)', applicationRoles.map(loginOf)],
  ['platform.idempotent_end(text, int, jsonb)', applicationRoles.map(loginOf)],
  ['platform.mark_undone(uuid, uuid)', ['vp_pc', 'vp_as', 'vp_jobs']],
  [
    'region.distance_km(double precision, double precision, double precision, double precision)',
    [...logins],
  ],
  ['auth.resolve_session(bytea)', ['vp_door']],
  ['auth.hats_of(uuid)', ['vp_door']],
  ['auth.open_session(text, text, uuid, bytea, text, interval, interval, text)', ['vp_door']],
  ['auth.switch_hat(bytea, uuid, bytea, text)', ['vp_door']],
  ['auth.end_session(bytea, text)', ['vp_door']],
  ['auth.begin_login(bytea, text, text, text)', ['vp_door']],
  ['auth.take_login(bytea)', ['vp_door']],
  ['capacity.figures(int, int, int, int, int, int)', [...staff, 'vp_jobs']],
  ['capacity.free(int, int, int, int, int)', [...staff, 'vp_jobs']],
  ['capacity.photo_due(date)', [...staff, 'vp_jobs']],
  ['capacity.photo(date)', [...staff, 'vp_jobs']],
  ['capacity.photo_as_known(date, timestamptz)', [...staff, 'vp_jobs']],
  ['capacity.contributions(uuid[], text[], date[])', ['vp_jobs']],
  ['capacity.refresh(uuid[], text[], date[])', ['vp_jobs']],
  ['capacity.settle_due()', ['vp_jobs']],
  ['capacity.children_elsewhere(uuid)', ['vp_pc']],
  ['capacity.analyze_import()', ['vp_jobs']],
  [
    'notices.notify(uuid, text, uuid, text, text, text, jsonb, text, timestamptz)',
    [...staff, 'vp_ad', 'vp_jobs'],
  ],
];
