-- Up Migration
-- Figures of crisis and crisis foster care: counts by month that the night keeps, coarse figures of each quarter that are
-- released, and the note to the regional board that goes with them (R79, R80, R91, R95, R96).

-- What the slices publish for the job that counts; with the rights of who asks.
create view crisis.figures_call with (security_invoker = true) as
  select r.id as request_id, r.region_code, r.received_at, r.kind, r.registrar_kind, r.unsafety, r.problems, r.wanted, r.zone_code, r.case_id,
      r.long_term, r.accelerated, f.received_at as repeats_at, r.invented, r.known_from
    from crisis.request r left join crisis.request f on f.id = r.repeat_of;
comment on view crisis.figures_call is 'Published for insight: each call, what it was about, and when the one came that it repeats.';

create view crisis.figures_child with (security_invoker = true) as
  select m.id as minor_id, m.request_id, m.region_code, m.zone_code, m.state, m.reason, m.fallback, m.known_from,
      case when m.unborn then 'unborn' when m.age_band is not null then m.age_band when m.age_years <= 2 then '0-2' when m.age_years <= 5 then '3-5'
        when m.age_years <= 11 then '6-11' when m.age_years <= 14 then '12-14' when m.age_years <= 17 then '15-17' when m.age_years > 17 then '18+' end as age
    from crisis.minor m;
comment on view crisis.figures_child is 'Published for insight: each minor of a call, without who it is, and how it ended.';

create view crisis.figures_ask with (security_invoker = true) as
  select a.id as attempt_id, a.minor_id, a.request_id, a.region_code, a.partner_id, a.kind, a.state, a.reason, a.asked_at, a.due_at, a.answered_at,
      a.known_from
    from crisis.attempt a;
comment on view crisis.figures_ask is 'Published for insight: each time that a partner was asked, and answered.';

create view crisis.figures_help with (security_invoker = true) as
  select d.id as deployment_id, d.minor_id, d.request_id, d.region_code, d.kind, d.state, d.part_of is not null as is_part, d.placed_at, d.started_at,
      d.next_step, d.destination, d.known_from
    from crisis.deployment d;
comment on view crisis.figures_help is 'Published for insight: help that was given, and what came after.';

create view crisis.figures_partner with (security_invoker = true) as
  select p.id as partner_id, p.name from crisis.partner p;
comment on view crisis.figures_partner is 'Published for insight: what a partner is called.';

create view foster_care.figures_request with (security_invoker = true) as
  select r.id as request_id, r.region_code, r.received_at, r.kind, r.state, r.unfilled_reason, r.known_from,
      m.km, m.agreed_at, m.family_region, m.known_from as match_known_from,
      (select min(s.answered_at) from foster_care.card c join foster_care.shown_card s on s.card_id = c.id
        where c.request_id = r.id and s.answer = 'CAN') as first_yes_at
    from foster_care.request r
    left join lateral (
      select t.km, greatest(t.family_yes_at, t.service_yes_at) as agreed_at, g.region_code as family_region, t.known_from
        from foster_care.match t join foster_care.family f on f.id = t.family_id join region.municipality g on g.code = f.municipality_code
       where t.request_id = r.id and t.state in ('CONFIRMED', 'STARTED', 'ENDED') order by t.proposed_at limit 1) m on true;
comment on view foster_care.figures_request is 'Published for insight: each request for crisis foster care and the first family that both sides said yes to.';

create view foster_care.figures_window with (security_invoker = true) as
  select w.family_id, g.region_code, w.period, w.weekdays, w.hour_from, w.hour_until
    from foster_care.availability w join foster_care.family f on f.id = w.family_id join region.municipality g on g.code = f.municipality_code
   where f.state = 'APPROVED';
comment on view foster_care.figures_window is 'Published for insight: when approved families say that they can take a child in, by the region they live in.';

-- Counts, never a child: a month of calls of a region, one breakdown at a time. The night counts anew what changed.
create table insight.crisis_count (
  month date not null check (extract(day from month) = 1),
  region_code text not null references region.region (code),
  subject text not null check (subject in ('CALL', 'CHILD', 'PARTNER', 'OUTFLOW', 'FOSTER', 'FAMILY')),
  division text not null,
  key text not null,
  asked int not null default 0,
  found int not null default 0,
  none int not null default 0,
  silent int not null default 0,
  across int not null default 0,
  attempts_found int not null default 0,
  attempts_none int not null default 0,
  registrations int not null default 0,
  minutes int[] not null default '{}',
  km_tenths int[] not null default '{}',
  primary key (month, region_code, subject, division, key)
);
comment on table insight.crisis_count is 'Of the calls that came in during a month: how many, how many helped, how many not. Kept by the night.';
comment on column insight.crisis_count.minutes is 'Minutes until the first yes (PARTNER: until the answer; FOSTER: until a family said yes), one for each that was counted.';
comment on column insight.crisis_count.registrations is 'Of who was helped: calls of the same case up to and with this one, added up.';
create index crisis_count_region on insight.crisis_count (region_code);

create table insight.crisis_counted (
  month date primary key,
  counted_at timestamptz not null default platform.now()
);
comment on table insight.crisis_counted is 'When a month was counted last; the newest of them says until when all counts are known.';

-- Figures of a quarter and a region that go out: merged until every number in them stands for enough children.
create table insight.crisis_release (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  quarter date not null check (extract(day from quarter) = 1 and extract(month from quarter) in (1, 4, 7, 10)),
  released_on date not null check (released_on > quarter),
  made_at timestamptz not null default platform.now(),
  smallest int not null check (smallest >= 3),
  sensitive int not null check (sensitive >= smallest),
  invented boolean not null,
  tables jsonb not null,
  constraint crisis_release_once unique (region_code, quarter)
);
comment on table insight.crisis_release is 'Crisis figures of a quarter, released once and never recomputed: small groups are put together, nothing is left out.';
create trigger frozen before update or delete on insight.crisis_release for each row execute function platform.refuse_change();

-- The note to the board of the region: the released figures of a quarter with the words of the desk. One writes, another sends.
create table insight.crisis_note (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  quarter date not null,
  words text not null check (length(words) between 3 and 4000),
  state text not null default 'DRAFT' check (state in ('DRAFT', 'SENT')),
  written_by uuid references auth.person (id),
  written_by_name text,
  sent_by_name text,
  sent_at timestamptz,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint crisis_note_once unique (region_code, quarter),
  constraint crisis_note_of_release foreign key (region_code, quarter) references insight.crisis_release (region_code, quarter),
  constraint sent_says_when check ((state = 'SENT') = (sent_at is not null))
);
create index crisis_note_event on insight.crisis_note (event_id);
create index crisis_note_writer on insight.crisis_note (written_by);
create table insight.crisis_note_history (like insight.crisis_note including comments, known_until timestamptz not null, superseded_by uuid,
  seq bigint generated always as identity);
create index on insight.crisis_note_history (id);
create index on insight.crisis_note_history (superseded_by);
create index on insight.crisis_note_history (event_id);
create trigger keep_history before update or delete on insight.crisis_note for each row execute function platform.keep_history();
create trigger a_signed_insert after insert on insight.crisis_note referencing new table as new_rows for each statement execute function platform.check_event();
create trigger a_signed_update after update on insight.crisis_note referencing new table as new_rows for each statement execute function platform.check_event();

-- What the board reads: what was sent, as it was sent.
create table insight.crisis_note_sent (
  id uuid primary key references insight.crisis_note (id),
  region_code text not null references region.region (code),
  quarter date not null,
  words text not null,
  written_by_name text,
  sent_by_name text,
  sent_at timestamptz not null
);
create index crisis_note_sent_region on insight.crisis_note_sent (region_code, quarter);
create trigger frozen before update or delete on insight.crisis_note_sent for each row execute function platform.refuse_change();

create function insight.check_crisis_note() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid := auth.my_person(); v_name text := (select p.name from auth.person p where p.id = auth.my_person());
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  if tg_op = 'INSERT' then
    new.state := 'DRAFT';
    new.written_by := v_me;
    new.written_by_name := v_name;
    return new;
  end if;
  -- Whose region it is, the policy says.
  if old.state = 'SENT' and (new.words, new.state, new.quarter) is distinct from (old.words, old.state, old.quarter) then
    raise exception 'sent stays' using errcode = 'check_violation', constraint = 'crisis_note_is_sent';
  end if;
  if new.quarter <> old.quarter then
    raise exception 'a note stays of its quarter' using errcode = 'check_violation', constraint = 'crisis_note_stays';
  end if;
  if new.state = 'SENT' and old.state = 'DRAFT' then
    -- Whoever wrote these words is not who sends them.
    if new.words <> old.words or old.written_by = v_me then
      raise exception 'another person sends' using errcode = 'check_violation', constraint = 'another_person_sends';
    end if;
    new.sent_at := platform.now();
    new.sent_by_name := v_name;
  elsif new.words <> old.words then
    new.written_by := v_me;
    new.written_by_name := v_name;
  end if;
  return new;
end $$;
create trigger checked before insert or update on insight.crisis_note for each row execute function insight.check_crisis_note();

create function insight.send_crisis_note() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into insight.crisis_note_sent (id, region_code, quarter, words, written_by_name, sent_by_name, sent_at)
  values (new.id, new.region_code, new.quarter, new.words, new.written_by_name, new.sent_by_name, new.sent_at);
  return null;
end $$;
create trigger send after update on insight.crisis_note for each row when (new.state = 'SENT' and old.state = 'DRAFT')
  execute function insight.send_crisis_note();
