-- Up Migration
-- Foster care: why a service says no, for itself and in kind words for the family; and what happens out of hours, chosen by
-- each service itself with the day from which it holds. Stated again whole: alike, receive, propose,
-- answer, refuse, start, decide.
-- squawk-ignore-file disallowed-unique-constraint,prefer-bigint-over-int

-- ── Why not ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A new column stands last in the table and last in its history: from now on both are filled by name.
do $$
declare t text;
begin
  foreach t in array array['family', 'family_history'] loop
    execute format('alter table foster_care.%I add column refusal_reason text, add column refusal_words text', t);
  end loop;
  foreach t in array array['match', 'match_history'] loop
    execute format('alter table foster_care.%I add column refusal_words text', t);
  end loop;
  foreach t in array array['request', 'request_history'] loop
    execute format('alter table foster_care.%I add column likely_of uuid', t);
  end loop;
  foreach t in array array['family', 'match', 'request'] loop
    execute format('drop trigger keep_history on foster_care.%I', t);
    execute format('create trigger keep_history before update or delete on foster_care.%I for each row execute function platform.keep_history(%L)', t,
      (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = format('foster_care.%I', t)::regclass and a.attnum > 0 and not a.attisdropped));
  end loop;
end $$;
comment on column foster_care.request.likely_of is 'The first request of the last year that may be for the same child or children, though nobody said so: they count once.';

-- How many requests of the last year give the same card; the repeats of one child count once, also those that only look like
-- it. A child that is asked for night after night would else make itself one of many.
create or replace function foster_care.alike(p_level int, r foster_care.request) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct coalesce(q.likely_of, q.repeat_of, q.id))::int from foster_care.request q
   where q.received_at > platform.now() - interval '1 year' and q.received_at <= platform.now()
     and foster_care.card_at(p_level, q) = foster_care.card_at(p_level, r)
$$;

alter table foster_care.family add constraint family_refusal_reason
  check (refusal_reason in ('NOT_NOW', 'PREPARATION', 'HOME', 'OTHER_CARE', 'WITHDRAWN', 'OTHER')) not valid;
alter table foster_care.family add constraint family_refusal_words check (length(refusal_words) between 1 and 300) not valid;
-- Who was refused before there were reasons has none.
alter table foster_care.family add constraint family_refusal_whole
  check (state = 'REFUSED' or (refusal_reason is null and refusal_words is null)) not valid;
alter table foster_care.match add constraint match_refusal_words
  check (refusal_words is null or (length(refusal_words) between 1 and 300 and refused_by = 'SERVICE')) not valid;
alter table foster_care.family validate constraint family_refusal_reason;
alter table foster_care.family validate constraint family_refusal_words;
alter table foster_care.family validate constraint family_refusal_whole;
alter table foster_care.match validate constraint match_refusal_words;
comment on column foster_care.family.refusal_words is 'What the service adds for itself: no family reads it.';
comment on column foster_care.match.refusal_words is 'What the service adds for itself: no family reads it.';

-- A family that the service did not choose sees that card no more, though it fits: it would be asked and turned down at once.
alter table foster_care.shown_card add column passed_at timestamptz;
comment on column foster_care.shown_card.passed_at is 'When the service last chose otherwise; empty when it withdrew because the request changed.';

-- The service says what a family is. With the first yes it gets an account and the role of a foster family; with a no
-- what it told of itself is gone, and why the service said no stays.
drop function foster_care.decide(uuid, text, text);
create function foster_care.decide(p_family uuid, p_state text, p_subject text, p_reason text, p_words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family; v_me uuid := auth.my_person(); v_person uuid; v_ask uuid; v_no boolean := p_state = 'REFUSED';
begin
  select * into f from foster_care.family y where y.id = p_family and y.service_id = auth.my_organisation() for update;
  if session_user <> 'vp_fs' or f.id is null then perform foster_care.fail('family_not_found', 'NONE'); end if;
  if f.state = p_state then return; end if;
  if not (f.state, p_state) in (('APPLIED', 'APPROVED'), ('APPLIED', 'REFUSED'), ('APPROVED', 'PAUSED'), ('PAUSED', 'APPROVED'), ('APPROVED', 'ENDED'), ('PAUSED', 'ENDED')) then
    perform foster_care.fail('family_step_not_allowed', 'CONFLICT');
  end if;
  if v_no and p_reason is null then perform foster_care.fail('family_refusal_says_why', 'WRONG'); end if;
  if p_state = 'ENDED' and exists (select 1 from foster_care.match m where m.family_id = f.id and m.state in ('PROPOSED', 'CONFIRMED', 'STARTED')) then
    perform foster_care.fail('family_has_match', 'CONFLICT');
  end if;
  perform foster_care.begin('family.' || lower(p_state), f.service_id, f.id, case when v_no then jsonb_build_object('reason', p_reason) else '{}' end);
  v_person := f.person_id;
  if p_state = 'APPROVED' and v_person is null then
    insert into auth.person (issuer, subject, name, invented)
    values ((select p.issuer from auth.person p where p.id = v_me), coalesce(nullif(trim(p_subject), ''), 'pleeggezin-' || f.id), f.contact_name, f.invented)
    returning id into v_person;
    insert into administration.hat_request (person_id, role_code, organisation_id, valid, reason, asked_by, asked_at)
    values (v_person, 'FF', f.service_id, daterange(platform.today(), null), 'goedgekeurd door de dienst', v_me, platform.now()) returning id into v_ask;
    update administration.hat_request set answer = 'YES' where id = v_ask;
    insert into auth.hat (person_id, role_code, organisation_id, valid) values (v_person, 'FF', f.service_id, daterange(platform.today(), null));
  end if;
  if p_state = 'ENDED' then
    update auth.hat h set valid = daterange(lower(h.valid), greatest(platform.today(), lower(h.valid)))
     where h.person_id = v_person and h.role_code = 'FF' and h.valid @> platform.today();
  end if;
  update foster_care.family set state = p_state, person_id = v_person, approved_at = case when p_state = 'APPROVED' then coalesce(approved_at, platform.now()) else approved_at end,
      contact_name = case when v_no then '-' else contact_name end, phone = case when not v_no then phone end, mail = case when not v_no then mail end,
      refusal_reason = case when v_no then p_reason end, refusal_words = case when v_no then nullif(trim(p_words), '') end
   where id = f.id;
  if v_no then
    update foster_care.family_history set contact_name = '-', phone = null, mail = null where id = f.id;
  end if;
end $$;

-- No of either side, before it starts: the places are free again, what the family could read is gone, the card is open again.
-- A family that is not chosen hears the code of why, which its page says in kind words; never what the service wrote for itself.
drop function foster_care.refuse(uuid, text);
create function foster_care.refuse(p_match uuid, p_reason text, p_words text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match := foster_care.own_match(p_match); v_family boolean := session_user = 'vp_ff';
begin
  if m.state = 'REFUSED' then return; end if;
  if m.state not in ('PROPOSED', 'CONFIRMED') then perform foster_care.fail('match_step_not_allowed', 'CONFLICT'); end if;
  perform foster_care.begin('match.refuse', m.service_id, m.id, jsonb_build_object('reason', p_reason));
  update foster_care.detail set person_id = null where request_id = m.request_id;
  update foster_care.match set state = 'REFUSED', refused_by = case when v_family then 'FAMILY' else 'SERVICE' end, refusal_reason = p_reason,
      refusal_words = case when not v_family then nullif(trim(p_words), '') end, person_id = null where id = m.id;
  update foster_care.shown_card s set answer = 'CANNOT', answered_at = platform.now(), call_name = null, call_phone = null from foster_care.card k
   where v_family and s.card_id = k.id and k.request_id = m.request_id and s.family_id = m.family_id;
  update foster_care.shown_card s set passed_at = case when p_reason <> 'REQUEST_CHANGED' then platform.now() end from foster_care.card k
   where not v_family and s.card_id = k.id and k.request_id = m.request_id and s.family_id = m.family_id;
  update foster_care.request set state = case when exists (select 1 from foster_care.card k where k.request_id = m.request_id) then 'RESPONSES' else 'CHECKED' end
   where id = m.request_id and state = 'MATCHED';
  update foster_care.card set closed_at = null where request_id = m.request_id and closed_at is not null;
  update foster_care.match_place set live = false where match_id = m.id;
  if v_family then perform foster_care.tell_service(m.service_id, 'foster-care.match-refused', '/pleegzorg', 'foster-care.match-refused ' || m.id);
  else perform notices.notify(m.person_id, 'FF', m.family_service_id, 'foster-care.match-refused', '/pleeggezin', null,
    jsonb_build_object('reason', p_reason), 'foster-care.match-refused ' || m.id, platform.now());
  end if;
end $$;

-- A family answers a card that it sees now. The same again changes nothing; what was said earlier and arrives later too.
create or replace function foster_care.answer(p_card uuid, p_answer text, p_given_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare s foster_care.shown_card; f foster_care.family := foster_care.my_family(null); v_given timestamptz := least(coalesce(p_given_at, platform.now()), platform.now());
begin
  select * into s from foster_care.shown_card c where c.card_id = p_card and c.family_id = f.id and c.person_id = f.person_id and c.fits and c.passed_at is null for update;
  if session_user <> 'vp_ff' or s.card_id is null then perform foster_care.fail('card_is_closed', 'CONFLICT'); end if;
  if s.answer = p_answer or s.given_at > v_given then return s.answer; end if;
  perform foster_care.begin('card.answer', s.service_id, p_card, jsonb_build_object('answer', p_answer));
  update foster_care.shown_card set answer = p_answer, answered_at = platform.now(), given_at = v_given, seen_at = coalesce(seen_at, platform.now()),
      call_name = case when p_answer <> 'CANNOT' then f.contact_name end, call_phone = case when p_answer <> 'CANNOT' then f.phone end
   where card_id = p_card and family_id = f.id;
  if p_answer <> 'CANNOT' then
    update foster_care.request r set state = 'RESPONSES' from foster_care.card k where k.id = p_card and r.id = k.request_id and r.state = 'PUBLISHED';
    perform foster_care.tell_service(s.service_id, 'foster-care.card-answered', '/pleegzorg', 'foster-care.card-answered ' || p_card || ' ' || f.id || ' ' || p_answer);
  end if;
  return p_answer;
end $$;

-- ── Out of hours ────────────────────────────────────────────────────────────────────────────────────────────────────
-- What a service chose, from which day on. Of what holds on a day, the latest choice that begins by then decides: a choice
-- undoes every earlier one that begins later, and none is ever changed.
create table foster_care.phase_choice (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references foster_care.service (organisation_id),
  phase int not null check (phase between 0 and 2),
  from_on date not null,
  decided_at timestamptz not null default platform.now(),
  event_id uuid not null default platform.current_event() references platform.event (id),
  seq bigint not null generated always as identity,
  constraint phase_not_back check (from_on >= (decided_at at time zone 'Europe/Brussels')::date)
);
comment on table foster_care.phase_choice is 'What a foster-care service does when nobody sits at its desk, from which day on.';
create index phase_choice_service on foster_care.phase_choice (service_id, seq);
create index phase_choice_event on foster_care.phase_choice (event_id);
create trigger frozen before update or delete on foster_care.phase_choice for each row execute function platform.refuse_change();
create trigger z_told_insert after insert on foster_care.phase_choice referencing new table as new_rows
  for each statement execute function foster_care.tell_changed();

-- Its twin is phaseOn in src/foster-care/hours.ts. A service that never chose does as its region's setting says.
create function foster_care.service_phase(p_service uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select c.phase from foster_care.phase_choice c where c.service_id = p_service and c.from_on <= platform.today() order by c.seq desc limit 1),
    (select foster_care.phase(s.region_code) from foster_care.service s where s.organisation_id = p_service))
$$;

create function foster_care.service_may_match(p_service uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select foster_care.service_phase(p_service) >= 2
      or foster_care.at_the_desk((select s.region_code from foster_care.service s where s.organisation_id = p_service), platform.now())
$$;

-- The service chooses for itself, from today on at the earliest; the same again changes nothing.
create function foster_care.choose_phase(p_phase int, p_from date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_service uuid; c foster_care.phase_choice;
begin
  if session_user = 'vp_fs' then
    select s.organisation_id into v_service from foster_care.service s where s.organisation_id = auth.my_organisation() for update;
  end if;
  if v_service is null then perform foster_care.fail('service_not_found', 'NONE'); end if;
  if p_from < platform.today() or p_from > platform.today() + 366 then perform foster_care.fail('phase_day_in_bounds', 'WRONG'); end if;
  select * into c from foster_care.phase_choice x where x.service_id = v_service order by x.seq desc limit 1;
  if (c.phase, c.from_on) = (p_phase, p_from) then return; end if;
  perform foster_care.begin('service.phase', v_service, v_service, jsonb_build_object('phase', p_phase, 'from', p_from));
  insert into foster_care.phase_choice (service_id, phase, from_on) values (v_service, p_phase, p_from);
end $$;

-- A request comes in. Out of hours, from phase 1 of its service on, it is published at once.
create or replace function foster_care.receive(p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_service foster_care.service; v_region text; v_id uuid := (p ->> 'id')::uuid; v_start date := (p ->> 'startOn')::date; v_weeks int; v_published boolean := false;
begin
  if session_user not in ('vp_fs', 'vp_cr', 'vp_at', 'vp_as') or not auth.active() then raise exception 'nobody who registers' using errcode = 'insufficient_privilege'; end if;
  select * into v_service from foster_care.service s where s.organisation_id = (p ->> 'serviceId')::uuid;
  select m.region_code into v_region from region.municipality m where m.code = p ->> 'municipality';
  if v_service.organisation_id is null or v_region is null then perform foster_care.fail('request_unknown_place', 'WRONG'); end if;
  if session_user = 'vp_fs' and v_service.organisation_id is distinct from auth.my_organisation() then perform foster_care.fail('request_unknown_place', 'WRONG'); end if;
  if session_user in ('vp_at', 'vp_as') and v_region is distinct from auth.my_area() then perform foster_care.fail('request_of_other_region', 'WRONG'); end if;
  if v_start < platform.today() or v_start > platform.today() + 60 then perform foster_care.fail('request_start_in_bounds', 'WRONG'); end if;
  v_weeks := (date_trunc('week', v_start)::date - date_trunc('week', platform.today())::date) / 7;
  perform foster_care.begin('request.receive', v_service.organisation_id, v_id, '{}');
  insert into foster_care.request (id, service_id, region_code, registrar_kind, registrar_name, registered_by, municipality_code, school_municipality_code,
      youngest, oldest, children, kind, length, start_on, start_hour, start_week, school, pets, access, contact, reach_km, repeat_of, likely_of, crisis_kind, crisis_ref)
  values (v_id, v_service.organisation_id, v_region, p ->> 'registrarKind', trim(p ->> 'registrarName'), auth.my_person(), p ->> 'municipality', p ->> 'schoolMunicipality',
      (p ->> 'youngest')::int, (p ->> 'oldest')::int, (p ->> 'children')::int, p ->> 'kind', p ->> 'length', v_start, (p ->> 'startHour')::int,
      case v_weeks when 0 then 'THIS_WEEK' when 1 then 'NEXT_WEEK' else 'LATER' end, p ->> 'school', p ->> 'pets', p ->> 'access', p ->> 'contact',
      coalesce((p ->> 'reachKm')::int, foster_care.setting('foster-care.reach-km', v_region, 75)::int),
      (select coalesce(q.repeat_of, q.id) from foster_care.request q where q.id = (p ->> 'repeatOf')::uuid and q.service_id = v_service.organisation_id),
      -- Of the request that it is said to repeat, whatever service has it; or else of one from the same place, as old and as many.
      coalesce((select coalesce(q.likely_of, q.repeat_of, q.id) from foster_care.request q where q.id = (p ->> 'repeatOf')::uuid),
        (select coalesce(q.likely_of, q.repeat_of, q.id) from foster_care.request q
          where q.municipality_code = p ->> 'municipality' and (q.youngest, q.oldest, q.children) = ((p ->> 'youngest')::int, (p ->> 'oldest')::int, (p ->> 'children')::int)
            and q.received_at > platform.now() - interval '1 year' order by q.received_at, q.id limit 1)),
      p ->> 'crisisKind', (p ->> 'crisisRef')::uuid);
  if foster_care.service_phase(v_service.organisation_id) >= 1 and not foster_care.at_the_desk(v_service.region_code, platform.now()) then
    v_published := foster_care.put_card(v_id);
  end if;
  perform foster_care.tell_service(v_service.organisation_id, 'foster-care.request-received', '/pleegzorg', 'foster-care.request-received ' || v_id);
  return jsonb_build_object('id', v_id, 'published', v_published);
end $$;

create or replace function foster_care.propose(p_request uuid, p_family uuid, p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request := foster_care.own_request(p_request); f foster_care.family; v_period daterange; v_places int[]; v_km numeric;
begin
  if r.state not in ('CHECKED', 'PUBLISHED', 'RESPONSES') then perform foster_care.fail('request_step_not_allowed', 'CONFLICT'); end if;
  if not foster_care.service_may_match(r.service_id) then perform foster_care.fail('match_next_working_day', 'CONFLICT'); end if;
  select * into f from foster_care.family y where y.id = p_family and y.state = 'APPROVED'
     -- Of another service: only who answered that it can, or asks to be called.
     and (y.service_id = r.service_id or exists (select 1 from foster_care.shown_card s join foster_care.card k on k.id = s.card_id
        where k.request_id = r.id and s.family_id = y.id and s.answer in ('CAN', 'CALL_ME')));
  if f.id is null then perform foster_care.fail('family_not_found', 'NONE'); end if;
  v_period := daterange(r.start_on, r.start_on + foster_care.days_of(r.length));
  v_places := array(select n from generate_series(1, f.places) n where not exists (
    select 1 from foster_care.match_place t where t.family_id = f.id and t.place_no = n and t.live and t.period && v_period) order by n limit r.children);
  if cardinality(v_places) < r.children then perform foster_care.fail('family_has_no_room', 'CONFLICT'); end if;
  select round((region.distance_km(a.lat, a.lon, b.lat, b.lon) * foster_care.setting('region.detour-factor', r.region_code, 1.3)::double precision)::numeric, 1) into v_km
    from region.municipality a, region.municipality b where a.code = r.municipality_code and b.code = f.municipality_code;
  perform foster_care.begin('match.propose', r.service_id, p_id, jsonb_build_object('requestId', r.id));
  insert into foster_care.match (id, request_id, service_id, card_id, family_id, family_service_id, person_id, period, places, km)
  values (p_id, r.id, r.service_id, (select k.id from foster_care.card k where k.request_id = r.id), f.id, f.service_id, f.person_id, v_period, r.children, v_km);
  insert into foster_care.match_place (match_id, family_id, family_service_id, place_no, period)
  select p_id, f.id, f.service_id, n, v_period from unnest(v_places) n;
  perform notices.notify(f.person_id, 'FF', f.service_id, 'foster-care.match-asked', '/pleeggezin', null, '{}', 'foster-care.match-asked ' || p_id, platform.now());
end $$;

create or replace function foster_care.start(p_match uuid, p_on date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match := foster_care.own_match(p_match); r foster_care.request;
begin
  if session_user <> 'vp_fs' then perform foster_care.fail('match_not_found', 'NONE'); end if;
  if m.state = 'STARTED' and m.started_on = p_on then return; end if;
  if m.state <> 'CONFIRMED' then perform foster_care.fail('match_step_not_allowed', 'CONFLICT'); end if;
  if not foster_care.service_may_match(m.service_id) then perform foster_care.fail('match_next_working_day', 'CONFLICT'); end if;
  if p_on > platform.today() or p_on < platform.today() - 30 then perform foster_care.fail('match_day_in_bounds', 'WRONG'); end if;
  select * into r from foster_care.request q where q.id = m.request_id for update;
  -- Whoever asked at the crisis point finds it in this event and in the request.
  perform foster_care.begin('match.start', m.service_id, m.id, jsonb_strip_nulls(jsonb_build_object('requestId', r.id, 'on', p_on, 'crisisKind', r.crisis_kind, 'crisisRef', r.crisis_ref)));
  update foster_care.match set state = 'STARTED', started_on = p_on where id = m.id;
  update foster_care.request set state = 'STARTED', started_on = p_on where id = m.request_id;
end $$;

drop function foster_care.may_match(text, timestamptz);

-- The functions and tables are other ones now: who may is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;
