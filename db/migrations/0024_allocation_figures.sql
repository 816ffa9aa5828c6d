-- Up Migration
-- Why help does not start: a register of thresholds per organisation and module, made from each refusal and each "no
-- place" (R116-R126), and the views from which insight works out the figures of allocation (R37, R51, R74-R76).

-- Whether a reason is lack of supply or exclusion is the question of the register; the client's choice is neither (R118).
-- Its twin is src/allocation/thresholds/sides.ts.
create function allocation.threshold_side(p_code text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when p_code in ('NO_PLACE', 'STAFF', 'SIBLING_SPLIT') then 'LACK'
    when p_code = 'CLIENT_PREFERENCE' then 'CLIENT'
    when p_code = 'OTHER' then 'UNSORTED'
    else 'EXCLUSION' end
$$;

create table allocation.threshold (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references capacity.provider (id),
  region_code text not null references region.region (code),
  module_code text not null references capacity.module_type (code),
  code text not null check (code in ('NO_PLACE', 'AGE', 'IQ', 'COMBINED_PROBLEMS', 'AGGRESSION', 'ABSCONDING', 'PSYCHIATRIC', 'ADDICTION',
    'OFFENCE', 'DISABILITY', 'ONE_TO_ONE', 'GROUP_MIX', 'PREVIOUS_BREAK', 'MOTIVATION', 'CONTEXT_CONFLICT', 'DISTANCE_SCHOOL', 'REGION_BOUND_FUNDING',
    'STAFF', 'DIAGNOSTICS_FIRST', 'SIBLING_SPLIT', 'CLIENT_PREFERENCE', 'OTHER')),
  side text not null generated always as (allocation.threshold_side(code)) stored,
  first_at timestamptz not null,
  state text not null default 'NAMED' check (state in ('NAMED', 'LIFTING', 'LIFTED', 'ACCEPTED')),
  ground text check (length(ground) between 3 and 1000),
  event_id uuid not null references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint threshold_once unique (provider_id, module_code, code),
  constraint threshold_of_provider unique (id, provider_id),
  constraint threshold_of_region unique (id, region_code),
  constraint ground_required check (state in ('NAMED', 'LIFTED') or ground is not null)
);
comment on column allocation.threshold.region_code is 'Where the provider is: its access team follows the threshold up.';
comment on column allocation.threshold.ground is 'Of what is being lifted: what is done; of what is accepted: on which ground.';
create index threshold_region on allocation.threshold (region_code, state);
create index threshold_module on allocation.threshold (module_code);

-- One time that help did not start: a refusal, a place that was gone, a question answered with no, a client's choice.
create table allocation.threshold_case (
  id uuid primary key default gen_random_uuid(),
  threshold_id uuid not null,
  provider_id uuid not null,
  region_code text not null references region.region (code),
  source text not null check (source in ('REFUSAL', 'PLACE_GONE', 'INQUIRY', 'CLIENT')),
  proposal_id uuid references allocation.proposal (id),
  inquiry_id uuid references allocation.inquiry (id),
  declined_by text,
  liftable boolean,
  client_view text check (client_view in ('LACK', 'EXCLUSION', 'CLIENT')),
  at timestamptz not null,
  event_id uuid not null references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint case_of_threshold foreign key (threshold_id, provider_id) references allocation.threshold (id, provider_id),
  constraint case_of_one check (num_nonnulls(proposal_id, inquiry_id) = 1)
);
comment on column allocation.threshold_case.region_code is 'Of the children, or of who asked: their access team records how the client sees it.';
comment on column allocation.threshold_case.client_view is 'How the client sees it (R117): no place, being excluded, or an own choice; null = not known yet.';
create index threshold_case_of on allocation.threshold_case (threshold_id, at desc);
create index threshold_case_at on allocation.threshold_case (at);
create index threshold_case_region on allocation.threshold_case (region_code, at);
create index threshold_case_provider on allocation.threshold_case (provider_id, at);
create index threshold_case_proposal on allocation.threshold_case (proposal_id) where proposal_id is not null;
create index threshold_case_inquiry on allocation.threshold_case (inquiry_id) where inquiry_id is not null;

-- What the provider says of it, and the access team back.
create table allocation.threshold_comment (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  threshold_id uuid not null,
  provider_id uuid not null,
  region_code text not null,
  side text not null default 'ACCESS' check (side in ('ACCESS', 'PROVIDER')),
  words text not null check (length(words) between 3 and 2000),
  person_name text,
  at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint comment_of_provider foreign key (threshold_id, provider_id) references allocation.threshold (id, provider_id),
  constraint comment_of_region foreign key (threshold_id, region_code) references allocation.threshold (id, region_code)
);
create index threshold_comment_of on allocation.threshold_comment (threshold_id, seq);
create index threshold_comment_event on allocation.threshold_comment (event_id);
create trigger a_signed_insert after insert on allocation.threshold_comment referencing new table as new_rows
  for each statement execute function platform.check_event();
create trigger frozen before update or delete on allocation.threshold_comment for each row execute function platform.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['threshold', 'threshold_case'] loop
    execute format('create table allocation.%I (like allocation.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on allocation.%I (id)', t || '_history');
    execute format('create index on allocation.%I (superseded_by)', t || '_history');
    execute format('create index on allocation.%I (event_id)', t || '_history');
    execute format('create index on allocation.%I (event_id)', t);
    execute format('create trigger keep_history before update or delete on allocation.%I for each row execute function platform.keep_history()', t);
    execute format('create trigger a_signed_update after update on allocation.%I referencing new table as new_rows for each statement execute function platform.check_event()', t);
  end loop;
end $$;

create function allocation.sign_comment() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  new.side := case when session_user in ('vp_pi', 'vp_pc') then 'PROVIDER' else 'ACCESS' end;
  new.person_name := (select p.name from auth.person p where p.id = auth.my_person());
  new.at := platform.now();
  return new;
end $$;
create trigger signed before insert on allocation.threshold_comment for each row execute function allocation.sign_comment();

-- Where a threshold stands follows from what is done about it; what is lifted and met again is named again.
create function allocation.check_threshold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state is distinct from old.state and not (old.state, new.state) in (('NAMED', 'LIFTING'), ('NAMED', 'ACCEPTED'), ('NAMED', 'LIFTED'),
      ('LIFTING', 'LIFTED'), ('LIFTING', 'NAMED'), ('LIFTING', 'ACCEPTED'), ('LIFTED', 'NAMED'), ('ACCEPTED', 'NAMED'), ('ACCEPTED', 'LIFTING')) then
    raise exception 'from % to %', old.state, new.state using errcode = 'check_violation', constraint = 'threshold_step_not_allowed';
  end if;
  return new;
end $$;
create trigger checked before update on allocation.threshold for each row execute function allocation.check_threshold();

-- Names the threshold that stood in the way, and adds one more time that it did.
create function allocation.add_case(p_provider uuid, p_region text, p_module text, p_code text, p_source text, p_proposal uuid, p_inquiry uuid,
  p_by text, p_liftable boolean, p_at timestamptz, p_event uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid;
begin
  insert into allocation.threshold (provider_id, region_code, module_code, code, first_at, event_id)
    select p_provider, p.region_code, p_module, p_code, p_at, p_event from capacity.provider p where p.id = p_provider
    on conflict on constraint threshold_once do nothing;
  select t.id into v_id from allocation.threshold t where t.provider_id = p_provider and t.module_code = p_module and t.code = p_code;
  insert into allocation.threshold_case (threshold_id, provider_id, region_code, source, proposal_id, inquiry_id, declined_by, liftable, at, event_id)
    values (v_id, p_provider, p_region, p_source, p_proposal, p_inquiry, p_by, p_liftable, p_at, p_event);
  update allocation.threshold t set state = 'NAMED', ground = null where t.id = v_id and t.state = 'LIFTED' and p_at > t.known_from;
end $$;

-- In the transaction of the step itself: no refusal without its entry. A draft that is dropped was asked of nobody.
create function allocation.name_threshold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform allocation.add_case(new.provider_id, new.region_code, new.module_code,
    case new.state when 'NOT_STARTED' then new.decline_code when 'PLACE_GONE' then 'NO_PLACE' else 'CLIENT_PREFERENCE' end,
    case new.state when 'NOT_STARTED' then 'REFUSAL' when 'PLACE_GONE' then 'PLACE_GONE' else 'CLIENT' end,
    new.id, null, case when new.state = 'NOT_STARTED' then new.declined_by end, case when new.state = 'NOT_STARTED' then new.liftable end,
    coalesce(new.closed_at, platform.now()), new.event_id);
  return null;
end $$;
create trigger name_threshold_insert after insert on allocation.proposal for each row
  when (new.sent and new.state in ('NOT_STARTED', 'PLACE_GONE', 'CLIENT_DECLINED')) execute function allocation.name_threshold();
create trigger name_threshold_update after update on allocation.proposal for each row
  when (new.sent and new.state in ('NOT_STARTED', 'PLACE_GONE', 'CLIENT_DECLINED') and new.state <> old.state) execute function allocation.name_threshold();

create function allocation.name_answered() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform allocation.add_case(new.provider_id, new.region_code, new.module_code,
    case when new.answer_reason in ('STAFF_SHORTAGE', 'STAFF_ABSENCE') then 'STAFF' else 'NO_PLACE' end,
    'INQUIRY', null, new.id, null, null, coalesce(new.answered_at, platform.now()), new.event_id);
  return null;
end $$;
create trigger name_threshold_insert after insert on allocation.inquiry for each row
  when (new.answer = 'NOT_AVAILABLE') execute function allocation.name_answered();
create trigger name_threshold_update after update on allocation.inquiry for each row
  when (new.answer = 'NOT_AVAILABLE' and old.answer is null) execute function allocation.name_answered();

-- What was refused before the register was there.
select allocation.add_case(p.provider_id, p.region_code, p.module_code,
    case p.state when 'NOT_STARTED' then p.decline_code when 'PLACE_GONE' then 'NO_PLACE' else 'CLIENT_PREFERENCE' end,
    case p.state when 'NOT_STARTED' then 'REFUSAL' when 'PLACE_GONE' then 'PLACE_GONE' else 'CLIENT' end,
    p.id, null, case when p.state = 'NOT_STARTED' then p.declined_by end, case when p.state = 'NOT_STARTED' then p.liftable end,
    coalesce(p.closed_at, p.known_from), p.event_id)
  from allocation.proposal p where p.sent and p.state in ('NOT_STARTED', 'PLACE_GONE', 'CLIENT_DECLINED');
select allocation.add_case(i.provider_id, i.region_code, i.module_code,
    case when i.answer_reason in ('STAFF_SHORTAGE', 'STAFF_ABSENCE') then 'STAFF' else 'NO_PLACE' end,
    'INQUIRY', null, i.id, null, null, i.answered_at, i.event_id)
  from allocation.inquiry i where i.answer = 'NOT_AVAILABLE';

-- That a provider asked, put a condition or offered something else, without a word of it: messages are read in the own
-- region alone, and a figure must be the same for whoever may see it.
create table allocation.talk (
  proposal_id uuid primary key,
  region_code text not null,
  provider_id uuid not null,
  first_at timestamptz not null,
  constraint talk_of_proposal foreign key (proposal_id, provider_id) references allocation.proposal (id, provider_id),
  constraint talk_of_region foreign key (proposal_id, region_code) references allocation.proposal (id, region_code)
);
create trigger frozen before update or delete on allocation.talk for each row execute function platform.refuse_change();

create function allocation.keep_talk() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into allocation.talk (proposal_id, region_code, provider_id, first_at) values (new.proposal_id, new.region_code, new.provider_id, new.at)
    on conflict (proposal_id) do nothing;
  return null;
end $$;
create trigger keep_talk after insert on allocation.message for each row
  when (new.side = 'PROVIDER' and new.kind in ('QUESTION', 'CONDITION', 'COUNTER_OFFER')) execute function allocation.keep_talk();
insert into allocation.talk (proposal_id, region_code, provider_id, first_at)
  select proposal_id, region_code, provider_id, min(at) from allocation.message
   where side = 'PROVIDER' and kind in ('QUESTION', 'CONDITION', 'COUNTER_OFFER') group by 1, 2, 3;

-- Figures look at a period: its proposals, its steps, and who left the list in it.
create index proposal_sent_at on allocation.proposal (sent_at) where sent;
create index step_at on waiting_list.step (at);
create index move_left on waiting_list.move (at) where after_band_no is null;

-- What the slices publish for insight, with the rights of who asks.
create view waiting_list.figures_waiting with (security_invoker = true) as
  select p.request_id, p.module_code, p.region_code, p.own_band_no as band_no, p.own_since as since,
      r.file_kind, r.needs, q.born_month, q.unborn, q.sex
    from waiting_list.position p
    join waiting_list.request r on r.id = p.request_id
    join waiting_list.person q on q.id = r.person_id
   where p.callable;
comment on view waiting_list.figures_waiting is 'Published for insight: who may be called now, once for each module asked for.';

create view waiting_list.figures_request with (security_invoker = true) as
  select r.id as request_id, r.region_code, r.file_kind, r.state, r.needs, q.born_month, q.unborn, q.sex, q.group_id is not null as has_siblings
    from waiting_list.request r join waiting_list.person q on q.id = r.person_id;
comment on view waiting_list.figures_request is 'Published for insight: which groups the child of a request is of.';

create view waiting_list.figures_wanted with (security_invoker = true) as
  select e.request_id, e.module_code from waiting_list.entry e;
comment on view waiting_list.figures_wanted is 'Published for insight: which modules a request asks for.';

create view waiting_list.figures_step with (security_invoker = true) as
  select s.request_id, s.seq, s.region_code, s.from_state, s.to_state, s.at from waiting_list.step s;
comment on view waiting_list.figures_step is 'Published for insight: each passage from one state to another, with its moment.';

create view waiting_list.figures_move with (security_invoker = true) as
  select m.request_id, m.seq, m.region_code, m.before_band_no, m.after_band_no, m.at from waiting_list.move m;
comment on view waiting_list.figures_move is 'Published for insight: in which band a request stood from when, null while it could not be called.';

create view waiting_list.figures_band with (security_invoker = true) as
  select b.n::int as band_no, b.band ->> 'code' as code
    from waiting_list.applied a
    join waiting_list.rule_set r on r.version = a.version
    cross join lateral jsonb_array_elements(r.content -> 'bands') with ordinality as b (band, n);
comment on view waiting_list.figures_band is 'Published for insight: what the bands of the rules in force are called.';

create view allocation.figures_answer with (security_invoker = true) as
  select p.id as proposal_id, p.region_code, p.module_code, p.provider_id, o.name as provider_name, p.state, p.grade,
      p.sent_at, p.due_at, p.answered_at, p.closed_at, p.decline_code, p.declined_by, p.liftable
    from allocation.proposal p join capacity.provider o on o.id = p.provider_id
   where p.sent;
comment on view allocation.figures_answer is 'Published for insight: what was asked of whom, and answered when; of a provider its own.';

create view allocation.figures_choice with (security_invoker = true) as
  select p.id as proposal_id, p.region_code, p.module_code, p.state, p.sent_at, p.answered_at, p.rank_in_record as rank, p.departure_code,
      p.lanes, p.exempt, r.at as suggested_at,
      k.proposal_id is not null as talked
    from allocation.proposal p
    left join allocation.record r on r.id = p.record_id
    left join allocation.talk k on k.proposal_id = p.id
   where p.sent;
comment on view allocation.figures_choice is 'Published for insight: how a proposal came from the list, and whether it was talked about before it was accepted.';

create view allocation.figures_threshold with (security_invoker = true) as
  select c.id as case_id, c.threshold_id, c.region_code, c.source, c.at, c.client_view, c.proposal_id, t.provider_id, t.module_code, t.code, t.side
    from allocation.threshold_case c join allocation.threshold t on t.id = c.threshold_id;
comment on view allocation.figures_threshold is 'Published for insight: each time that help did not start, on which threshold.';

create view allocation.figures_child with (security_invoker = true) as
  select c.proposal_id, c.request_id from allocation.proposal_child c;
comment on view allocation.figures_child is 'Published for insight: whom a proposal was about.';
