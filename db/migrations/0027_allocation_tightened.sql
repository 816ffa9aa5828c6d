-- Up Migration
-- Allocation and the list, tightened: a hand-over goes as the child stands now, and what is over is not opened again for
-- a child of another region.

-- The region that is asked answers. Accepted: the child, and brothers and sisters who wait with it, are of the new region
-- from now, with all that is known of them; since when they wait, the draw and their urgency stand. As before, but for a
-- child that still waits where it was asked for; what was asked of others for those who go along is over.
create or replace function waiting_list.answer_hand_over(p_id uuid, p_accept boolean, p_code text) returns uuid
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
  if not exists (select 1 from waiting_list.request r join waiting_list.person p on p.id = r.person_id
      where r.id = v.request_id and r.person_id = v.person_id and r.region_code = v.region_code and p.merged_into is null
        and r.state not in ('STARTED', 'CLOSED', 'CANCELLED', 'DECEASED')) then
    raise exception 'nobody waits there' using errcode = 'check_violation', constraint = 'hand_over_not_now';
  end if;
  update waiting_list.hand_over set state = 'ACCEPTED', answered_on = platform.today() where id = p_id;
  update waiting_list.hand_over set state = 'WITHDRAWN', answered_on = platform.today()
   where state = 'ASKED' and person_id = any (v_people);
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

-- A place is asked for a child of one's own region: one that went elsewhere is not called again by who asked before.
create function allocation.check_child_region() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select 1 from waiting_list.request r where r.id = new.request_id and r.region_code <> new.region_code) then
    raise exception 'of another region' using errcode = 'check_violation', constraint = 'child_of_other_region';
  end if;
  return null;
end $$;
create trigger region_checked after update of busy on allocation.proposal_child for each row
  when (new.busy and not old.busy) execute function allocation.check_child_region();

-- Starts of a period are read from a list of steps of any length.
create index step_started on waiting_list.step (at) where to_state = 'STARTED';
