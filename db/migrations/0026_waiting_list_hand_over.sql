-- Up Migration
-- How many stand where, kept; and a child that goes to another region: the request moves once the other accepts.

-- A band is one of a handful.
-- squawk-ignore-file prefer-bigint-over-smallint

-- Who stands before a child is asked of a list of any length: so many by month and by day of waiting since. Rows are
-- differences that are only added, so that whoever moves in the order meets nobody; the night folds them.
create table waiting_list.standing_count (
  seq bigint generated always as identity primary key,
  module_code text not null,
  grain text not null check (grain in ('MONTH', 'DAY')),
  band_no smallint not null,
  since date not null,
  n int not null
);
comment on column waiting_list.standing_count.since is 'The day since when they wait, or the first of its month.';
create index standing_count_order on waiting_list.standing_count (module_code, grain, band_no, since) include (n);

create function waiting_list.count_standing() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into waiting_list.standing_count (module_code, grain, band_no, since, n)
    select c.module_code, g.grain, c.band_no, case g.grain when 'DAY' then c.since else date_trunc('month', c.since)::date end, count(*)
      from new_rows c cross join (values ('DAY'), ('MONTH')) g (grain) where c.callable group by 1, 2, 3, 4;
  elsif tg_op = 'DELETE' then
    insert into waiting_list.standing_count (module_code, grain, band_no, since, n)
    select c.module_code, g.grain, c.band_no, case g.grain when 'DAY' then c.since else date_trunc('month', c.since)::date end, -count(*)
      from old_rows c cross join (values ('DAY'), ('MONTH')) g (grain) where c.callable group by 1, 2, 3, 4;
  else
    insert into waiting_list.standing_count (module_code, grain, band_no, since, n)
    select c.module_code, g.grain, c.band_no, case g.grain when 'DAY' then c.since else date_trunc('month', c.since)::date end, sum(c.n)
      from (select module_code, band_no, since, callable, 1 as n from new_rows
            union all select module_code, band_no, since, callable, -1 from old_rows) c
      cross join (values ('DAY'), ('MONTH')) g (grain) where c.callable group by 1, 2, 3, 4 having sum(c.n) <> 0;
  end if;
  return null;
end $$;
create trigger count_insert after insert on waiting_list.position referencing new table as new_rows
  for each statement execute function waiting_list.count_standing();
create trigger count_delete after delete on waiting_list.position referencing old table as old_rows
  for each statement execute function waiting_list.count_standing();
create trigger count_update after update on waiting_list.position referencing old table as old_rows new table as new_rows
  for each statement execute function waiting_list.count_standing();

insert into waiting_list.standing_count (module_code, grain, band_no, since, n)
select c.module_code, g.grain, c.band_no, case g.grain when 'DAY' then c.since else date_trunc('month', c.since)::date end, count(*)
  from waiting_list.position c cross join (values ('DAY'), ('MONTH')) g (grain) where c.callable group by 1, 2, 3, 4;

-- By night: what was added and taken away becomes one row. Safe to repeat.
create function waiting_list.fold_standing() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from waiting_list.standing_count returning module_code, grain, band_no, since, n)
  insert into waiting_list.standing_count (module_code, grain, band_no, since, n)
  select module_code, grain, band_no, since, sum(n) from gone group by 1, 2, 3, 4 having sum(n) <> 0
$$;

-- A child goes to another region: the one asks, the other accepts. Without words: until it is accepted the other knows
-- the child under pseudonym alone.
create table waiting_list.hand_over (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references waiting_list.request (id),
  person_id uuid not null references waiting_list.person (id),
  region_code text not null references region.region (code),
  to_region_code text not null references region.region (code),
  reason_code text not null check (reason_code in ('MOVED', 'FAMILY_MOVED', 'COURT', 'NETWORK', 'WRONG_REGION', 'OTHER')),
  state text not null default 'ASKED' check (state in ('ASKED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
  answer_code text check (answer_code in ('NOT_OF_HERE', 'INCOMPLETE', 'ASK_FIRST', 'OTHER')),
  asked_on date not null default platform.today(),
  answered_on date,
  event_id uuid not null default platform.current_event() references platform.event (id),
  known_from timestamptz not null default platform.now(),
  constraint hand_over_to_another check (to_region_code <> region_code),
  constraint hand_over_answered check ((state = 'ASKED') = (answered_on is null)),
  constraint hand_over_refused_says_why check ((state = 'REFUSED') = (answer_code is not null))
);
comment on column waiting_list.hand_over.region_code is 'The region that asks: where the child was.';
create unique index hand_over_open_once on waiting_list.hand_over (person_id) where state = 'ASKED';
create index hand_over_request on waiting_list.hand_over (request_id);
create index hand_over_person on waiting_list.hand_over (person_id);
create index hand_over_region on waiting_list.hand_over (region_code, state);
create index hand_over_to on waiting_list.hand_over (to_region_code, state);
create index hand_over_event on waiting_list.hand_over (event_id);
create table waiting_list.hand_over_history (like waiting_list.hand_over including comments, known_until timestamptz not null, superseded_by uuid, seq bigint generated always as identity);
create index on waiting_list.hand_over_history (id);
create index on waiting_list.hand_over_history (superseded_by);
create index on waiting_list.hand_over_history (event_id);
create trigger keep_history before update or delete on waiting_list.hand_over for each row execute function platform.keep_history();
create trigger a_signed_insert after insert on waiting_list.hand_over referencing new table as new_rows for each statement execute function platform.check_event();
create trigger a_signed_update after update on waiting_list.hand_over referencing new table as new_rows for each statement execute function platform.check_event();

-- By hand a region asks and takes back; what the other answers goes through the function alone.
create function waiting_list.check_hand_over() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- Not a definer: answer_hand_over comes here as the owner, a statement of somebody as theirs.
  if current_user !~ '^vp_(at|as)$' then return new; end if;
  -- A row for another region the policies refuse.
  if (new.region_code = auth.my_area()) is not true then return new; end if;
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - '{state,answered_on,event_id,known_from}'::text[] <> to_jsonb(old) - '{state,answered_on,event_id,known_from}'::text[]
        or not (old.state = 'ASKED' and new.state = 'WITHDRAWN') then
      raise exception 'the other region answers' using errcode = 'check_violation', constraint = 'hand_over_answered_elsewhere';
    end if;
    new.answered_on := platform.today();
    return new;
  end if;
  if new.state <> 'ASKED' or new.answer_code is not null or new.answered_on is not null then
    raise exception 'begins as a question' using errcode = 'check_violation', constraint = 'hand_over_begins_asked';
  end if;
  new.asked_on := platform.today();
  if not exists (select 1 from waiting_list.request r where r.id = new.request_id and r.person_id = new.person_id and r.region_code = new.region_code) then
    raise exception 'not of here' using errcode = 'check_violation', constraint = 'hand_over_of_own_child';
  end if;
  return new;
end $$;
create trigger checked before insert or update on waiting_list.hand_over for each row execute function waiting_list.check_hand_over();

-- The region that is asked answers. Accepted: the child, and brothers and sisters who wait with it, are of the new region
-- from now, with all that is known of them; since when they wait, the draw and their urgency stand.
create function waiting_list.answer_hand_over(p_id uuid, p_accept boolean, p_code text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v waiting_list.hand_over; v_people uuid[]; v_group uuid;
begin
  if not auth.active() then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v from waiting_list.hand_over h where h.id = p_id and h.to_region_code = auth.my_area() for update;
  if v.id is null then raise exception 'no such hand-over' using errcode = 'P0002'; end if;
  if v.state <> 'ASKED' then
    raise exception 'answered already' using errcode = 'check_violation', constraint = 'hand_over_is_answered';
  end if;
  if not p_accept then
    update waiting_list.hand_over set state = 'REFUSED', answer_code = p_code, answered_on = platform.today() where id = p_id;
    return v.request_id;
  end if;
  select p.group_id into v_group from waiting_list.person p where p.id = v.person_id;
  v_people := array(select p.id from waiting_list.person p
    where p.region_code = v.region_code and (p.id = v.person_id or p.group_id = v_group or p.merged_into = v.person_id) order by p.id);
  perform 1 from waiting_list.person p where p.id = any (v_people) order by p.id for update;
  update waiting_list.hand_over set state = 'ACCEPTED', answered_on = platform.today() where id = p_id;
  -- Whose it was, is no more; the new region names its own.
  update waiting_list.request set owner_id = null, second_owner_id = null
   where person_id = any (v_people) and num_nonnulls(owner_id, second_owner_id) > 0;
  update waiting_list.sibling_group set region_code = v.to_region_code where id = v_group;
  update waiting_list.person set region_code = v.to_region_code where id = any (v_people);
  update waiting_list.duplicate set region_code = v.to_region_code
   where region_code = v.region_code and person_id = any (v_people) and other_person_id = any (v_people);
  -- Names and words of before go along: who the child was is not for the old region either.
  update waiting_list.identity_history set region_code = v.to_region_code where id = any (v_people);
  update waiting_list.note_history n set region_code = v.to_region_code
    from waiting_list.request r where r.id = n.request_id and r.person_id = any (v_people);
  return v.request_id;
end $$;

-- A child for whom a place is asked stays until that is over; a draft, which holds nothing, goes.
create function allocation.child_goes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_ids uuid[];
begin
  v_ids := array(select n.id from new_rows n join old_rows o on o.id = n.id where n.region_code <> o.region_code);
  if cardinality(v_ids) = 0 then return null; end if;
  if exists (select 1 from allocation.proposal_child c where c.request_id = any (v_ids) and c.busy) then
    raise exception 'a place is asked for the child' using errcode = 'check_violation', constraint = 'hand_over_with_proposal';
  end if;
  update allocation.proposal p set state = 'WITHDRAWN', end_reason = 'CHILD_WENT'
   where p.state in ('DRAFT', 'CLIENT_HEARD') and exists (select 1 from allocation.proposal_child c where c.proposal_id = p.id and c.request_id = any (v_ids));
  return null;
end $$;
create trigger z_goes_elsewhere after update on waiting_list.request referencing old table as old_rows new table as new_rows
  for each statement execute function allocation.child_goes();

-- A file of the list of one region: read and checked whole before anything changes. Its rows hold names; they go when it
-- is applied, and after thirty days.
create table waiting_list.import_file (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region (code),
  name text not null check (length(name) between 1 and 200),
  sha256 bytea not null check (length(sha256) = 32),
  state text not null check (state in ('CHECKED', 'REFUSED', 'APPLIED')),
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  counts jsonb not null,
  problems jsonb not null default '[]',
  problem_count int not null default 0,
  made_by_name text,
  at timestamptz not null default platform.now(),
  applied_at timestamptz,
  event_id uuid not null default platform.current_event() references platform.event (id),
  constraint refused_has_problems check ((state = 'REFUSED') = (problem_count > 0))
);
create index import_file_region on waiting_list.import_file (region_code, at desc);
create index import_file_event on waiting_list.import_file (event_id);
create trigger a_signed_insert after insert on waiting_list.import_file referencing new table as new_rows for each statement execute function platform.check_event();

-- What a file says stands once it is checked: it is applied, or it goes.
create function waiting_list.check_import() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user !~ '^vp_(at|as)$' then return new; end if;
  if (new.region_code = auth.my_area()) is not true then return new; end if;
  if tg_op = 'INSERT' then
    if new.state = 'APPLIED' then
      raise exception 'begins as checked' using errcode = 'check_violation', constraint = 'import_begins_checked';
    end if;
    return new;
  end if;
  if old.state <> 'CHECKED' or new.state <> 'APPLIED' or new.rows <> '[]'
      or (new.id, new.name, new.sha256, new.at) is distinct from (old.id, old.name, old.sha256, old.at) then
    raise exception 'what was read stands' using errcode = 'check_violation', constraint = 'import_stands';
  end if;
  return new;
end $$;
create trigger checked before insert or update on waiting_list.import_file for each row execute function waiting_list.check_import();
