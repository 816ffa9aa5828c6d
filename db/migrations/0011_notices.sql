-- Up Migration
-- Notices to people: what happened, where to look, and whether it was seen. No personal data in them.
-- New tables: nothing waits for their locks.
-- squawk-ignore-file disallowed-unique-constraint

create schema notices;

create table notices.notice (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  role_code text,
  organisation_id uuid references auth.organisation (id),
  kind text not null,
  path text not null,
  about text,
  details jsonb not null default '{}',
  dedupe_key text not null,
  at timestamptz not null,
  shown_from timestamptz not null,
  read_at timestamptz,
  done_at timestamptz,
  constraint notice_kind check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  -- An address of our own: a second slash or backslash would lead to another host.
  constraint notice_path check (path ~ '^/([^/\\]|$)' and length(path) <= 500),
  constraint notice_about check (length(about) between 1 and 160),
  -- Codes, days, counts and ids: no room for a name or a sentence.
  constraint notice_details check (details::text ~ '^\{("[A-Za-z]{1,40}": ("[A-Za-z0-9_.:-]{0,64}"|-?[0-9]{1,12})(, )?)*\}$'),
  constraint notice_dedupe_key check (length(dedupe_key) between 1 and 200),
  constraint notice_once unique nulls not distinct (person_id, role_code, organisation_id, dedupe_key),
  -- Who may not see capacity is told nothing of it, whatever a program asks: only what is listed here.
  constraint notice_of_this_role check (
    coalesce(role_code in ('AT', 'AS', 'PI', 'PC'), false) or kind ~ '^(account|release)\.'
  )
);
comment on table notices.notice is 'One notice to one person in one role at one organisation; without a role, to the person in any. No personal data.';
create index notice_inbox on notices.notice (person_id, shown_from desc);
create index notice_open on notices.notice (person_id) where done_at is null;
create index notice_done on notices.notice (done_at) where done_at is not null;
create index notice_organisation on notices.notice (organisation_id);

create table notices.choice (
  person_id uuid not null references auth.person (id),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  told text not null check (told in ('AT_ONCE', 'DAILY', 'NEVER')),
  primary key (person_id, kind)
);
comment on table notices.choice is 'When a person wants to be told of a kind: at once, gathered each morning at seven, or never.';

-- The next morning at seven, in Brussels: when gathered notices appear.
create function notices.next_morning(p_at timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case when p_at <= m.seven then m.seven else m.next_seven end
    from (select (date_trunc('day', p_at at time zone 'Europe/Brussels') + interval '7 hours') at time zone 'Europe/Brussels' as seven,
                 (date_trunc('day', p_at at time zone 'Europe/Brussels') + interval '31 hours') at time zone 'Europe/Brussels' as next_seven) m
$$;

-- Tells one person, or everybody who wears a role at an organisation today. The same dedupe key tells nobody twice.
create function notices.notify(p_person uuid, p_role text, p_organisation uuid, p_kind text, p_path text, p_about text,
  p_details jsonb, p_dedupe text, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if session_user not in ('vp_jobs', current_user) and not auth.active() then
    raise exception 'no live session' using errcode = '28000';
  end if;
  if p_person is null and p_role is null then
    raise exception 'a notice to nobody' using errcode = 'check_violation';
  end if;
  insert into notices.notice (person_id, role_code, organisation_id, kind, path, about, details, dedupe_key, at, shown_from)
  select distinct p.id, p_role, p_organisation, p_kind, p_path, p_about, p_details, p_dedupe, p_at,
         case c.told when 'DAILY' then notices.next_morning(p_at) else p_at end
    from auth.person p
    left join notices.choice c on c.person_id = p.id and c.kind = p_kind
   where p.blocked_at is null and (p_person is null or p.id = p_person)
     and (p_role is null or exists (
       select 1 from auth.hat h where h.person_id = p.id and h.role_code = p_role
          and (p_organisation is null or h.organisation_id = p_organisation)
          and h.valid @> platform.today()))
     and (c.told is distinct from 'NEVER' or p_kind ~ '^account\.')
  on conflict on constraint notice_once do nothing;
end $$;

-- Says to the web processes whose inbox changed; what stands in it they ask themselves.
create function notices.changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.notify('vp_notice', w.person_id::text) from (select distinct n.person_id from new_rows n) w;
  return null;
end $$;
create trigger told_insert after insert on notices.notice referencing new table as new_rows
  for each statement execute function notices.changed();
create trigger told_update after update on notices.notice referencing new table as new_rows
  for each statement execute function notices.changed();
