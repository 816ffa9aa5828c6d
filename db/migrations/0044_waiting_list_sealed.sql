-- Up Migration
-- Who a child is and the words about it stand here sealed: the program encrypts them with a key of the child's own file, which is
-- in another database, wrapped by a master key that is in none. See docs/decisions/0041-sealed-columns.md.
-- The version before shows no names while both run: it cannot open them.
-- squawk-ignore-file ban-drop-not-null
-- The tables are those of one region's list: nobody waits for their locks at the start of this version.

-- Number, names and day of birth together, as one sealed text. What stood here in the clear is sealed at the next start.
alter table waiting_list.identity add column sealed text, add column number_mark text;
alter table waiting_list.identity_history add column sealed text, add column number_mark text;
comment on column waiting_list.identity.sealed is 'file_number, given_name, family_name and birth_date, sealed with the key of the file of this person.';
comment on column waiting_list.identity.number_mark is 'Keyed hash of the file number: by it the number is found and stands once in a region.';
alter table waiting_list.identity alter column given_name drop not null, alter column family_name drop not null;
alter table waiting_list.identity_history alter column given_name drop not null, alter column family_name drop not null;
-- squawk-ignore constraint-missing-not-valid
alter table waiting_list.identity add constraint identity_said check (sealed is not null or num_nonnulls(given_name, family_name) = 2);
-- squawk-ignore constraint-missing-not-valid
alter table waiting_list.identity add constraint identity_sealed_or_clear
  check (sealed is null or num_nonnulls(file_number, given_name, family_name, birth_date) = 0);
-- squawk-ignore require-concurrent-index-deletion
drop index waiting_list.file_number_once;
-- squawk-ignore require-concurrent-index-deletion
drop index waiting_list.identity_name;
create unique index file_number_once on waiting_list.identity (region_code, coalesce(number_mark, file_number))
  where number_mark is not null or file_number is not null;

-- The new columns stand after those of a version: the history says which is which.
drop trigger keep_history on waiting_list.identity;
create trigger keep_history before update or delete on waiting_list.identity for each row execute function platform.keep_history(
  'id, region_code, file_number, given_name, family_name, birth_date, event_id, known_from, sealed, number_mark');

-- A sealed text is longer than what it holds.
alter table waiting_list.note drop constraint note_words_check;
-- squawk-ignore constraint-missing-not-valid
alter table waiting_list.note add constraint note_words_check check (length(words) between 1 and 30000);

-- Who a child is, for the provider that agreed to house it: from the agreement until the start, nobody else's. Sealed as it stands.
drop function allocation.identity_of(uuid);
create function allocation.identity_of(p_proposal uuid)
returns table (pseudonym text, id uuid, sealed text, given_name text, family_name text, birth_date date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.pseudonym, i.id, i.sealed, i.given_name, i.family_name, i.birth_date
    from allocation.proposal p
    join allocation.proposal_child c on c.proposal_id = p.id
    join waiting_list.request r on r.id = c.request_id
    join waiting_list.identity i on i.id = r.person_id
   where p.id = p_proposal and p.state in ('ACCEPTED', 'START_PLANNED')
     and p.provider_id = auth.my_organisation() and auth.active()
$$;
revoke all on function allocation.identity_of(uuid) from public;

-- There are other columns now: who may read them is said anew.
do $$
begin
  if to_regclass('public.policies_in_force') is not null then
    delete from public.policies_in_force;
  end if;
end $$;
