-- Up Migration
-- Crisis foster care: families who say when they can take a child in, requests as cards of ten fields that name nobody,
-- answers, matches that hold a family's places once, and push messages to phones beside mail.
-- New tables, and new columns without a value: nothing waits for their locks.
-- squawk-ignore-file disallowed-unique-constraint,prefer-bigint-over-int

create schema foster_care;

create table foster_care.service (
  organisation_id uuid primary key references auth.organisation (id),
  name text not null check (length(name) between 2 and 120),
  region_code text not null references region.region (code),
  invented boolean not null default false
);
comment on table foster_care.service is 'Services for foster care; the settings of their region say what they do out of hours.';
create index service_region on foster_care.service (region_code);

-- Kept coarse on purpose: where a family lives is the centre of its municipality; no address stands in any column.
create table foster_care.family (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references foster_care.service (organisation_id),
  person_id uuid unique references auth.person (id),
  state text not null default 'APPLIED' check (state in ('APPLIED', 'APPROVED', 'PAUSED', 'ENDED', 'REFUSED')),
  contact_name text not null check (length(contact_name) between 1 and 120),
  phone text check (phone ~ '^[0-9+ ./()-]{6,30}$'),
  mail text check (mail ~ '^[^\s@<>,;:"()\[\]\\[:cntrl:]]{1,64}@[A-Za-z0-9.-]{1,190}$'),
  municipality_code text not null references region.municipality (code),
  kinds text[] not null check (kinds <@ '{CRISIS,BRIDGING,RESPITE}' and cardinality(kinds) > 0),
  age_from int not null,
  age_to int not null,
  places int not null check (places between 1 and 6),
  siblings_together boolean not null,
  has_pets boolean not null,
  school_reach_km int check (school_reach_km between 0 and 100),
  access text not null check (access in ('NONE', 'GROUND_FLOOR', 'WHEELCHAIR')),
  languages text[] not null default '{nl}' check (languages <@ '{nl,fr,en,de,ar,tr,es,pl,ro,uk,ru,sign}' and cardinality(languages) > 0),
  applied_at timestamptz not null default platform.now(),
  approved_at timestamptz,
  invented boolean not null default false,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint family_ages check (0 <= age_from and age_from <= age_to and age_to <= 17),
  constraint family_of_service unique (id, service_id),
  constraint approved_has_account check (state not in ('APPROVED', 'PAUSED') or person_id is not null)
);
comment on table foster_care.family is 'Foster families that take children in a crisis: their file and profile.';
create index family_service on foster_care.family (service_id, state);
create index family_municipality on foster_care.family (municipality_code);
create index family_event on foster_care.family (event_id);

create table foster_care.availability (
  id uuid primary key default gen_random_uuid(),
  family_id uuid not null,
  service_id uuid not null,
  person_id uuid references auth.person (id),
  period daterange not null,
  weekdays int[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
  on_holidays boolean not null,
  hour_from int not null,
  hour_until int not null,
  places int not null check (places between 1 and 6),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint availability_of_family foreign key (family_id, service_id) references foster_care.family (id, service_id),
  constraint availability_period check (not isempty(period) and not lower_inf(period)),
  constraint availability_hours check (0 <= hour_from and hour_from < hour_until and hour_until <= 24)
);
comment on column foster_care.availability.weekdays is '1 = Monday … 7 = Sunday.';
comment on column foster_care.availability.on_holidays is 'Also on legal holidays that fall from Monday to Friday.';
create index availability_family on foster_care.availability (family_id, service_id);
create index availability_person on foster_care.availability (person_id);
create index availability_event on foster_care.availability (event_id);

create table foster_care.request (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references foster_care.service (organisation_id),
  region_code text not null references region.region (code),
  registrar_kind text not null check (registrar_kind in ('PERSON', 'ORGANISATION')),
  registrar_name text check (length(registrar_name) between 2 and 120),
  registered_by uuid references auth.person (id),
  received_at timestamptz not null default platform.now(),
  municipality_code text not null references region.municipality (code),
  school_municipality_code text references region.municipality (code),
  youngest int not null,
  oldest int not null,
  children int not null check (children between 1 and 8),
  kind text not null check (kind in ('CRISIS', 'BRIDGING', 'RESPITE')),
  length text not null check (length in ('DAYS_3', 'WEEK', 'TWO_WEEKS', 'FOUR_WEEKS')),
  start_on date not null,
  start_hour int not null check (start_hour between 0 and 23),
  start_week text not null check (start_week in ('THIS_WEEK', 'NEXT_WEEK', 'LATER')),
  school text not null check (school in ('NONE', 'OWN_SCHOOL')),
  pets text not null check (pets in ('FINE', 'NO_PETS')),
  access text not null check (access in ('NONE', 'GROUND_FLOOR', 'WHEELCHAIR')),
  contact text not null check (contact in ('NONE', 'WEEKLY', 'MORE_OFTEN')),
  reach_km int not null check (reach_km between 5 and 400),
  repeat_of uuid references foster_care.request (id),
  crisis_kind text check (crisis_kind ~ '^[a-z]+(-[a-z]+)*$'),
  crisis_ref uuid,
  state text not null default 'RECEIVED' check (state in ('RECEIVED', 'CHECKED', 'PUBLISHED', 'RESPONSES', 'MATCHED', 'STARTED', 'ENDED', 'UNFILLED')),
  withheld boolean not null default false,
  unfilled_reason text check (unfilled_reason in ('NO_FAMILY_FITS', 'NO_FAMILY_CAN', 'NO_ANSWER', 'SOLVED_OTHERWISE', 'OTHER_HELP', 'WITHDRAWN')),
  started_on date,
  ended_on date,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint request_ages check (0 <= youngest and youngest <= oldest and oldest <= 17),
  constraint one_child_one_age check (children > 1 or youngest = oldest),
  constraint crisis_ref_whole check ((crisis_kind is null) = (crisis_ref is null)),
  constraint unfilled_says_why check ((state = 'UNFILLED') = (unfilled_reason is not null)),
  constraint request_of_service unique (id, service_id)
);
comment on table foster_care.request is 'Requests for crisis foster care: codes and numbers, no name and no words.';
comment on column foster_care.request.withheld is 'Even its coarsest card would single out: the service looks for a family itself.';
comment on column foster_care.request.crisis_ref is 'The request at the crisis point that it came from, when there is one.';
create index request_service on foster_care.request (service_id, state);
create index request_region on foster_care.request (region_code);
create index request_received on foster_care.request (received_at);
create index request_municipality on foster_care.request (municipality_code);
create index request_school on foster_care.request (school_municipality_code);
create index request_repeat on foster_care.request (repeat_of);
create index request_registered_by on foster_care.request (registered_by);
create index request_event on foster_care.request (event_id);
create index request_crisis on foster_care.request (crisis_ref) where crisis_ref is not null;

do $$
declare t text;
begin
  foreach t in array array['family', 'availability', 'request'] loop
    execute format('create table foster_care.%I (like foster_care.%I including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity)', t || '_history', t);
    execute format('create index on foster_care.%I (id)', t || '_history');
    execute format('create index on foster_care.%I (superseded_by)', t || '_history');
    execute format('create index on foster_care.%I (event_id)', t || '_history');
    execute format('create trigger keep_history before update or delete on foster_care.%I for each row execute function platform.keep_history()', t);
  end loop;
end $$;

-- What a family needs to know once both said yes. It has no past: what is gone is gone.
create table foster_care.detail (
  request_id uuid primary key references foster_care.request (id),
  service_id uuid not null references foster_care.service (organisation_id),
  person_id uuid references auth.person (id),
  first_names text check (length(first_names) between 1 and 200),
  arrival text check (length(arrival) between 1 and 1000),
  care text check (length(care) between 1 and 1000),
  health text check (length(health) between 1 and 1000),
  contact_words text check (length(contact_words) between 1 and 1000),
  changed_at timestamptz not null default platform.now()
);
comment on column foster_care.detail.person_id is 'Whose family may read it: filled when both confirmed, empty after a refusal.';
create index detail_person on foster_care.detail (person_id);
create index detail_service on foster_care.detail (service_id);

create table foster_care.card (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null unique,
  service_id uuid not null,
  request_region text not null references region.region (code),
  level int not null check (level between 0 and 14),
  age_from int,
  age_to int,
  siblings boolean not null,
  number int,
  kind text,
  length text,
  start_week text,
  region text,
  school text,
  pets text,
  access text,
  contact text,
  published_at timestamptz not null default platform.now(),
  published_by uuid references auth.person (id),
  closed_at timestamptz,
  constraint card_of_request foreign key (request_id, service_id) references foster_care.request (id, service_id)
);
comment on table foster_care.card is 'What families see of a request: ten fields, made by the ladder, never finer than five requests of the year share.';
create index card_open on foster_care.card (published_at) where closed_at is null;
create index card_service on foster_care.card (service_id);
create index card_region on foster_care.card (request_region);
create index card_published_by on foster_care.card (published_by);

-- Each card and each family that it fits, once: what the family sees, what it answered, and the log of both.
create table foster_care.shown_card (
  card_id uuid not null references foster_care.card (id),
  family_id uuid not null,
  service_id uuid not null references foster_care.service (organisation_id),
  family_service_id uuid not null,
  person_id uuid references auth.person (id),
  age_from int,
  age_to int,
  siblings boolean not null,
  number int,
  kind text,
  length text,
  start_week text,
  region text,
  school text,
  pets text,
  access text,
  contact text,
  published_at timestamptz not null,
  km numeric(6, 1) not null,
  fits boolean not null,
  misses text[] not null default '{}',
  shown_at timestamptz not null default platform.now(),
  gone_at timestamptz,
  seen_at timestamptz,
  answer text check (answer in ('CAN', 'CANNOT', 'CALL_ME')),
  answered_at timestamptz,
  given_at timestamptz,
  call_name text,
  call_phone text,
  primary key (card_id, family_id),
  constraint shown_to_family foreign key (family_id, family_service_id) references foster_care.family (id, service_id),
  constraint answer_whole check ((answer is null) = (answered_at is null))
);
comment on column foster_care.shown_card.service_id is 'The service of the request.';
comment on column foster_care.shown_card.person_id is 'Who sees it now; empty once it no longer fits or is closed.';
comment on column foster_care.shown_card.given_at is 'When the family said it, on its own phone: an answer that waited there does not undo a later one.';
create index shown_card_family on foster_care.shown_card (family_id, family_service_id);
create index shown_card_person on foster_care.shown_card (person_id);
create index shown_card_service on foster_care.shown_card (service_id);

create table foster_care.match (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null,
  service_id uuid not null,
  card_id uuid references foster_care.card (id),
  family_id uuid not null,
  family_service_id uuid not null,
  person_id uuid references auth.person (id),
  period daterange not null check (not isempty(period)),
  places int not null check (places between 1 and 8),
  km numeric(6, 1) not null,
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'CONFIRMED', 'STARTED', 'ENDED', 'REFUSED')),
  proposed_at timestamptz not null default platform.now(),
  family_yes_at timestamptz,
  service_yes_at timestamptz,
  refused_by text check (refused_by in ('FAMILY', 'SERVICE')),
  refusal_reason text check (refusal_reason in ('NOT_SUITABLE', 'NOT_NOW', 'ALREADY_TAKEN', 'REQUEST_CHANGED')),
  started_on date,
  ended_on date,
  end_reason text check (end_reason in ('AS_PLANNED', 'HOME', 'OTHER_FAMILY', 'OTHER_STAY', 'BROKEN_OFF', 'OTHER')),
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint match_of_request foreign key (request_id, service_id) references foster_care.request (id, service_id),
  constraint match_of_family foreign key (family_id, family_service_id) references foster_care.family (id, service_id),
  constraint both_said_yes check (state not in ('CONFIRMED', 'STARTED', 'ENDED') or (family_yes_at is not null and service_yes_at is not null)),
  constraint refusal_says_why check ((state = 'REFUSED') = (refused_by is not null) and (refused_by is null) = (refusal_reason is null)),
  constraint ended_says_why check ((state = 'ENDED') = (end_reason is not null))
);
comment on column foster_care.match.person_id is 'Who of the family sees it now; empty after a refusal and after its end.';
create unique index match_of_request_once on foster_care.match (request_id) where state in ('PROPOSED', 'CONFIRMED', 'STARTED');
create index match_request on foster_care.match (request_id, service_id);
create index match_family on foster_care.match (family_id, family_service_id);
create index match_person on foster_care.match (person_id);
create index match_card on foster_care.match (card_id);
create index match_service on foster_care.match (service_id, state);
create index match_event on foster_care.match (event_id);
create table foster_care.match_history (like foster_care.match including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity);
create index on foster_care.match_history (id);
create index on foster_care.match_history (superseded_by);
create index on foster_care.match_history (event_id);
create trigger keep_history before update or delete on foster_care.match for each row execute function platform.keep_history();

-- A family's places are numbered, and each is given away once for the same days, whichever service gives it.
create table foster_care.match_place (
  match_id uuid not null references foster_care.match (id),
  family_id uuid not null,
  family_service_id uuid not null,
  place_no int not null check (place_no between 1 and 6),
  period daterange not null,
  live boolean not null default true,
  primary key (match_id, place_no),
  constraint match_place_of_family foreign key (family_id, family_service_id) references foster_care.family (id, service_id),
  constraint match_place_once exclude using gist (family_id with =, place_no with =, period with &&) where (live)
);
create index match_place_service on foster_care.match_place (family_service_id);

-- ── The card ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The ten fields at one rung of the ladder; the twin of cardAt in src/foster-care/card.ts.
create function foster_care.card_at(p_level int, r foster_care.request) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'age_from', case when p_level >= 14 then null
                     when p_level >= 11 then case when r.youngest < 12 then 0 else 12 end
                     when p_level >= 3 then r.youngest / 6 * 6
                     else case when r.youngest < 3 then 0 when r.youngest < 6 then 3 when r.youngest < 12 then 6 when r.youngest < 15 then 12 else 15 end end,
    'age_to', case when p_level >= 14 then null
                   when p_level >= 11 then case when r.oldest < 12 then 11 else 17 end
                   when p_level >= 3 then r.oldest / 6 * 6 + 5
                   else case when r.oldest < 3 then 2 when r.oldest < 6 then 5 when r.oldest < 12 then 11 when r.oldest < 15 then 14 else 17 end end,
    'siblings', r.children > 1,
    'number', case when p_level < 9 then least(r.children, 4) end,
    'kind', case when p_level < 13 then r.kind end,
    'length', case when p_level >= 8 then null
                   when p_level >= 2 then case when r.length in ('DAYS_3', 'WEEK') then 'UP_TO_WEEK' else 'OVER_WEEK' end
                   else r.length end,
    'start_week', case when p_level < 4 then r.start_week end,
    'region', case when p_level < 12 then r.region_code end,
    'school', case when p_level < 7 then r.school end,
    'pets', case when p_level < 5 then r.pets end,
    'access', case when p_level >= 10 then null when p_level >= 6 and r.access <> 'NONE' then 'STEP_FREE' else r.access end,
    'contact', case when p_level < 1 then r.contact end)
$$;

-- How many requests of the last year give the same card; the repeats of one child count once.
create function foster_care.alike(p_level int, r foster_care.request) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct coalesce(q.repeat_of, q.id))::int from foster_care.request q
   where q.received_at > platform.now() - interval '1 year' and q.received_at <= platform.now()
     and foster_care.card_at(p_level, q) = foster_care.card_at(p_level, r)
$$;

-- No card is written otherwise than the ladder says, nor while it would single out: whoever writes it.
create function foster_care.check_card() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request; v jsonb;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - 'closed_at' <> to_jsonb(old) - 'closed_at' then
      raise exception 'a card does not change' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  select * into r from foster_care.request q where q.id = new.request_id;
  v := foster_care.card_at(new.level, r);
  new.service_id := r.service_id; new.request_region := r.region_code;
  new.age_from := (v ->> 'age_from')::int; new.age_to := (v ->> 'age_to')::int;
  new.siblings := (v ->> 'siblings')::boolean; new.number := (v ->> 'number')::int;
  new.kind := v ->> 'kind'; new.length := v ->> 'length'; new.start_week := v ->> 'start_week'; new.region := v ->> 'region';
  new.school := v ->> 'school'; new.pets := v ->> 'pets'; new.access := v ->> 'access'; new.contact := v ->> 'contact';
  if foster_care.alike(new.level, r) < 5 then
    raise exception 'fewer than five alike' using errcode = 'check_violation', constraint = 'card_would_single_out';
  end if;
  return new;
end $$;
create trigger checked before insert or update on foster_care.card for each row execute function foster_care.check_card();

-- ── Fit ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

create function foster_care.setting(p_key text, p_region text, p_usual numeric) returns numeric
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select (s.value #>> '{}')::numeric from region.setting s
    where s.key = p_key and coalesce(s.region_code, p_region) = p_region and s.valid @> platform.today()
    order by s.region_code nulls last limit 1), p_usual)
$$;

create function foster_care.days_of(p_length text) returns int
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case p_length when 'DAYS_3' then 3 when 'WEEK' then 7 when 'TWO_WEEKS' then 14 when 'FOUR_WEEKS' then 28 end
$$;

create function foster_care.access_rank(p_access text) returns int
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case p_access when 'NONE' then 0 when 'GROUND_FLOOR' then 1 when 'STEP_FREE' then 1 when 'WHEELCHAIR' then 2 end
$$;

-- What stands in the way of showing each card to each family, and how far it is by road; the twin of fits in
-- src/foster-care/fit.ts. Null: all cards, all families.
create function foster_care.fit(p_card uuid, p_family uuid, p_at timestamptz)
returns table (card_id uuid, family_id uuid, km numeric, misses text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with c as (
    select k.*, r.start_on, r.start_hour, foster_care.days_of(r.length) as days, r.reach_km, m.lat, m.lon,
           coalesce(s.lat, m.lat) as school_lat, coalesce(s.lon, m.lon) as school_lon,
           coalesce(k.number, case when k.siblings then 2 else 1 end) as asked,
           foster_care.setting('region.detour-factor', r.region_code, 1.3)::double precision as detour
      from foster_care.card k join foster_care.request r on r.id = k.request_id
      join region.municipality m on m.code = r.municipality_code
      left join region.municipality s on s.code = r.school_municipality_code
     where p_card is null or k.id = p_card),
  day as materialized (
    select c.id as card_id, c.start_hour, n as nth, c.start_on + n as on_day, extract(isodow from c.start_on + n)::int as weekday,
           extract(isodow from c.start_on + n) <= 5 and not region.is_working_day(c.start_on + n) as holiday
      from c cross join lateral generate_series(0, c.days - 1) n),
  f as (
    select y.*, m.lat, m.lon from foster_care.family y join region.municipality m on m.code = y.municipality_code
     where p_family is null or y.id = p_family),
  -- What stands open and what is given away, laid under each other and folded once: a join of the two would be guessed wrong.
  span as (
    select d.card_id, a.family_id, d.nth, a.places as open, 0 as taken,
           d.nth = 0 and a.hour_from <= d.start_hour and d.start_hour < a.hour_until as arrives
      from day d join foster_care.availability a on a.period @> d.on_day and d.weekday = any (a.weekdays) and (a.on_holidays or not d.holiday)
     where p_family is null or a.family_id = p_family
    union all
    select d.card_id, t.family_id, d.nth, 0, 1, false
      from day d join foster_care.match_place t on t.live and t.period @> d.on_day
     where p_family is null or t.family_id = p_family),
  each_day as (
    select s.card_id, s.family_id, s.nth, max(s.open) as open, sum(s.taken) as taken, bool_or(s.arrives) as arrives from span s group by 1, 2, 3),
  room as (
    select e.card_id, e.family_id, count(*) filter (where e.open > 0) as days, min(least(e.open, y.places) - e.taken) as least_places, bool_or(e.arrives) as arrives
      from each_day e join foster_care.family y on y.id = e.family_id
     group by 1, 2),
  pair as (
    select c.id as card_id, f.id as family_id, c.asked, c.days,
           round((region.distance_km(f.lat, f.lon, c.lat, c.lon) * c.detour)::numeric, 1) as km,
           case when c.school = 'OWN_SCHOOL' then round((region.distance_km(f.lat, f.lon, c.school_lat, c.school_lon) * c.detour)::numeric, 1) end as school_km,
           c.published_at, c.closed_at, c.kind, c.age_from, c.age_to, c.siblings, c.pets, c.school, c.access, c.reach_km,
           f.state, f.kinds, f.age_from as from_age, f.age_to as to_age, f.places, f.siblings_together, f.has_pets, f.school_reach_km, f.access as has_access
      from c cross join f)
  select p.card_id, p.family_id, p.km, array_remove(array[
      case when p.published_at > p_at or p.closed_at <= p_at then 'OPEN' end,
      case when p.state <> 'APPROVED' then 'FAMILY' end,
      case when p.kind <> all (p.kinds) then 'KIND' end,
      case when p.from_age > p.age_to or p.age_from > p.to_age then 'AGE' end,
      case when p.places < p.asked then 'PLACES' end,
      case when p.siblings and not p.siblings_together then 'SIBLINGS' end,
      case when p.pets = 'NO_PETS' and p.has_pets then 'PETS' end,
      case when p.school = 'OWN_SCHOOL' and coalesce(p.school_km > p.school_reach_km, true) then 'SCHOOL' end,
      case when foster_care.access_rank(p.has_access) < foster_care.access_rank(p.access) then 'ACCESS' end,
      case when r.arrives is not true then 'ARRIVAL' end,
      case when r.card_id is null or r.days < p.days or r.least_places < p.asked then 'DAYS' end,
      case when p.km > p.reach_km then 'REACH' end], null)
    from pair p
    left join room r on r.card_id = p.card_id and r.family_id = p.family_id
$$;

-- Tells many people of the same in one statement, each in a role at an organisation of their own; by the rules of
-- notices.notify: once for a key, as they chose, and nobody who no longer wears the role.
create function notices.notify_each(p_persons uuid[], p_organisations uuid[], p_role text, p_kind text, p_path text, p_dedupe text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into notices.notice (person_id, role_code, organisation_id, kind, path, details, dedupe_key, at, shown_from)
  select distinct w.person_id, p_role, w.organisation_id, p_kind, p_path, '{}'::jsonb, p_dedupe, platform.now(),
         case c.told when 'DAILY' then notices.next_morning(platform.now()) else platform.now() end
    from unnest(p_persons, p_organisations) w (person_id, organisation_id)
    join auth.person p on p.id = w.person_id and p.blocked_at is null
    join auth.hat h on h.person_id = w.person_id and h.role_code = p_role and h.organisation_id = w.organisation_id and h.valid @> platform.today()
    left join notices.choice c on c.person_id = w.person_id and c.kind = p_kind
   where c.told is distinct from 'NEVER'
  on conflict on constraint notice_once do nothing
$$;

-- Shows open cards to whom they fit now, and to nobody else; whoever sees one for the first time is told. Null: all.
create function foster_care.show(p_card uuid, p_family uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare k foster_care.card; v_persons uuid[]; v_services uuid[];
begin
  -- A plan for one card or one family is not that for all.
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  for k in select * from foster_care.card c where c.closed_at is null and (p_card is null or c.id = p_card) loop
    with now_fits as (select f.family_id, f.km, f.misses from foster_care.fit(k.id, p_family, platform.now()) f),
    made as (
      insert into foster_care.shown_card as s (card_id, family_id, service_id, family_service_id, person_id, age_from, age_to, siblings, number,
          kind, length, start_week, region, school, pets, access, contact, published_at, km, fits, misses)
      select k.id, y.id, k.service_id, y.service_id, y.person_id, k.age_from, k.age_to, k.siblings, k.number,
          k.kind, k.length, k.start_week, k.region, k.school, k.pets, k.access, k.contact, k.published_at, n.km, true, '{}'
        from now_fits n join foster_care.family y on y.id = n.family_id where n.misses = '{}'
      on conflict on constraint shown_card_pkey do update set fits = true, misses = '{}', km = excluded.km, person_id = excluded.person_id, gone_at = null
        where not s.fits or s.person_id is distinct from excluded.person_id or s.km <> excluded.km
      returning s.family_service_id, s.person_id),
    gone as (
      update foster_care.shown_card s set fits = false, misses = n.misses, km = n.km, gone_at = platform.now(),
          person_id = case when exists (select 1 from foster_care.match m where m.request_id = k.request_id and m.family_id = s.family_id
            and m.state in ('PROPOSED', 'CONFIRMED', 'STARTED')) then s.person_id end
        from now_fits n where s.card_id = k.id and s.family_id = n.family_id and n.misses <> '{}' and s.fits)
    select array_agg(m.person_id), array_agg(m.family_service_id) into v_persons, v_services from made m where m.person_id is not null;
    if v_persons is not null then
      perform notices.notify_each(v_persons, v_services, 'FF', 'foster-care.card-shown', '/pleeggezin', 'foster-care.card-shown ' || k.id);
    end if;
  end loop;
end $$;

-- A change of a profile, of availability or of given places takes effect at once, whichever way it came in; what is
-- written in bulk by the program is shown by who writes it.
create function foster_care.family_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('vp.bulk', true) = 'on' and session_user = 'vp_jobs' then return null; end if;
  perform foster_care.show(null, case when tg_table_name = 'family' then (to_jsonb(coalesce(new, old)) ->> 'id')::uuid
    else (to_jsonb(coalesce(new, old)) ->> 'family_id')::uuid end);
  return null;
end $$;
create trigger changed after update on foster_care.family for each row execute function foster_care.family_changed();
create trigger changed after insert or update or delete on foster_care.availability for each row execute function foster_care.family_changed();
create trigger changed after insert or update or delete on foster_care.match_place for each row execute function foster_care.family_changed();

-- A card that closes is gone from every family but the one that was chosen.
create function foster_care.card_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.closed_at is not null then
    update foster_care.shown_card s set gone_at = coalesce(s.gone_at, platform.now()), fits = false,
        misses = case when s.fits then '{OPEN}' else s.misses end, person_id = case when c.chosen then s.person_id end,
        call_name = case when c.chosen then s.call_name end, call_phone = case when c.chosen then s.call_phone end
      from (select f.family_id, exists (select 1 from foster_care.match m where m.request_id = new.request_id and m.family_id = f.family_id
              and m.state in ('PROPOSED', 'CONFIRMED', 'STARTED')) as chosen from foster_care.shown_card f where f.card_id = new.id) c
     where s.card_id = new.id and s.family_id = c.family_id;
  elsif not (current_setting('vp.bulk', true) = 'on' and session_user = 'vp_jobs') then
    perform foster_care.show(new.id, null);
  end if;
  return null;
end $$;
create trigger changed after insert or update on foster_care.card for each row execute function foster_care.card_changed();

-- Says to the web processes whose page or board changed: a person, or a service. What stands there they ask themselves.
create function foster_care.tell_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if current_setting('vp.bulk', true) = 'on' and session_user = 'vp_jobs' then return null; end if;
  perform platform.notify('vp_foster', w.whose)
    from (select distinct v.whose from new_rows n cross join lateral (values (to_jsonb(n) ->> 'person_id'), (to_jsonb(n) ->> 'service_id'), (to_jsonb(n) ->> 'family_service_id')) v (whose)) w
   where w.whose is not null;
  if tg_op = 'UPDATE' then
    perform platform.notify('vp_foster', w.whose) from (select distinct to_jsonb(o) ->> 'person_id' as whose from old_rows o) w where w.whose is not null;
  end if;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['family', 'availability', 'request', 'detail', 'shown_card', 'match'] loop
    execute format('create trigger z_told_insert after insert on foster_care.%I referencing new table as new_rows for each statement execute function foster_care.tell_changed()', t);
    execute format('create trigger z_told_update after update on foster_care.%I referencing old table as old_rows new table as new_rows for each statement execute function foster_care.tell_changed()', t);
  end loop;
end $$;

-- ── Steps ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Everything is written by the functions below: each says itself who may, so that no login needs a right to write.

-- The event of a step, signed by the session; facts that follow stand under it.
create function foster_care.begin(p_kind text, p_service uuid, p_subject uuid, p_details jsonb) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_id uuid := gen_random_uuid();
begin
  insert into platform.event (id, slice, kind, at, organisation_id, subject_id, details)
  values (v_id, 'foster-care', p_kind, platform.now(), p_service, p_subject, p_details);
  perform set_config('vp.event', v_id::text, true);
  return v_id;
end $$;

-- What is refused has a name of its own. CONFLICT: it would do at another moment; WRONG: never as it was asked; NONE: there is no such thing.
create function foster_care.fail(p_name text, p_kind text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '%', p_name using constraint = p_name,
    errcode = case p_kind when 'NONE' then 'no_data_found' when 'CONFLICT' then 'unique_violation' else 'check_violation' end;
end $$;

create function foster_care.tell_service(p_service uuid, p_kind text, p_path text, p_key text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select notices.notify(null, 'FS', p_service, p_kind, p_path, null, '{}', p_key, platform.now())
$$;

-- What whoever signs up without an account chooses from: the services, and the municipalities of today.
create function foster_care.sign_up_choices() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object(
    'services', coalesce((select jsonb_agg(jsonb_build_object('id', s.organisation_id, 'name', s.name, 'region', s.region_code) order by s.name) from foster_care.service s), '[]'),
    'municipalities', coalesce((select jsonb_agg(jsonb_build_object('code', m.code, 'name', m.name, 'region', m.region_code) order by m.name)
      from region.municipality m where m.valid @> platform.today() and m.merged_into is null), '[]'))
$$;

-- A family puts itself forward, without an account. What comes back is the same whether it is known already or not.
create function foster_care.sign_up(p jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_service uuid := (p ->> 'serviceId')::uuid; v_id uuid := (p ->> 'id')::uuid; v_mail text := lower(trim(p ->> 'mail'));
begin
  if not exists (select 1 from foster_care.service s where s.organisation_id = v_service)
     or not exists (select 1 from region.municipality m where m.code = p ->> 'municipality') then
    perform foster_care.fail('sign_up_unknown_place', 'WRONG');
  end if;
  if (select count(*) from foster_care.family f where f.service_id = v_service and f.state = 'APPLIED' and f.applied_at > platform.now() - interval '1 day') >= 50 then
    perform foster_care.fail('too_many_sign_ups', 'CONFLICT');
  end if;
  perform foster_care.begin('family.apply', v_service, v_id, '{}');
  if exists (select 1 from foster_care.family f where f.id = v_id or f.service_id = v_service and lower(f.mail) = v_mail and f.state in ('APPLIED', 'APPROVED', 'PAUSED')) then return; end if;
  insert into foster_care.family (id, service_id, contact_name, phone, mail, municipality_code, kinds, age_from, age_to, places,
      siblings_together, has_pets, school_reach_km, access, languages)
  values (v_id, v_service, trim(p ->> 'contactName'), trim(p ->> 'phone'), v_mail, p ->> 'municipality',
      array(select jsonb_array_elements_text(p -> 'kinds')), (p ->> 'ageFrom')::int, (p ->> 'ageTo')::int, (p ->> 'places')::int,
      (p ->> 'siblingsTogether')::boolean, (p ->> 'hasPets')::boolean, (p ->> 'schoolReachKm')::int, p ->> 'access',
      array(select jsonb_array_elements_text(p -> 'languages')));
end $$;

-- The service says what a family is. With the first yes it gets an account and the role of a foster family; with a no
-- what it told of itself is gone.
create function foster_care.decide(p_family uuid, p_state text, p_subject text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family; v_me uuid := auth.my_person(); v_person uuid; v_ask uuid;
begin
  select * into f from foster_care.family y where y.id = p_family and y.service_id = auth.my_organisation() for update;
  if session_user <> 'vp_fs' or f.id is null then perform foster_care.fail('family_not_found', 'NONE'); end if;
  if f.state = p_state then return; end if;
  if not (f.state, p_state) in (('APPLIED', 'APPROVED'), ('APPLIED', 'REFUSED'), ('APPROVED', 'PAUSED'), ('PAUSED', 'APPROVED'), ('APPROVED', 'ENDED'), ('PAUSED', 'ENDED')) then
    perform foster_care.fail('family_step_not_allowed', 'CONFLICT');
  end if;
  if p_state = 'ENDED' and exists (select 1 from foster_care.match m where m.family_id = f.id and m.state in ('PROPOSED', 'CONFIRMED', 'STARTED')) then
    perform foster_care.fail('family_has_match', 'CONFLICT');
  end if;
  perform foster_care.begin('family.' || lower(p_state), f.service_id, f.id, '{}');
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
      contact_name = case when p_state = 'REFUSED' then '-' else contact_name end, phone = case when p_state <> 'REFUSED' then phone end,
      mail = case when p_state <> 'REFUSED' then mail end
   where id = f.id;
  if p_state = 'REFUSED' then
    update foster_care.family_history set contact_name = '-', phone = null, mail = null where id = f.id;
  end if;
end $$;

-- The own family, or for the service one of its families.
create function foster_care.my_family(p_family uuid) returns foster_care.family
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family;
begin
  if session_user = 'vp_ff' then
    select * into f from foster_care.family y where y.person_id = auth.my_person() and y.state in ('APPROVED', 'PAUSED');
  elsif session_user = 'vp_fs' then
    select * into f from foster_care.family y where y.id = p_family and y.service_id = auth.my_organisation() and y.state in ('APPROVED', 'PAUSED');
  end if;
  if f.id is null then perform foster_care.fail('family_not_found', 'NONE'); end if;
  return f;
end $$;

create function foster_care.set_profile(p_family uuid, p jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family := foster_care.my_family(p_family);
begin
  if not exists (select 1 from region.municipality m where m.code = p ->> 'municipality') then perform foster_care.fail('sign_up_unknown_place', 'WRONG'); end if;
  perform foster_care.begin('family.profile', f.service_id, f.id, '{}');
  update foster_care.family set phone = trim(p ->> 'phone'), municipality_code = p ->> 'municipality', kinds = array(select jsonb_array_elements_text(p -> 'kinds')),
      age_from = (p ->> 'ageFrom')::int, age_to = (p ->> 'ageTo')::int, places = (p ->> 'places')::int, siblings_together = (p ->> 'siblingsTogether')::boolean,
      has_pets = (p ->> 'hasPets')::boolean, school_reach_km = (p ->> 'schoolReachKm')::int, access = p ->> 'access',
      languages = array(select jsonb_array_elements_text(p -> 'languages'))
   where id = f.id;
end $$;

-- Sets one window, made by the phone under its own id: the same twice changes nothing.
create function foster_care.set_window(p_family uuid, p_id uuid, p jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family := foster_care.my_family(p_family); v_old uuid; v_period daterange := daterange((p ->> 'from')::date, (p ->> 'until')::date);
  v_days int[] := array(select d::int from jsonb_array_elements_text(p -> 'weekdays') d order by 1);
begin
  select a.family_id into v_old from foster_care.availability a where a.id = p_id for update;
  if v_old is distinct from f.id and v_old is not null then perform foster_care.fail('window_not_found', 'NONE'); end if;
  if exists (select 1 from foster_care.availability a where a.id = p_id and (a.period, a.weekdays, a.on_holidays, a.hour_from, a.hour_until, a.places)
      = (v_period, v_days, (p ->> 'onHolidays')::boolean, (p ->> 'hourFrom')::int, (p ->> 'hourUntil')::int, (p ->> 'places')::int)) then return; end if;
  if (select count(*) from foster_care.availability a where a.family_id = f.id) >= 60 then perform foster_care.fail('too_many_windows', 'CONFLICT'); end if;
  perform foster_care.begin('availability.set', f.service_id, f.id, '{}');
  insert into foster_care.availability as a (id, family_id, service_id, person_id, period, weekdays, on_holidays, hour_from, hour_until, places)
  values (p_id, f.id, f.service_id, f.person_id, v_period, v_days, (p ->> 'onHolidays')::boolean, (p ->> 'hourFrom')::int, (p ->> 'hourUntil')::int, (p ->> 'places')::int)
  on conflict (id) do update set period = excluded.period, weekdays = excluded.weekdays, on_holidays = excluded.on_holidays,
    hour_from = excluded.hour_from, hour_until = excluded.hour_until, places = excluded.places;
end $$;

-- Clears one window; cleared already is cleared.
create function foster_care.clear_window(p_family uuid, p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family := foster_care.my_family(p_family);
begin
  if not exists (select 1 from foster_care.availability a where a.id = p_id and a.family_id = f.id) then return; end if;
  perform foster_care.begin('availability.clear', f.service_id, f.id, '{}');
  delete from foster_care.availability a where a.id = p_id and a.family_id = f.id;
end $$;

create function foster_care.phase(p_region text) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select foster_care.setting('foster-care.phase', p_region, 0)::int
$$;

-- Whether somebody sits at the desk: a working day, within its hours; the twin of atTheDesk in src/foster-care/hours.ts.
create function foster_care.at_the_desk(p_region text, p_at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select region.is_working_day(l.t::date) and extract(hour from l.t) >= foster_care.setting('foster-care.desk-from', p_region, 9)
     and extract(hour from l.t) < foster_care.setting('foster-care.desk-until', p_region, 17)
    from (select p_at at time zone 'Europe/Brussels' as t) l
$$;

create function foster_care.may_match(p_region text, p_at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select foster_care.phase(p_region) >= 2 or foster_care.at_the_desk(p_region, p_at)
$$;

-- Puts the finest card that singles nobody out, or leaves the request to the service.
create function foster_care.put_card(p_request uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request; v_level int;
begin
  select * into r from foster_care.request q where q.id = p_request;
  for v_level in 0..14 loop
    if foster_care.alike(v_level, r) >= 5 then
      update foster_care.request set state = 'PUBLISHED', withheld = false where id = r.id;
      insert into foster_care.card (request_id, service_id, request_region, level, siblings, published_by)
      values (r.id, r.service_id, r.region_code, v_level, r.children > 1, auth.my_person());
      return true;
    end if;
  end loop;
  update foster_care.request set withheld = true where id = r.id;
  return false;
end $$;

-- A request comes in. Out of hours, from phase 1 on, it is published at once.
create function foster_care.receive(p jsonb) returns jsonb
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
      youngest, oldest, children, kind, length, start_on, start_hour, start_week, school, pets, access, contact, reach_km, repeat_of, crisis_kind, crisis_ref)
  values (v_id, v_service.organisation_id, v_region, p ->> 'registrarKind', trim(p ->> 'registrarName'), auth.my_person(), p ->> 'municipality', p ->> 'schoolMunicipality',
      (p ->> 'youngest')::int, (p ->> 'oldest')::int, (p ->> 'children')::int, p ->> 'kind', p ->> 'length', v_start, (p ->> 'startHour')::int,
      case v_weeks when 0 then 'THIS_WEEK' when 1 then 'NEXT_WEEK' else 'LATER' end, p ->> 'school', p ->> 'pets', p ->> 'access', p ->> 'contact',
      coalesce((p ->> 'reachKm')::int, foster_care.setting('foster-care.reach-km', v_region, 75)::int),
      (select coalesce(q.repeat_of, q.id) from foster_care.request q where q.id = (p ->> 'repeatOf')::uuid and q.service_id = v_service.organisation_id),
      p ->> 'crisisKind', (p ->> 'crisisRef')::uuid);
  if foster_care.phase(v_service.region_code) >= 1 and not foster_care.at_the_desk(v_service.region_code, platform.now()) then
    v_published := foster_care.put_card(v_id);
  end if;
  perform foster_care.tell_service(v_service.organisation_id, 'foster-care.request-received', '/pleegzorg', 'foster-care.request-received ' || v_id);
  return jsonb_build_object('id', v_id, 'published', v_published);
end $$;

create function foster_care.own_request(p_request uuid) returns foster_care.request
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request;
begin
  if session_user = 'vp_fs' then
    select * into r from foster_care.request q where q.id = p_request and q.service_id = auth.my_organisation() for update;
  end if;
  if r.id is null then perform foster_care.fail('request_not_found', 'NONE'); end if;
  return r;
end $$;

create function foster_care.check_request(p_request uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request := foster_care.own_request(p_request);
begin
  if r.state = 'CHECKED' then return; end if;
  if r.state <> 'RECEIVED' then perform foster_care.fail('request_step_not_allowed', 'CONFLICT'); end if;
  perform foster_care.begin('request.check', r.service_id, r.id, '{}');
  update foster_care.request set state = 'CHECKED' where id = r.id;
end $$;

-- Published, or left to the service because even the coarsest card would single out.
create function foster_care.publish(p_request uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request := foster_care.own_request(p_request); v boolean;
begin
  if r.state in ('PUBLISHED', 'RESPONSES') then return jsonb_build_object('id', r.id, 'published', true); end if;
  if r.state <> 'CHECKED' then perform foster_care.fail('request_step_not_allowed', 'CONFLICT'); end if;
  perform foster_care.begin('request.publish', r.service_id, r.id, '{}');
  v := foster_care.put_card(r.id);
  return jsonb_build_object('id', r.id, 'published', v);
end $$;

create function foster_care.keep_detail(p_request uuid, p jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request := foster_care.own_request(p_request);
begin
  if r.state in ('ENDED', 'UNFILLED') then perform foster_care.fail('request_step_not_allowed', 'CONFLICT'); end if;
  insert into foster_care.detail (request_id, service_id, person_id, first_names, arrival, care, health, contact_words)
  values (r.id, r.service_id, (select m.person_id from foster_care.match m where m.request_id = r.id and m.state in ('CONFIRMED', 'STARTED')),
      p ->> 'firstNames', p ->> 'arrival', p ->> 'care', p ->> 'health', p ->> 'contactWords')
  on conflict (request_id) do update set first_names = excluded.first_names, arrival = excluded.arrival, care = excluded.care,
    health = excluded.health, contact_words = excluded.contact_words, changed_at = platform.now();
end $$;

-- A family answers a card that it sees now. The same again changes nothing; what was said earlier and arrives later too.
create function foster_care.answer(p_card uuid, p_answer text, p_given_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare s foster_care.shown_card; f foster_care.family := foster_care.my_family(null); v_given timestamptz := least(coalesce(p_given_at, platform.now()), platform.now());
begin
  select * into s from foster_care.shown_card c where c.card_id = p_card and c.family_id = f.id and c.person_id = f.person_id and c.fits for update;
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

-- Cards that somebody has had on the screen.
create function foster_care.seen(p_cards uuid[]) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f foster_care.family := foster_care.my_family(null); v_count int;
begin
  if session_user <> 'vp_ff' then perform foster_care.fail('family_not_found', 'NONE'); end if;
  update foster_care.shown_card set seen_at = platform.now() where card_id = any (p_cards) and family_id = f.id and person_id = f.person_id and seen_at is null;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- The service asks a family for a request: its places are held at once, and confirmed when both say yes.
create function foster_care.propose(p_request uuid, p_family uuid, p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request := foster_care.own_request(p_request); f foster_care.family; v_period daterange; v_places int[]; v_km numeric; v_region text;
begin
  if r.state not in ('CHECKED', 'PUBLISHED', 'RESPONSES') then perform foster_care.fail('request_step_not_allowed', 'CONFLICT'); end if;
  select s.region_code into v_region from foster_care.service s where s.organisation_id = r.service_id;
  if not foster_care.may_match(v_region, platform.now()) then perform foster_care.fail('match_next_working_day', 'CONFLICT'); end if;
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

create function foster_care.own_match(p_match uuid) returns foster_care.match
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match;
begin
  if session_user = 'vp_fs' then
    select * into m from foster_care.match x where x.id = p_match and x.service_id = auth.my_organisation() for update;
  elsif session_user = 'vp_ff' then
    select * into m from foster_care.match x where x.id = p_match and x.person_id = auth.my_person() for update;
  end if;
  if m.id is null then perform foster_care.fail('match_not_found', 'NONE'); end if;
  return m;
end $$;

-- Yes of the family or of the service; with the second one the family reads what it needs to know, and all others nothing.
create function foster_care.confirm(p_match uuid) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match := foster_care.own_match(p_match); v_family boolean := session_user = 'vp_ff'; v_both boolean;
begin
  if (case when v_family then m.family_yes_at else m.service_yes_at end) is not null and m.state in ('PROPOSED', 'CONFIRMED', 'STARTED') then return m.state; end if;
  if m.state <> 'PROPOSED' then perform foster_care.fail('match_step_not_allowed', 'CONFLICT'); end if;
  v_both := case when v_family then m.service_yes_at else m.family_yes_at end is not null;
  perform foster_care.begin('match.confirm', m.service_id, m.id, '{}');
  update foster_care.match set family_yes_at = case when v_family then platform.now() else family_yes_at end,
      service_yes_at = case when v_family then service_yes_at else platform.now() end, state = case when v_both then 'CONFIRMED' else 'PROPOSED' end
   where id = m.id;
  if v_both then
    update foster_care.request set state = 'MATCHED' where id = m.request_id;
    update foster_care.card set closed_at = platform.now() where request_id = m.request_id and closed_at is null;
    update foster_care.detail set person_id = m.person_id where request_id = m.request_id;
  end if;
  if v_family then perform foster_care.tell_service(m.service_id, 'foster-care.match-confirmed', '/pleegzorg', 'foster-care.match-confirmed ' || m.id);
  else perform notices.notify(m.person_id, 'FF', m.family_service_id, 'foster-care.match-confirmed', '/pleeggezin', null, '{}', 'foster-care.match-confirmed ' || m.id, platform.now());
  end if;
  return case when v_both then 'CONFIRMED' else 'PROPOSED' end;
end $$;

-- No of either side, before it starts: the places are free again, what the family could read is gone, the card is open again.
create function foster_care.refuse(p_match uuid, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match := foster_care.own_match(p_match); v_family boolean := session_user = 'vp_ff';
begin
  if m.state = 'REFUSED' then return; end if;
  if m.state not in ('PROPOSED', 'CONFIRMED') then perform foster_care.fail('match_step_not_allowed', 'CONFLICT'); end if;
  perform foster_care.begin('match.refuse', m.service_id, m.id, jsonb_build_object('reason', p_reason));
  update foster_care.detail set person_id = null where request_id = m.request_id;
  update foster_care.match set state = 'REFUSED', refused_by = case when v_family then 'FAMILY' else 'SERVICE' end, refusal_reason = p_reason, person_id = null where id = m.id;
  update foster_care.shown_card s set answer = 'CANNOT', answered_at = platform.now(), call_name = null, call_phone = null from foster_care.card k
   where v_family and s.card_id = k.id and k.request_id = m.request_id and s.family_id = m.family_id;
  update foster_care.request set state = case when exists (select 1 from foster_care.card k where k.request_id = m.request_id) then 'RESPONSES' else 'CHECKED' end
   where id = m.request_id and state = 'MATCHED';
  update foster_care.card set closed_at = null where request_id = m.request_id and closed_at is not null;
  update foster_care.match_place set live = false where match_id = m.id;
  if v_family then perform foster_care.tell_service(m.service_id, 'foster-care.match-refused', '/pleegzorg', 'foster-care.match-refused ' || m.id);
  else perform notices.notify(m.person_id, 'FF', m.family_service_id, 'foster-care.match-refused', '/pleeggezin', null, '{}', 'foster-care.match-refused ' || m.id, platform.now());
  end if;
end $$;

create function foster_care.start(p_match uuid, p_on date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match := foster_care.own_match(p_match); r foster_care.request; v_region text;
begin
  if session_user <> 'vp_fs' then perform foster_care.fail('match_not_found', 'NONE'); end if;
  if m.state = 'STARTED' and m.started_on = p_on then return; end if;
  if m.state <> 'CONFIRMED' then perform foster_care.fail('match_step_not_allowed', 'CONFLICT'); end if;
  select s.region_code into v_region from foster_care.service s where s.organisation_id = m.service_id;
  if not foster_care.may_match(v_region, platform.now()) then perform foster_care.fail('match_next_working_day', 'CONFLICT'); end if;
  if p_on > platform.today() or p_on < platform.today() - 30 then perform foster_care.fail('match_day_in_bounds', 'WRONG'); end if;
  select * into r from foster_care.request q where q.id = m.request_id for update;
  -- Whoever asked at the crisis point finds it in this event and in the request.
  perform foster_care.begin('match.start', m.service_id, m.id, jsonb_strip_nulls(jsonb_build_object('requestId', r.id, 'on', p_on, 'crisisKind', r.crisis_kind, 'crisisRef', r.crisis_ref)));
  update foster_care.match set state = 'STARTED', started_on = p_on where id = m.id;
  update foster_care.request set state = 'STARTED', started_on = p_on where id = m.request_id;
end $$;

-- The stay ends: the places are free from that day on, and what the family could read is gone for good.
create function foster_care.finish(p_match uuid, p_on date, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare m foster_care.match := foster_care.own_match(p_match);
begin
  if session_user <> 'vp_fs' then perform foster_care.fail('match_not_found', 'NONE'); end if;
  if m.state = 'ENDED' and m.ended_on = p_on then return; end if;
  if m.state <> 'STARTED' then perform foster_care.fail('match_step_not_allowed', 'CONFLICT'); end if;
  if p_on > platform.today() or p_on < m.started_on then perform foster_care.fail('match_day_in_bounds', 'WRONG'); end if;
  perform foster_care.begin('match.end', m.service_id, m.id, jsonb_build_object('requestId', m.request_id, 'on', p_on, 'reason', p_reason));
  delete from foster_care.detail where request_id = m.request_id;
  update foster_care.match set state = 'ENDED', ended_on = p_on, end_reason = p_reason, person_id = null where id = m.id;
  update foster_care.request set state = 'ENDED', ended_on = p_on where id = m.request_id;
  update foster_care.shown_card s set person_id = null, call_name = null, call_phone = null from foster_care.card k where s.card_id = k.id and k.request_id = m.request_id;
  update foster_care.match_place set period = daterange(lower(period), greatest(lower(period), p_on)) where match_id = m.id;
end $$;

create function foster_care.leave_unfilled(p_request uuid, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r foster_care.request := foster_care.own_request(p_request);
begin
  if r.state = 'UNFILLED' and r.unfilled_reason = p_reason then return; end if;
  if r.state not in ('RECEIVED', 'CHECKED', 'PUBLISHED', 'RESPONSES') then perform foster_care.fail('request_step_not_allowed', 'CONFLICT'); end if;
  if exists (select 1 from foster_care.match m where m.request_id = r.id and m.state = 'PROPOSED') then perform foster_care.fail('request_has_match', 'CONFLICT'); end if;
  perform foster_care.begin('request.unfilled', r.service_id, r.id, jsonb_build_object('reason', p_reason));
  delete from foster_care.detail where request_id = r.id;
  update foster_care.request set state = 'UNFILLED', unfilled_reason = p_reason where id = r.id;
  update foster_care.card set closed_at = platform.now() where request_id = r.id and closed_at is null;
end $$;

-- ── Push ────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Messages to a person's own devices, beside mail: only that something is there, encrypted for that device.

create table platform.push_subscription (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  endpoint text not null unique check (length(endpoint) between 10 and 2000),
  p256dh text not null check (p256dh ~ '^[A-Za-z0-9_-]{80,100}$'),
  auth_secret text not null check (auth_secret ~ '^[A-Za-z0-9_-]{16,32}$'),
  label text check (length(label) between 1 and 80),
  language text not null check (language in ('nl', 'fr', 'en')),
  created_at timestamptz not null default platform.now(),
  last_sent_at timestamptz
);
comment on table platform.push_subscription is 'Devices on which a person wants to be told; written by functions alone, keys and addresses stay unread.';
create index push_subscription_person on platform.push_subscription (person_id);

create table platform.push (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  subscription_id uuid not null references platform.push_subscription (id) on delete cascade,
  path text not null check (path ~ '^/([^/\\]|$)' and length(path) <= 500),
  queued_at timestamptz not null default platform.now(),
  due_at timestamptz not null,
  next_try_at timestamptz not null,
  tries int not null default 0,
  fault text check (length(fault) <= 60),
  sent_at timestamptz,
  given_up_at timestamptz,
  constraint push_ends_once check (num_nonnulls(sent_at, given_up_at) <= 1)
);
comment on table platform.push is 'Push messages that wait; no word of what they are about.';
create index push_waits on platform.push (next_try_at) where sent_at is null and given_up_at is null;
create unique index push_waits_once on platform.push (subscription_id, path) where tries = 0 and sent_at is null and given_up_at is null;
create index push_person on platform.push (person_id);

alter table notices.choice add column pushed text;
alter table notices.choice add constraint choice_pushed check (pushed in ('AT_ONCE', 'NEVER')) not valid;
alter table notices.choice validate constraint choice_pushed;
comment on column notices.choice.pushed is 'Whether it goes to the phone as well; empty = as usual for the kind.';

-- Its twin is usualPush in src/notices/kinds.ts.
create function notices.usual_push(p_kind text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when p_kind ~ '^(foster-care|crisis)\.' then 'AT_ONCE' else 'NEVER' end
$$;

create function notices.queue_push() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_count int;
begin
  insert into platform.push (person_id, subscription_id, path, due_at, next_try_at)
  select n.person_id, s.id, n.path, d.due_at, d.due_at
    from new_rows n
    join platform.push_subscription s on s.person_id = n.person_id
    left join notices.choice c on c.person_id = n.person_id and c.kind = n.kind
    left join notices.mailbox b on b.person_id = n.person_id
    cross join lateral (select notices.after_quiet(greatest(n.shown_from, platform.now()), b.quiet_from, b.quiet_until) as due_at) d
   where coalesce(c.pushed, notices.usual_push(n.kind)) = 'AT_ONCE'
  on conflict (subscription_id, path) where tries = 0 and sent_at is null and given_up_at is null do nothing;
  get diagnostics v_count = row_count;
  if v_count > 0 then perform platform.notify('vp_push', ''); end if;
  return null;
end $$;
create trigger pushed_insert after insert on notices.notice referencing new table as new_rows
  for each statement execute function notices.queue_push();

-- A device of one's own. A device that somebody else used before is theirs no longer.
create function notices.keep_push(p_endpoint text, p_p256dh text, p_auth text, p_label text, p_language text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid := auth.my_person(); v_id uuid;
begin
  if v_me is null then raise exception 'no live session' using errcode = '28000'; end if;
  select s.id into v_id from platform.push_subscription s where s.endpoint = p_endpoint and s.person_id = v_me and s.p256dh = p_p256dh and s.auth_secret = p_auth;
  if v_id is not null then
    update platform.push_subscription set label = p_label, language = p_language where id = v_id;
    return v_id;
  end if;
  delete from platform.push_subscription s where s.endpoint = p_endpoint;
  if (select count(*) from platform.push_subscription s where s.person_id = v_me) >= 10 then
    raise exception 'too many devices' using errcode = 'unique_violation', constraint = 'too_many_devices';
  end if;
  insert into platform.push_subscription (person_id, endpoint, p256dh, auth_secret, label, language)
  values (v_me, p_endpoint, p_p256dh, p_auth, p_label, p_language) returning id into v_id;
  return v_id;
end $$;

create function notices.drop_push(p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid := auth.my_person();
begin
  if v_me is null then raise exception 'no live session' using errcode = '28000'; end if;
  delete from platform.push_subscription s where s.person_id = v_me and s.id = p_id;
end $$;
