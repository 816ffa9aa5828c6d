-- Up Migration
-- Three more roles: the crisis desk of a region (CR), a foster-care service (FS) and a foster family (FF).
-- Lists of roles, short tables with a row for each person: nothing waits long for their locks.
-- squawk-ignore-file constraint-missing-not-valid, disallowed-unique-constraint

alter table auth.hat drop constraint hat_role_code_check;
alter table auth.hat add constraint hat_role_code_check
  check (role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'));
-- A desk is of a region, a family of its service.
alter table auth.hat add constraint desk_has_region check (role_code <> 'CR' or area_code is not null);
alter table auth.hat add constraint foster_has_service check (role_code not in ('FS', 'FF') or organisation_id is not null);

alter table administration.hat_request drop constraint hat_request_role_code_check;
alter table administration.hat_request add constraint hat_request_role_code_check
  check (role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'));
-- What opens all capacity, or the accounts themselves, is by two: the crisis desk reads the free places of every region.
alter table administration.hat_request drop constraint two_persons;
alter table administration.hat_request add constraint two_persons
  check (decided_by is distinct from asked_by or answer = 'NO' or role_code not in ('AT', 'AS', 'CR', 'AD'));

alter table administration.hat_request add constraint desk_has_region check (role_code <> 'CR' or area_code is not null);
alter table administration.hat_request add constraint foster_has_service check (role_code not in ('FS', 'FF') or organisation_id is not null);

alter table saved_search.search drop constraint saved_search_circle;
alter table saved_search.search add constraint saved_search_circle
  check (circle in ('access', 'provider', 'CR', 'FS', 'FF', 'AN', 'RB', 'JJ', 'AD'));

-- Who may not see capacity is told nothing of it, whatever a program asks; a family hears of crisis foster care alone.
alter table notices.notice drop constraint notice_of_this_role;
alter table notices.notice add constraint notice_of_this_role check (
  coalesce(role_code in ('AT', 'AS', 'CR', 'PI', 'PC', 'FS'), false) or kind ~ '^(account|release)\.'
    or coalesce(role_code = 'FF', false) and kind ~ '^foster-care\.'
);

-- Its twin is usualMail in src/notices/kinds.ts.
create or replace function notices.usual_mail(p_kind text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when p_kind ~ '^(account|allocation|crisis|foster-care)\.' then 'AT_ONCE' else 'DAILY' end
$$;

-- People with their roles, as far as the asker keeps them: the administrator all, a supervisor of the agency, a provider's
-- intake and a foster-care service those of their own organisation (D17). No subject of the log-in, no content.
create or replace function administration.people()
returns table (person_id uuid, name text, invented boolean, blocked_at timestamptz, signed_in boolean, hat_id uuid, role_code text,
  organisation_id uuid, organisation_name text, area_code text, valid_from date, valid_until date, stands_in_for text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.name, p.invented, p.blocked_at, exists (select from auth.session s where s.person_id = p.id), h.id, h.role_code,
         h.organisation_id, o.name, h.area_code, lower(h.valid), upper(h.valid),
         (select d.name from administration.hat_request r join auth.person d on d.id = r.stands_in_for where r.hat_id = h.id)
    from auth.person p left join auth.hat h on h.person_id = p.id left join auth.organisation o on o.id = h.organisation_id
   where (auth.identity()).role_code = 'AD'
      or (h.organisation_id = auth.my_organisation() and (auth.identity()).role_code in ('AS', 'PI', 'FS'))
$$;

-- May the asker give or end this role there? The administrator any; the others in their own organisation.
create or replace function administration.may_keep(p_role text, p_organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select case (auth.identity()).role_code
    when 'AD' then true
    when 'AS' then p_organisation = auth.my_organisation() and p_role in ('AS', 'AN')
    when 'PI' then p_organisation = auth.my_organisation() and p_role in ('PI', 'PC')
    when 'FS' then p_organisation = auth.my_organisation() and p_role in ('FS', 'FF')
    else false end
$$;

create or replace function administration.requests(p_open boolean)
returns table (id uuid, person_id uuid, person_name text, role_code text, organisation_name text, area_code text, valid_from date,
  valid_until date, reason text, stands_in_for text, asked_by text, asked_at timestamptz, decided_by text, decided_at timestamptz,
  answer text, mine boolean, about_me boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.id, r.person_id, p.name, r.role_code, o.name, r.area_code, lower(r.valid), upper(r.valid), r.reason, f.name, a.name, r.asked_at,
         d.name, r.decided_at, r.answer, r.asked_by = auth.my_person(), r.person_id = auth.my_person()
    from administration.hat_request r join auth.person p on p.id = r.person_id join auth.person a on a.id = r.asked_by
    left join auth.person d on d.id = r.decided_by left join auth.person f on f.id = r.stands_in_for
    left join auth.organisation o on o.id = r.organisation_id
   where (r.answer is null) = p_open
     and ((auth.identity()).role_code = 'AD'
       or ((auth.identity()).role_code in ('AS', 'PI', 'FS') and r.organisation_id = auth.my_organisation()))
   order by r.asked_at desc limit 200
$$;

-- Asks for a role; where one person is enough it is given at once.
create or replace function administration.ask_hat(p_person uuid, p_role text, p_organisation uuid, p_area text, p_valid daterange,
  p_reason text, p_stands_in_for uuid) returns table (request_id uuid, hat_id uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_request uuid := gen_random_uuid(); v_hat uuid;
begin
  perform administration.refuse_stranger(p_person, p_role, p_organisation);
  if p_stands_in_for is not null then perform administration.refuse_stranger(p_stands_in_for, p_role, p_organisation); end if;
  insert into administration.hat_request (id, person_id, role_code, organisation_id, area_code, valid, reason, stands_in_for, asked_by, asked_at)
  values (v_request, p_person, p_role, p_organisation, p_area, p_valid, p_reason, p_stands_in_for, auth.my_person(), transaction_timestamp());
  -- The agency's own people always by two (D17, "4").
  if p_role not in ('AT', 'AS', 'CR', 'AD') and (auth.identity()).role_code <> 'AS' then
    v_hat := administration.answer_hat(v_request, true);
  end if;
  return query select v_request, v_hat;
end $$;

-- The last word on roles: whichever way a role comes in, no application login gives one to itself, and what
-- needs two persons has a request that two persons carried.
create or replace function administration.check_hat() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid;
begin
  if session_user in ('vp_jobs', current_user) then return new; end if;
  v_me := auth.my_person();
  if new.person_id = v_me or (tg_op = 'UPDATE' and old.person_id = v_me) then
    raise exception 'a role for oneself' using errcode = 'check_violation', constraint = 'role_never_for_oneself';
  end if;
  if tg_op = 'UPDATE' then
    if (new.person_id, new.role_code, new.organisation_id, new.area_code) is distinct from
       (old.person_id, old.role_code, old.organisation_id, old.area_code) then
      raise exception 'a hat becomes no other' using errcode = 'check_violation', constraint = 'hat_stays_itself';
    end if;
    if not (new.valid <@ old.valid) then
      raise exception 'longer is asked anew' using errcode = 'check_violation', constraint = 'hat_only_shortened';
    end if;
    return new;
  end if;
  update administration.hat_request r set hat_id = new.id
   where r.id = (select q.id from administration.hat_request q
     where q.person_id = new.person_id and q.role_code = new.role_code and q.hat_id is null and q.answer = 'YES'
       and q.organisation_id is not distinct from new.organisation_id and q.area_code is not distinct from new.area_code
       and q.valid = new.valid and (q.role_code not in ('AT', 'AS', 'CR', 'AD') or q.decided_by <> q.asked_by)
     order by q.decided_at desc limit 1);
  if not found then
    raise exception 'a role that nobody answered yes to' using errcode = 'check_violation', constraint = 'two_persons';
  end if;
  return new;
end $$;
