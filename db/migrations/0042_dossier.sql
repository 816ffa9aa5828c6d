-- Up Migration
-- The person's window: a child from twelve or able sooner (CH), a parent (PA) and a trusted person (TP) see the file of one
-- child through a relation that the access team gives, changes and ends. They read three tables of this slice by row and
-- everything else through the functions below: of what other slices keep they get named fields, never a row.
-- Short tables with few writers: nothing waits long for their locks.
-- squawk-ignore-file constraint-missing-not-valid, disallowed-unique-constraint, prefer-bigint-over-int, prefer-bigint-over-smallint, adding-foreign-key-constraint

alter table auth.hat drop constraint hat_role_code_check;
alter table auth.hat add constraint hat_role_code_check
  check (role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'CH', 'PA', 'TP', 'RG', 'AD'));
alter table administration.hat_request drop constraint hat_request_role_code_check;
alter table administration.hat_request add constraint hat_request_role_code_check
  check (role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'CH', 'PA', 'TP', 'RG', 'AD'));
alter table saved_search.search drop constraint saved_search_circle;
alter table saved_search.search add constraint saved_search_circle
  check (circle in ('access', 'provider', 'CR', 'FS', 'FF', 'AN', 'RB', 'JJ', 'CH', 'PA', 'TP', 'RG', 'AD'));
alter table notices.notice drop constraint notice_of_this_role;
alter table notices.notice add constraint notice_of_this_role check (
  coalesce(role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS'), false) or kind ~ '^(account|release)\.'
    or coalesce(role_code = 'FF', false) and kind ~ '^foster-care\.'
    or coalesce(role_code = 'RG', false) and kind ~ '^crisis\.registration-'
    or coalesce(role_code in ('CH', 'PA', 'TP'), false) and kind ~ '^dossier\.'
);

-- On a shared computer nobody stays signed in for long.
create function auth.shorten_idle() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.role_code in ('CH', 'PA', 'TP') and new.idle_limit > interval '5 minutes' then
    new.idle_ends_at := new.idle_ends_at - (new.idle_limit - interval '5 minutes');
    new.idle_limit := interval '5 minutes';
  end if;
  return new;
end $$;
create trigger shorten_idle before insert on auth.session for each row execute function auth.shorten_idle();

create schema dossier;

-- Who has a window on whose file, since and until when, and what it allows.
create table dossier.relation (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null,
  region_code text not null,
  person_id uuid not null references auth.person (id),
  person_name text not null,
  kind text not null check (kind in ('CHILD', 'PARENT', 'TRUSTED')),
  period daterange not null check (not isempty(period)),
  restriction text not null default 'NONE' check (restriction in ('NONE', 'BARRED', 'CONFLICT')),
  ground text check (ground in ('JUDGE_ORDER', 'CUSTODY', 'CONFLICT_OF_INTEREST', 'CHILD_SAFETY')),
  order_reference text check (length(order_reference) between 2 and 200),
  allows text[] not null check (allows <@ array['STANDING', 'POSITION', 'DECISIONS', 'PLACE', 'PARTS', 'LOOKS', 'CLAIMS', 'COPY']
    and 'STANDING' = any (allows)),
  ended_at timestamptz,
  end_reason text check (length(end_reason) between 3 and 500),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint relation_of_child foreign key (child_id, region_code) references waiting_list.person (id, region_code) on update cascade,
  constraint relation_keeps_its_child unique (id, child_id),
  constraint one_window_each exclude using gist (child_id with =, person_id with =, period with &&) where (ended_at is null),
  constraint one_account_for_the_child exclude using gist (child_id with =, period with &&) where (kind = 'CHILD' and ended_at is null),
  constraint restriction_has_ground check ((restriction = 'NONE') = (ground is null)),
  constraint child_is_never_barred check (kind <> 'CHILD' or restriction = 'NONE'),
  -- What tells where the child is, and anything from which that can be worked out.
  constraint barred_sees_no_place check (restriction <> 'BARRED' or allows <@ array['STANDING', 'CLAIMS']),
  constraint conflict_reads_no_parts check (restriction <> 'CONFLICT' or not allows && array['PARTS', 'COPY']),
  constraint end_says_why check ((ended_at is null) = (end_reason is null))
);
comment on table dossier.relation is 'The window of one person on the file of one child; every policy and function of the window asks it anew.';
create index relation_person on dossier.relation (person_id) where ended_at is null;
create index relation_region on dossier.relation (region_code);
create index relation_event on dossier.relation (event_id);

-- Age twelve is only the presumption (decree of 7 May 2004): what was found about a child goes before it.
create table dossier.capability (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  child_id uuid not null,
  region_code text not null,
  able boolean not null,
  ground text not null check (length(trim(ground)) between 3 and 1000),
  found_by_name text not null,
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint capability_of_child foreign key (child_id, region_code) references waiting_list.person (id, region_code) on update cascade
);
create index capability_child on dossier.capability (child_id, seq desc);
create index capability_region on dossier.capability (region_code);
create index capability_event on dossier.capability (event_id);

-- A part of one child's file, with its class; a document about two children is two parts.
create table dossier.part (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null,
  region_code text not null,
  kind text not null check (kind in ('LETTER', 'REPORT', 'NOTE', 'DECISION')),
  class text not null check (class in ('NORMAL', 'CHILD_TOLD', 'CONFIDENCE', 'COURT', 'AGOGIC', 'THIRD_PERSON')),
  drawn_up_on date not null,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint part_of_child foreign key (child_id, region_code) references waiting_list.person (id, region_code) on update cascade,
  constraint part_with_its_class unique (id, child_id, region_code, class)
);
create index part_child on dossier.part (child_id, drawn_up_on desc);
create index part_region on dossier.part (region_code);
create index part_event on dossier.part (event_id);

-- Its words, apart: who may know that a part is there may not always read it.
create table dossier.part_text (
  id uuid primary key,
  child_id uuid not null,
  region_code text not null,
  class text not null,
  title text not null check (length(trim(title)) between 2 and 200),
  words text not null check (length(trim(words)) between 1 and 20000),
  written_by text not null check (length(trim(written_by)) between 2 and 200),
  for_child boolean not null generated always as (class in ('NORMAL', 'CHILD_TOLD')) stored,
  for_parent boolean not null generated always as (class = 'NORMAL') stored,
  for_trusted boolean not null generated always as (class in ('NORMAL', 'CHILD_TOLD', 'AGOGIC')) stored,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint text_of_part foreign key (id, child_id, region_code, class) references dossier.part (id, child_id, region_code, class) on update cascade
);
create index part_text_child on dossier.part_text (child_id);
create index part_text_region on dossier.part_text (region_code);
create index part_text_event on dossier.part_text (event_id);

-- What somebody asks about the file: objection, correction, complaint, addition, or that somebody no longer looks along.
create table dossier.claim (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null,
  region_code text not null,
  relation_id uuid not null,
  asked_by uuid not null references auth.person (id),
  kind text not null check (kind in ('OBJECTION', 'CORRECTION', 'COMPLAINT', 'ADDITION', 'SIGHT')),
  words text not null check (length(trim(words)) between 3 and 4000),
  asked_at timestamptz not null default platform.now(),
  due_on date not null,
  outcome text check (outcome in ('GRANTED', 'PARTLY', 'REFUSED', 'ADDED')),
  answer text check (length(trim(answer)) between 3 and 4000),
  answered_at timestamptz,
  answered_by uuid references auth.person (id),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint claim_of_child foreign key (child_id, region_code) references waiting_list.person (id, region_code) on update cascade,
  constraint claim_of_window foreign key (relation_id, child_id) references dossier.relation (id, child_id),
  constraint claim_answered_whole check (num_nonnulls(outcome, answer, answered_at, answered_by) in (0, 4)),
  constraint claim_answered_by_another check (answered_by <> asked_by)
);
create index claim_open on dossier.claim (region_code, due_on) where outcome is null;
create index claim_answered on dossier.claim (region_code, answered_at desc) where outcome is not null;
create index claim_child on dossier.claim (child_id, asked_at desc);
create index claim_asked_by on dossier.claim (asked_by);
create index claim_answered_by on dossier.claim (answered_by) where answered_by is not null;
create index claim_relation on dossier.claim (relation_id, child_id);
create index claim_event on dossier.claim (event_id);

-- Whose lines in the log would show a protected place, a confidential contact or a running inquiry.
create table dossier.shield (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null,
  region_code text not null,
  kind text not null check (kind in ('PLACE', 'CONFIDANT', 'INQUIRY')),
  organisation_id uuid not null references auth.organisation (id),
  until date,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint shield_of_child foreign key (child_id, region_code) references waiting_list.person (id, region_code) on update cascade,
  constraint shield_once unique (child_id, kind, organisation_id),
  constraint inquiry_has_an_end check (kind <> 'INQUIRY' or until is not null)
);
create index shield_region on dossier.shield (region_code);
create index shield_organisation on dossier.shield (organisation_id);
create index shield_event on dossier.shield (event_id);

do $$
declare t text;
begin
  foreach t in array array['relation', 'part', 'part_text', 'claim', 'shield'] loop
    execute format('create table dossier.%I (like dossier.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on dossier.%I (id)', t || '_history');
    execute format('create index on dossier.%I (region_code)', t || '_history');
    execute format('create index on dossier.%I (superseded_by)', t || '_history');
    execute format('create index on dossier.%I (event_id)', t || '_history');
    execute format('create trigger keep_history before update or delete on dossier.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_insert after insert on dossier.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_update after update on dossier.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
    execute format('create trigger a_signed_delete after delete on dossier.%I referencing old table as old_rows for each statement execute function platform.check_event()', t);
  end loop;
end $$;
create trigger a_signed_insert after insert on dossier.capability referencing new table as new_rows for each statement execute function platform.check_event();
create trigger frozen before delete on dossier.capability for each row execute function platform.refuse_change();

-- What the log of looks says of children on whose file somebody has a window, taken from its chain each minute: a page of
-- it is read by child, which the log itself, kept for writing, is not.
create table dossier.watched (
  child_id uuid primary key references waiting_list.person (id),
  looked_back boolean not null default false,
  -- The day itself, where who gave a window could read it: names are sealed, and a right begins on a birthday.
  born_on date
);
create table dossier.look_mark (
  singleton boolean primary key default true check (singleton),
  number bigint not null
);
insert into dossier.look_mark (number) select coalesce(max(number), 0) from audit.line;
create table dossier.look (
  child_id uuid not null references dossier.watched (child_id),
  number bigint not null,
  at timestamptz not null,
  account uuid,
  role_code text not null,
  organisation_id uuid,
  purpose text not null,
  doing text not null,
  classes text[] not null,
  primary key (child_id, number)
);
create index look_at on dossier.look (child_id, at desc, number desc);

-- Of which children these things are.
create function dossier.children_of(p_kind text, p_ids uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case p_kind
    when 'person' then p_ids
    when 'request' then array(select r.person_id from waiting_list.request r where r.id = any (p_ids))
    when 'proposal' then array(select r.person_id from allocation.proposal_child c join waiting_list.request r on r.id = c.request_id
      where c.proposal_id = any (p_ids))
    when 'crisis-minor' then array(select r.person_id from crisis.minor m join waiting_list.request r on r.id = m.waiting_request_id
      where m.id = any (p_ids))
    when 'crisis-request' then array(select r.person_id from crisis.minor m join waiting_list.request r on r.id = m.waiting_request_id
      where m.request_id = any (p_ids))
    else '{}' end
$$;

create function dossier.put_looks(p_after bigint, p_until bigint, p_child uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into dossier.look (child_id, number, at, account, role_code, organisation_id, purpose, doing, classes)
  select w.child_id, l.number, e.at, e.account, x.who->>'role', (x.who->>'organisation')::uuid, x.look->>'purpose', x.look->>'kind',
         array(select jsonb_array_elements_text(x.look->'classes'))
    from audit.line l join audit.entry e on e.id = l.entry_id
    cross join lateral (select e.line::jsonb->'look' as look, e.line::jsonb->'who' as who) x
    cross join lateral jsonb_array_elements(coalesce(x.look->'subjects', '[]')) s
    join dossier.watched w on w.child_id = any (dossier.children_of(s->>'kind',
      array(select i::uuid from jsonb_array_elements_text(s->'ids') i where i ~ '^[0-9a-f-]{36}$')))
   where l.number > p_after and l.number <= p_until and jsonb_typeof(x.who) = 'object'
     and (p_child is null or w.child_id = p_child and (e.line like '%' || p_child || '%' or exists (
       select 1 from waiting_list.request r where r.person_id = p_child and e.line like '%' || r.id || '%')))
  on conflict do nothing
$$;

create function dossier.gather_looks(p_most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_from bigint; v_until bigint; v_child uuid;
begin
  select m.number into v_from from dossier.look_mark m for update;
  for v_child in select w.child_id from dossier.watched w where not w.looked_back loop
    perform dossier.put_looks(0, v_from, v_child);
    update dossier.watched set looked_back = true where child_id = v_child;
  end loop;
  select least(v_from + p_most, coalesce(max(l.number), v_from)) into v_until from audit.line l;
  if v_until > v_from then
    perform dossier.put_looks(v_from, v_until, null);
    update dossier.look_mark set number = v_until;
  end if;
  return (v_until - v_from)::int;
end $$;
comment on function dossier.gather_looks is 'Takes the next lines of the chain; of a child that is watched anew, all that came before.';

create function dossier.watch_child() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into dossier.watched (child_id) values (new.child_id) on conflict do nothing;
  return null;
end $$;
create trigger watch_child after insert on dossier.relation for each row execute function dossier.watch_child();

create function dossier.has_age(p_child uuid, p_years int) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select not p.unborn
      and coalesce(w.born_on, i.birth_date, (p.born_month + interval '1 month' - interval '1 day')::date) <= (platform.today() - make_interval(years => p_years))::date
    from waiting_list.person p left join waiting_list.identity i on i.id = p.id
      left join dossier.watched w on w.child_id = p.id where p.id = p_child), false)
$$;
comment on function dossier.has_age is 'On the birthday itself; where the day is not known, once the month of birth is over.';

create function dossier.is_able(p_child uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select c.able from dossier.capability c where c.child_id = p_child order by c.seq desc limit 1), dossier.has_age(p_child, 12))
$$;

-- The windows of whoever asks, as they are at this moment: everything else goes through here.
create function dossier.windows() returns setof dossier.relation
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.* from auth.session s
    join dossier.relation r on r.person_id = s.person_id and r.ended_at is null and r.period @> platform.today()
     and r.kind = case s.role_code when 'CH' then 'CHILD' when 'PA' then 'PARENT' when 'TP' then 'TRUSTED' end
   where s.token_hash = auth.token_hash() and s.ended_at is null and s.idle_ends_at > transaction_timestamp()
     and s.ends_at > transaction_timestamp() and session_user = 'vp_' || lower(s.role_code)
     and case r.kind when 'CHILD' then dossier.is_able(r.child_id) when 'PARENT' then not dossier.has_age(r.child_id, 18) else true end
$$;
create function dossier.my_files() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(w.child_id), '{}') from dossier.windows() w
$$;
create function dossier.my_parts() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(w.child_id), '{}') from dossier.windows() w where 'PARTS' = any (w.allows)
$$;
comment on function dossier.my_parts is 'Of which children the asker may know the parts of the file.';

-- Only this, of one''s own windows: which, and a mark that changes with what they allow. An open page asks it often.
create function dossier.my_windows() returns table (child_id uuid, mark text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.child_id, encode(sha256(convert_to(concat_ws(' ', w.id, w.restriction, w.allows, w.known_from), 'UTF8')), 'hex')
    from dossier.windows() w order by w.known_from, w.id
$$;

-- Who stand before a request, by the counts that the order keeps; as the access team reads it.
create function dossier.positions_of(p_request uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('module', w.module_code, 'names', jsonb_build_object('nl', m.name_nl, 'fr', coalesce(m.name_fr, m.name_nl), 'en', coalesce(m.name_en, m.name_nl)),
      'position', w.ahead + 1, 'of', w.all_of, 'inBand', w.in_band) order by w.module_code), '[]')
    from (
      select q.module_code, sum(x.ahead)::int as ahead, sum(x.n)::int as all_of,
             coalesce(sum(x.ahead) filter (where x.band_no = q.band_no), 0)::int as in_band
        from waiting_list.position q
        cross join lateral (
          select (select coalesce(sum(d.n), 0) from waiting_list.standing_count d
                   where d.module_code = q.module_code and d.grain = 'DAY' and d.band_no = q.band_no
                     and d.since >= date_trunc('month', q.since)::date and d.since < q.since)
               + (select count(*) from waiting_list.position z
                   where z.module_code = q.module_code and z.callable and z.band_no = q.band_no and z.since = q.since
                     and (z.tie, z.request_id) < (q.tie, q.request_id)) as n) near
        cross join lateral (
          select c.band_no, sum(c.n) as n,
                 case when c.band_no < q.band_no then sum(c.n) when c.band_no > q.band_no then 0
                      else coalesce(sum(c.n) filter (where c.since < date_trunc('month', q.since)::date), 0) + near.n end as ahead
            from waiting_list.standing_count c where c.module_code = q.module_code and c.grain = 'MONTH'
           group by c.band_no, near.n having sum(c.n) <> 0) x
       where q.request_id = p_request and q.callable group by q.request_id, q.module_code, q.band_no) w
    join capacity.module_type m on m.code = w.module_code
$$;

-- What one window shows of where the request stands: named fields, each by what the window allows. A barred parent gets the
-- name, what is asked and how far it is; no region, no day, no number from which could be worked out where the child is.
create function dossier.standing(p_child uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare w dossier.relation; r waiting_list.request; v jsonb;
begin
  select * into w from dossier.windows() x where x.child_id = p_child;
  if w.id is null then return null; end if;
  select q.* into r from waiting_list.request q where q.person_id = p_child and q.state <> 'DRAFT'
   order by q.state in ('CANCELLED', 'CLOSED', 'DECEASED'), q.registered_on desc, q.id limit 1;
  v := jsonb_build_object('childId', p_child, 'kind', w.kind, 'restriction', w.restriction, 'ground', w.ground, 'allows', w.allows,
    -- Sealed where it is, and opened by the program alone.
    'name', (select jsonb_build_object('sealed', to_jsonb(i)->>'sealed', 'clear', i.given_name) from waiting_list.identity i where i.id = p_child),
    'invented', (select p.invented from waiting_list.person p where p.id = p_child),
    'request', case when r.id is not null then jsonb_build_object('state', r.state,
      'modules', (select coalesce(jsonb_agg(jsonb_build_object('nl', m.name_nl, 'fr', coalesce(m.name_fr, m.name_nl), 'en', coalesce(m.name_en, m.name_nl)) order by e.module_code), '[]')
        from waiting_list.entry e join capacity.module_type m on m.code = e.module_code where e.request_id = r.id)) end);
  if w.restriction = 'BARRED' then return v; end if;
  v := v || jsonb_build_object(
    'region', (select jsonb_build_object('nl', g.name_nl, 'fr', g.name_fr, 'en', g.name_en) from region.region g where g.code = w.region_code),
    'registeredOn', r.registered_on, 'since', r.since,
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('state', s.to_state, 'at', s.at) order by s.seq), '[]')
      from (select s.* from waiting_list.step s where s.request_id = r.id order by s.seq desc limit 30) s));
  if 'POSITION' = any (w.allows) and r.id is not null then
    v := v || jsonb_build_object('positions', dossier.positions_of(r.id),
      'facts', coalesce((select to_jsonb(q.facts) from waiting_list.position q where q.request_id = r.id limit 1), '[]'::jsonb),
      'byGroup', coalesce((select (q.band_no, q.since, q.tie) is distinct from (q.own_band_no, q.own_since, q.own_tie)
        from waiting_list.position q where q.request_id = r.id limit 1), false),
      'rules', (select rs.title from waiting_list.applied a join waiting_list.rule_set rs on rs.version = a.version));
  end if;
  if 'DECISIONS' = any (w.allows) then
    v := v || jsonb_build_object('decisions', (select coalesce(jsonb_agg(d.one order by d.at desc), '[]') from (
      select coalesce(p.answered_at, p.closed_at, p.known_from) as at, jsonb_build_object('id', p.id, 'state', p.state,
          'at', coalesce(p.answered_at, p.closed_at, p.known_from),
          'module', jsonb_build_object('nl', m.name_nl, 'fr', coalesce(m.name_fr, m.name_nl), 'en', coalesce(m.name_en, m.name_nl)),
          'startOn', case when p.state in ('ACCEPTED', 'START_PLANNED', 'STARTED') then p.start_on end, 'decline', p.decline_code,
          'provider', case when 'PLACE' = any (w.allows) then o.name end, 'unit', case when 'PLACE' = any (w.allows) then u.name end) as one
        from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
        join waiting_list.request q on q.id = c.request_id
        join capacity.module_type m on m.code = p.module_code
        join capacity.provider o on o.id = p.provider_id join capacity.care_unit u on u.id = p.unit_id
       where q.person_id = p_child and p.state in ('ACCEPTED', 'START_PLANNED', 'STARTED', 'NOT_STARTED', 'CLIENT_DECLINED')
       order by 1 desc limit 20) d));
  end if;
  return v;
end $$;
comment on function dossier.standing is 'Null for who has no window on this child at this moment.';

-- Who looked, line by line (safeguards 8.6): what would show a protected place, a third person, a confidential contact or a
-- running inquiry is told more generally; no line falls away, so that the count is right.
create function dossier.looks_of(p_child uuid, p_skip int, p_most int) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare w dossier.relation; v_me uuid; v_instance uuid;
begin
  select * into w from dossier.windows() x where x.child_id = p_child and 'LOOKS' = any (x.allows);
  if w.id is null then return null; end if;
  v_me := w.person_id;
  select i.id into v_instance from platform.instance i;
  return (select jsonb_build_object('count', (select count(*) from dossier.look k where k.child_id = p_child),
    'lines', coalesce(jsonb_agg(jsonb_build_object(
      'at', case when y.why = 'INQUIRY' then date_trunc('month', y.at, 'Europe/Brussels') else y.at end,
      'mine', y.account is not distinct from v_me, 'why', y.why, 'doing', case when y.why is null then y.doing end,
      'who', case when y.why is null and y.account is not null then
        upper(substr(encode(sha256(convert_to(concat_ws(' ', v_instance, p_child, y.account), 'UTF8')), 'hex'), 1, 4)) end,
      'role', case when y.why is null then y.role_code end,
      'organisation', case when y.why is null then y.organisation end,
      'purpose', case when y.why is distinct from 'INQUIRY' then y.purpose end,
      'classes', case when y.why is null then to_jsonb(y.classes) else '[]' end) order by y.at desc, y.number desc), '[]'))
    from (
      select k.*, o.name as organisation, case
          when k.account = v_me then null
          when exists (select 1 from dossier.shield s where s.child_id = p_child and s.organisation_id = k.organisation_id and s.kind = 'INQUIRY'
            and s.until > platform.today()) then 'INQUIRY'
          when w.kind <> 'PARENT' then null
          when k.role_code in ('CH', 'PA', 'TP') then 'THIRD_PERSON'
          when exists (select 1 from dossier.shield s where s.child_id = p_child and s.organisation_id = k.organisation_id and s.kind = 'CONFIDANT') then 'CONFIDANT'
          when exists (select 1 from dossier.shield s where s.child_id = p_child and s.organisation_id = k.organisation_id and s.kind = 'PLACE')
            or not 'PLACE' = any (w.allows) and k.role_code in ('PI', 'PC', 'FS', 'FF', 'RG') then 'PLACE'
        end as why
        from dossier.look k left join auth.organisation o on o.id = k.organisation_id
       where k.child_id = p_child order by k.at desc, k.number desc offset p_skip limit p_most) y);
end $$;

create function dossier.begin(p_kind text, p_subject uuid, p_details jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid := gen_random_uuid(); me auth.session := auth.identity();
begin
  insert into platform.event (id, slice, kind, at, person_id, hat_id, role_code, subject_id, details)
  values (v_id, 'dossier', p_kind, platform.now(), me.person_id, me.hat_id, me.role_code, p_subject, p_details);
  perform set_config('vp.event', v_id::text, true);
end $$;
comment on function dossier.begin is 'The event of a change through a window; no name in it: staff read events.';

-- Days until somebody answers: a complaint 45 (Flemish decree on complaints), everything else 30 (GDPR art. 12).
create function dossier.days_for(p_kind text) returns int
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case p_kind when 'COMPLAINT' then 45 else 30 end
$$;

create function dossier.tell_team(p_region text, p_claim uuid, p_kind text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare t record; v_role text := case when exists (select 1 from auth.hat h where h.role_code = 'AT' and h.area_code = p_region
  and h.valid @> platform.today()) then 'AT' else 'AS' end;
begin
  for t in select distinct h.person_id from auth.hat h where h.role_code = v_role and h.valid @> platform.today()
      and (h.area_code = p_region or v_role = 'AS' and h.area_code is null) loop
    perform notices.notify(t.person_id, v_role, null, 'dossier.asked', '/dossiers', null,
      jsonb_build_object('asked', p_kind), 'dossier.asked ' || p_claim, platform.now());
  end loop;
end $$;

-- Somebody asks something about the file they have a window on. Nothing of the order is touched. Fails with
-- too_many_open_questions.
create function dossier.ask(p_child uuid, p_kind text, p_words text) returns table (id uuid, due_on date)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare w dossier.relation; v_id uuid := gen_random_uuid(); v_due date := platform.today() + dossier.days_for(p_kind);
begin
  select * into w from dossier.windows() x where x.child_id = p_child and 'CLAIMS' = any (x.allows);
  if w.id is null then raise exception 'no such window' using errcode = 'P0002'; end if;
  if (select count(*) from dossier.claim c where c.relation_id = w.id and c.outcome is null) >= 20 then
    raise exception 'enough is open' using errcode = 'unique_violation', constraint = 'too_many_open_questions';
  end if;
  perform dossier.begin('claim.ask', v_id, jsonb_build_object('kind', p_kind));
  insert into dossier.claim (id, child_id, region_code, relation_id, asked_by, kind, words, due_on)
  values (v_id, p_child, w.region_code, w.id, w.person_id, p_kind, trim(p_words), v_due);
  perform dossier.tell_team(w.region_code, v_id, p_kind);
  return query select v_id, v_due;
end $$;

-- The rest is the access team's, each for the children of its own region.
create function dossier.own_child(p_child uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare v_region text;
begin
  if not auth.active() or session_user not in ('vp_at', 'vp_as') then raise exception 'no live session' using errcode = '28000'; end if;
  select p.region_code into v_region from waiting_list.person p where p.id = p_child and p.region_code = auth.my_area();
  if v_region is null then raise exception 'no such child' using errcode = 'P0002'; end if;
  return v_region;
end $$;

create function dossier.usual(p_kind text, p_restriction text) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case p_restriction when 'BARRED' then array['STANDING', 'CLAIMS']
    when 'CONFLICT' then array['STANDING', 'POSITION', 'DECISIONS', 'LOOKS', 'CLAIMS']
    else array['STANDING', 'POSITION', 'DECISIONS', 'PLACE', 'PARTS', 'LOOKS', 'CLAIMS', 'COPY'] end
$$;

-- A window for an account of the identity provider that vouches for who gives it; the account is made where there is none.
-- Fails with window_never_for_oneself, one_window_each, one_account_for_the_child.
create function dossier.give_window(p jsonb) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_child uuid := (p->>'childId')::uuid; v_region text := dossier.own_child((p->>'childId')::uuid); v_me uuid := auth.my_person();
        v_person auth.person; v_issuer text; v_id uuid := gen_random_uuid(); v_restriction text := coalesce(p->>'restriction', 'NONE');
        v_from date := coalesce((p->>'from')::date, platform.today());
        v_role text := case p->>'kind' when 'CHILD' then 'CH' when 'PARENT' then 'PA' when 'TRUSTED' then 'TP' end;
begin
  select n.issuer into v_issuer from auth.person n where n.id = v_me;
  select * into v_person from auth.person n where n.issuer = v_issuer and n.subject = trim(p->>'subject');
  if v_person.id is null then
    insert into auth.person (issuer, subject, name, invented)
    select v_issuer, trim(p->>'subject'), trim(p->>'name'), c.invented from waiting_list.person c where c.id = v_child
    returning * into v_person;
  end if;
  if v_person.id = v_me then
    raise exception 'a window for oneself' using errcode = 'check_violation', constraint = 'window_never_for_oneself';
  end if;
  if not exists (select 1 from auth.hat h where h.person_id = v_person.id and h.role_code = v_role and upper_inf(h.valid)) then
    -- By the way that every role goes, so that who gave it is known; one person is enough, as it opens no capacity.
    insert into administration.hat_request (id, person_id, role_code, valid, reason)
    values (v_id, v_person.id, v_role, daterange(platform.today(), null), 'window on a file');
    update administration.hat_request r set answer = 'YES' where r.id = v_id;
    insert into auth.hat (person_id, role_code, valid) values (v_person.id, v_role, daterange(platform.today(), null));
  end if;
  insert into dossier.relation (id, child_id, region_code, person_id, person_name, kind, period, restriction, ground, order_reference, allows)
  values (v_id, v_child, v_region, v_person.id, trim(p->>'name'), p->>'kind', daterange(v_from, (p->>'until')::date), v_restriction,
    p->>'ground', nullif(trim(p->>'orderReference'), ''),
    coalesce((select array_agg(a) from jsonb_array_elements_text(p->'allows') a), dossier.usual(p->>'kind', v_restriction)));
  update dossier.watched w set born_on = coalesce((p->>'bornOn')::date, w.born_on) where w.child_id = v_child;
  return v_id;
end $$;

-- An order, a conflict of interest, or that it is over: from the next question on it holds, also for who has the page open.
create function dossier.change_window(p_relation uuid, p jsonb) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare w dossier.relation; v_restriction text;
begin
  select * into w from dossier.relation x where x.id = p_relation and x.ended_at is null and x.region_code = auth.my_area();
  if w.id is null then raise exception 'no such window' using errcode = 'P0002'; end if;
  perform dossier.own_child(w.child_id);
  v_restriction := coalesce(p->>'restriction', w.restriction);
  update dossier.relation x set restriction = v_restriction, ground = p->>'ground', order_reference = nullif(trim(p->>'orderReference'), ''),
      allows = coalesce((select array_agg(a) from jsonb_array_elements_text(p->'allows') a), dossier.usual(w.kind, v_restriction))
   where x.id = p_relation;
  return w.child_id;
end $$;

create function dossier.end_window(p_relation uuid, p_reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare w dossier.relation;
begin
  select * into w from dossier.relation x where x.id = p_relation and x.ended_at is null and x.region_code = auth.my_area();
  if w.id is null then raise exception 'no such window' using errcode = 'P0002'; end if;
  perform dossier.own_child(w.child_id);
  update dossier.relation x set ended_at = platform.now(), end_reason = trim(p_reason) where x.id = p_relation;
  return w.child_id;
end $$;

create function dossier.record_capability(p_child uuid, p_able boolean, p_ground text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_region text := dossier.own_child(p_child); v_id uuid := gen_random_uuid();
begin
  insert into dossier.capability (id, child_id, region_code, able, ground, found_by_name)
  select v_id, p_child, v_region, p_able, trim(p_ground), n.name from auth.person n where n.id = auth.my_person();
  return v_id;
end $$;

-- A part comes in, or what is known of it changes; the words follow their part.
create function dossier.keep_part(p jsonb) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_child uuid := (p->>'childId')::uuid; v_region text := dossier.own_child((p->>'childId')::uuid); v_id uuid := (p->>'partId')::uuid;
begin
  if v_id is null then
    v_id := gen_random_uuid();
    insert into dossier.part (id, child_id, region_code, kind, class, drawn_up_on)
    values (v_id, v_child, v_region, p->>'kind', p->>'class', (p->>'drawnUpOn')::date);
    insert into dossier.part_text (id, child_id, region_code, class, title, words, written_by)
    values (v_id, v_child, v_region, p->>'class', trim(p->>'title'), trim(p->>'words'), trim(p->>'writtenBy'));
    return v_id;
  end if;
  update dossier.part x set class = p->>'class' where x.id = v_id and x.child_id = v_child;
  if not found then raise exception 'no such part' using errcode = 'P0002'; end if;
  return v_id;
end $$;

-- Answered with a reason. An objection is answered by somebody who neither judged how urgent it is nor proposed a place.
-- Fails with claim_answered_once, objection_by_another, claim_answered_by_another.
create function dossier.answer_claim(p_claim uuid, p_outcome text, p_answer text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare c dossier.claim; v_me uuid := auth.my_person(); v_kind text;
begin
  select * into c from dossier.claim x where x.id = p_claim and x.region_code = auth.my_area() for update;
  if c.id is null then raise exception 'no such question' using errcode = 'P0002'; end if;
  perform dossier.own_child(c.child_id);
  if c.outcome is not null then
    raise exception 'was answered' using errcode = 'unique_violation', constraint = 'claim_answered_once';
  end if;
  if c.kind = 'OBJECTION' and (exists (select 1 from waiting_list.assessment a join waiting_list.request r on r.id = a.request_id
        where r.person_id = c.child_id and a.assessed_by = v_me)
      or exists (select 1 from allocation.proposal_child k join waiting_list.request r on r.id = k.request_id
        join platform.event e on e.id = k.event_id where r.person_id = c.child_id and e.person_id = v_me)) then
    raise exception 'decided it' using errcode = 'check_violation', constraint = 'objection_by_another';
  end if;
  update dossier.claim x set outcome = p_outcome, answer = trim(p_answer), answered_at = platform.now(), answered_by = v_me where x.id = p_claim;
  select r.kind into v_kind from dossier.relation r where r.id = c.relation_id;
  perform notices.notify(c.asked_by, case v_kind when 'CHILD' then 'CH' when 'PARENT' then 'PA' else 'TP' end, null, 'dossier.answered',
    '/mijn-dossier', null, '{}', 'dossier.answered ' || p_claim, platform.now());
  return c.child_id;
end $$;

create function dossier.set_shield(p_child uuid, p_kind text, p_organisation uuid, p_until date) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_region text := dossier.own_child(p_child); v_id uuid;
begin
  insert into dossier.shield (child_id, region_code, kind, organisation_id, until) values (p_child, v_region, p_kind, p_organisation, p_until)
  on conflict (child_id, kind, organisation_id) do update set until = excluded.until returning id into v_id;
  return v_id;
end $$;

create function dossier.drop_shield(p_shield uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_child uuid;
begin
  delete from dossier.shield s where s.id = p_shield and s.region_code = dossier.own_child(s.child_id) returning s.child_id into v_child;
  if v_child is null then raise exception 'no such shield' using errcode = 'P0002'; end if;
  return v_child;
end $$;

-- From which organisations a file was looked at: what the access team may have to shield.
create function dossier.looked_from(p_child uuid) returns table (id uuid, name text, looks bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform dossier.own_child(p_child);
  return query select o.id, o.name, count(*) from dossier.look k join auth.organisation o on o.id = k.organisation_id
    where k.child_id = p_child group by o.id, o.name order by o.name;
end $$;
