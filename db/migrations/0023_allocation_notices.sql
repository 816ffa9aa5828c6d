-- Up Migration
-- What tells people: notices of the dialogue and of targeted questions, in the same transaction as the change; mail that
-- waits in a box until it is sent; and how each person wants to be told. No personal data of a child in any of them.
-- New tables, and one new column without a value: nothing waits for their locks.
-- squawk-ignore-file disallowed-unique-constraint,prefer-bigint-over-int

-- Who leads a proposal or a question on the side of the access team: whoever sent it is told what came of it.
create table allocation.led_by (
  subject_id uuid primary key,
  region_code text not null references region.region (code),
  person_id uuid not null references auth.person (id),
  role_code text not null check (role_code in ('AT', 'AS')),
  since timestamptz not null default platform.now()
);
comment on table allocation.led_by is 'The access team''s worker who sent a proposal or asked a question. Written by the steps themselves.';
create index led_by_person on allocation.led_by (person_id);
create index led_by_region on allocation.led_by (region_code);

create function allocation.lead(p_subject uuid, p_region text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into allocation.led_by (subject_id, region_code, person_id, role_code)
  values (p_subject, p_region, auth.my_person(), upper(substr(session_user, 4)))
  on conflict (subject_id) do update set person_id = excluded.person_id, role_code = excluded.role_code, since = platform.now()
$$;

-- The access team's side: who leads it and who stands in for them today; when none of them wears the role any more, the
-- supervisors of the region, so that no answer falls on deaf ears. Never whoever did it.
create function allocation.tell_team(p_subject uuid, p_region text, p_kind text, p_path text, p_about text, p_details jsonb, p_key text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare w record; v_found boolean := false; v_me uuid := case when session_user not in ('vp_jobs', current_user) then auth.my_person() end;
begin
  for w in
    with leader as (select l.person_id, l.role_code from allocation.led_by l where l.subject_id = p_subject)
    select h.person_id, h.role_code from leader l
      join auth.hat h on h.person_id = l.person_id and h.role_code = l.role_code
     where h.area_code = p_region and h.valid @> platform.today()
    union
    select h.person_id, h.role_code from leader l
      join administration.hat_request r on r.stands_in_for = l.person_id and r.role_code = l.role_code and r.hat_id is not null
      join auth.hat h on h.id = r.hat_id
     where h.area_code = p_region and h.valid @> platform.today()
  loop
    v_found := true;
    if w.person_id is distinct from v_me then
      perform notices.notify(w.person_id, w.role_code, null, p_kind, p_path, p_about, p_details, p_key, platform.now());
    end if;
  end loop;
  if v_found then return; end if;
  for w in select h.person_id from auth.hat h where h.role_code = 'AS' and h.area_code = p_region and h.valid @> platform.today() loop
    if w.person_id is distinct from v_me then
      perform notices.notify(w.person_id, 'AS', null, p_kind, p_path, p_about, p_details, p_key, platform.now());
    end if;
  end loop;
end $$;

create function allocation.tell_house(p_provider uuid, p_roles text[], p_kind text, p_path text, p_about text, p_details jsonb, p_key text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_role text;
begin
  foreach v_role in array p_roles loop
    perform notices.notify(null, v_role, p_provider, p_kind, p_path, p_about, p_details, p_key, platform.now());
  end loop;
end $$;

-- The last day of a term that ends at midnight.
create function allocation.last_day(p_due timestamptz) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select to_char((p_due - interval '1 second') at time zone 'Europe/Brussels', 'YYYY-MM-DD')
$$;

create function allocation.unit_words(p_unit uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select left(u.name, 160) from capacity.care_unit u where u.id = p_unit
$$;

-- What a step of a proposal tells, to whom it concerns on the other side. What the program itself writes of a past that
-- nobody led is no news.
create function allocation.tell_proposal() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_team boolean := session_user in ('vp_at', 'vp_as');
  v_person boolean := session_user not in ('vp_jobs', current_user);
  v_kind text; v_house boolean := false; v_others boolean := false; v_details jsonb := '{}'; v_path text; v_about text; v_key text;
begin
  if tg_op = 'INSERT' then
    if v_team then perform allocation.lead(new.id, new.region_code); end if;
    return null;
  end if;
  if v_team and new.state = 'SENT' and old.state <> 'SENT' then perform allocation.lead(new.id, new.region_code); end if;
  if new.grade <> old.grade then
    v_kind := 'grade-changed'; v_house := true; v_others := not v_team;
    v_details := jsonb_build_object('grade', new.grade) || case when new.due_at is distinct from old.due_at then jsonb_build_object('until', allocation.last_day(new.due_at)) else '{}' end;
  elsif new.state <> old.state then
    case new.state
      when 'SENT' then
        v_kind := 'sent'; v_house := true; v_details := jsonb_build_object('until', allocation.last_day(new.due_at));
      when 'ACCEPTED' then
        if old.state = 'START_PLANNED' then v_kind := 'changed'; v_house := v_team; v_others := not v_team;
        else v_kind := 'accepted'; v_house := v_team; v_others := true; end if;
      when 'NOT_STARTED' then v_kind := 'refused'; v_others := true;
      when 'START_PLANNED' then
        v_kind := 'start-planned'; v_house := v_team; v_others := true; v_details := jsonb_build_object('startOn', to_char(new.start_on, 'YYYY-MM-DD'));
      when 'STARTED' then
        v_kind := 'started'; v_house := v_team; v_others := true; v_details := jsonb_build_object('startOn', to_char(new.start_on, 'YYYY-MM-DD'));
      when 'WITHDRAWN', 'CLIENT_DECLINED' then v_kind := 'withdrawn'; v_house := true; v_others := true;
      when 'PLACE_GONE' then v_kind := 'place-gone'; v_house := true; v_others := true;
      when 'EXPIRED' then
        if new.due_at > platform.now() - interval '7 days' then v_kind := 'term-passed'; v_house := true; v_others := true; end if;
      else null;
    end case;
  elsif allocation.holds(new.state) and (new.start_on, new.due_at) is distinct from (old.start_on, old.due_at) then
    v_kind := case when new.state = 'START_PLANNED' then 'start-planned' else 'changed' end;
    v_house := v_team; v_others := true;
    v_details := case when v_kind = 'start-planned' then jsonb_build_object('startOn', to_char(new.start_on, 'YYYY-MM-DD')) else '{}' end;
  end if;
  if v_kind is null then return null; end if;
  if not v_person and v_kind <> 'term-passed' and not exists (select 1 from allocation.led_by l where l.subject_id = new.id) then return null; end if;
  v_path := '/voorstellen/' || new.id;
  v_about := allocation.unit_words(new.unit_id);
  v_key := 'allocation.proposal-' || v_kind || ' ' || new.id || ' ' || new.event_id;
  -- Of what was never sent the provider hears nothing.
  if v_house and new.sent then
    perform allocation.tell_house(new.provider_id, '{PI}', 'allocation.proposal-' || v_kind, v_path, v_about, v_details, v_key);
  end if;
  if v_others then
    perform allocation.tell_team(new.id, new.region_code, 'allocation.proposal-' || v_kind, v_path, v_about, v_details, v_key);
  end if;
  return null;
end $$;
create trigger tell after insert or update on allocation.proposal for each row execute function allocation.tell_proposal();

-- Something was said: the other side is told that it was, never what.
create function allocation.tell_message() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare p allocation.proposal;
begin
  if session_user in ('vp_jobs', current_user) or not new.shown then return null; end if;
  select * into p from allocation.proposal q where q.id = new.proposal_id;
  -- The words that a proposal goes out with are told with it.
  if new.side = 'ACCESS' and p.state = 'SENT' and p.event_id = new.event_id then return null; end if;
  if new.side = 'ACCESS' then
    perform allocation.tell_house(new.provider_id, '{PI}', 'allocation.proposal-said', '/voorstellen/' || p.id, allocation.unit_words(p.unit_id), '{}',
      'allocation.proposal-said ' || new.id);
  else
    perform allocation.tell_team(p.id, p.region_code, 'allocation.proposal-said', '/voorstellen/' || p.id, allocation.unit_words(p.unit_id), '{}',
      'allocation.proposal-said ' || new.id);
  end if;
  return null;
end $$;
create trigger tell after insert on allocation.message for each row execute function allocation.tell_message();

-- A question about a unit: to whoever keeps its figures or takes its requests in; its answer to whoever asked.
create function allocation.tell_inquiry() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_team boolean := session_user in ('vp_at', 'vp_as'); v_kind text; v_house boolean := false; v_others boolean := false;
  v_path text := '/bevragingen?vraag=' || new.id; v_key text; v_details jsonb := '{}';
begin
  if tg_op = 'INSERT' then
    if not v_team then return null; end if;
    perform allocation.lead(new.id, new.region_code);
    v_kind := 'asked'; v_house := true; v_details := jsonb_build_object('until', allocation.last_day(new.due_at));
  elsif new.state <> old.state then
    case new.state
      when 'ANSWERED' then v_kind := 'answered'; v_others := true;
      when 'WITHDRAWN' then v_kind := 'withdrawn'; v_house := true; v_others := true;
      when 'OVERDUE' then
        if new.due_at > platform.now() - interval '7 days' then v_kind := 'overdue'; v_house := true; v_others := true; end if;
      else null;
    end case;
  end if;
  if v_kind is null then return null; end if;
  if session_user in ('vp_jobs', current_user) and not exists (select 1 from allocation.led_by l where l.subject_id = new.id) then return null; end if;
  v_key := 'allocation.inquiry-' || v_kind || ' ' || new.id;
  if v_house then
    perform allocation.tell_house(new.provider_id, '{PI,PC}', 'allocation.inquiry-' || v_kind, v_path, allocation.unit_words(new.unit_id), v_details, v_key);
  end if;
  if v_others then
    perform allocation.tell_team(new.id, new.region_code, 'allocation.inquiry-' || v_kind, v_path, allocation.unit_words(new.unit_id), v_details, v_key);
  end if;
  return null;
end $$;
create trigger tell after insert or update on allocation.inquiry for each row execute function allocation.tell_inquiry();

-- The mail that waits: written with the change that it tells of, sent by a job, again and again until the server of the
-- receiver takes it or it is given up. The content is made into words when it is sent.
create table platform.mail (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  address text not null check (address ~ '^[^\s@<>,;:"()\[\]\\[:cntrl:]]{1,64}@[A-Za-z0-9.-]{1,190}$'),
  topic text not null check (topic ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  language text not null check (language in ('nl', 'fr', 'en')),
  content jsonb not null,
  group_key text,
  queued_at timestamptz not null,
  due_at timestamptz not null,
  next_try_at timestamptz not null,
  tries int not null default 0,
  fault text check (length(fault) <= 60),
  sent_at timestamptz,
  given_up_at timestamptz,
  constraint mail_ends_once check (num_nonnulls(sent_at, given_up_at) <= 1)
);
comment on table platform.mail is 'Mail to people of the house: waits, is tried, and is sent or given up.';
comment on column platform.mail.group_key is 'What waits together goes in one mail.';
create index mail_waits on platform.mail (next_try_at) where sent_at is null and given_up_at is null;
create unique index mail_group on platform.mail (group_key) where group_key is not null and tries = 0 and sent_at is null and given_up_at is null;
create index mail_person on platform.mail (person_id, queued_at);

-- How many mails wait, since when, how many went out and how many were given up: no address, no word of them.
create function platform.mail_counts()
returns table (waiting int, oldest_at timestamptz, sent_last_day int, given_up int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (count(*) filter (where m.sent_at is null and m.given_up_at is null))::int,
         min(m.due_at) filter (where m.sent_at is null and m.given_up_at is null),
         (count(*) filter (where m.sent_at > platform.now() - interval '1 day'))::int,
         (count(*) filter (where m.given_up_at is not null))::int
    from platform.mail m where auth.active()
$$;

-- Where a person wants mail, in which language, and when not. The address is used once its owner has said that it is theirs.
create table notices.mailbox (
  person_id uuid primary key references auth.person (id),
  address text not null check (address ~ '^[^\s@<>,;:"()\[\]\\[:cntrl:]]{1,64}@[A-Za-z0-9.-]{1,190}$'),
  language text not null check (language in ('nl', 'fr', 'en')),
  quiet_from time,
  quiet_until time,
  confirmed_at timestamptz,
  refused_at timestamptz,
  changed_at timestamptz not null,
  code_hash bytea,
  code_until timestamptz,
  code_tries int not null default 0,
  constraint quiet_hours_whole check ((quiet_from is null) = (quiet_until is null) and quiet_from is distinct from quiet_until or quiet_from is null and quiet_until is null)
);
comment on table notices.mailbox is 'A person''s own address for mail. Written by functions alone: the code that proves it stays unread.';

alter table notices.choice alter column told set default 'AT_ONCE';
alter table notices.choice add column mailed text;
alter table notices.choice add constraint choice_mailed check (mailed in ('AT_ONCE', 'DAILY', 'NEVER')) not valid;
alter table notices.choice validate constraint choice_mailed;
comment on column notices.choice.mailed is 'When it goes by mail as well; empty = as usual for the kind.';

-- Its twin is usualMail in src/notices/kinds.ts.
create function notices.usual_mail(p_kind text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case when p_kind ~ '^(account|allocation)\.' then 'AT_ONCE' else 'DAILY' end
$$;

-- The first moment from here on that is not in somebody's quiet hours, by the clock of Brussels.
create function notices.after_quiet(p_at timestamptz, p_from time, p_until time) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$
  select case
      when p_from is null then p_at
      when not (case when p_from < p_until then l.t >= p_from and l.t < p_until else l.t >= p_from or l.t < p_until end) then p_at
      else (l.day + p_until + case when l.t < p_until then interval '0' else interval '1 day' end) at time zone 'Europe/Brussels' end
    from (select (p_at at time zone 'Europe/Brussels')::time as t, date_trunc('day', p_at at time zone 'Europe/Brussels') as day) l
$$;

-- Each notice that a person wants by mail goes into the box with it, and alone or gathered with what waits for the same hour.
create function notices.queue_mail() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into platform.mail (person_id, address, topic, language, content, group_key, queued_at, due_at, next_try_at)
  select w.person_id, w.address, 'notices.told', w.language, jsonb_agg(w.content order by w.at), w.group_key, platform.now(), w.due_at, w.due_at
    from (select n.person_id, b.address, b.language, n.at, d.due_at,
                 jsonb_build_object('kind', n.kind, 'about', n.about, 'details', n.details, 'path', n.path) as content,
                 case when d.due_at > d.from_at then 'notices ' || n.person_id || ' ' || extract(epoch from d.due_at)::bigint else null end as group_key,
                 case when d.due_at > d.from_at then null else n.id end as alone
            from new_rows n
            join notices.mailbox b on b.person_id = n.person_id and b.confirmed_at is not null and b.refused_at is null
            left join notices.choice c on c.person_id = n.person_id and c.kind = n.kind
            cross join lateral (select greatest(n.shown_from, platform.now()) as from_at, coalesce(c.mailed, notices.usual_mail(n.kind)) as mailed) s
            cross join lateral (select s.from_at, notices.after_quiet(
               case s.mailed when 'DAILY' then notices.next_morning(s.from_at) else s.from_at end, b.quiet_from, b.quiet_until) as due_at) d
           where s.mailed <> 'NEVER') w
   group by w.person_id, w.address, w.language, w.group_key, w.due_at, w.alone
  on conflict (group_key) where group_key is not null and tries = 0 and sent_at is null and given_up_at is null
  do update set content = mail.content || excluded.content, address = excluded.address, language = excluded.language;
  return null;
end $$;
create trigger mailed_insert after insert on notices.notice referencing new table as new_rows
  for each statement execute function notices.queue_mail();

-- Puts down where one wants mail. Another address is asked to prove itself by a code, which goes there; in a demo no mail
-- goes anywhere, so that an address is taken at its word.
create function notices.keep_mailbox(p_address text, p_language text, p_quiet_from time, p_quiet_until time, p_code text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid := auth.my_person(); v_old notices.mailbox; v_demo boolean;
begin
  if v_me is null then raise exception 'no live session' using errcode = '28000'; end if;
  select * into v_old from notices.mailbox b where b.person_id = v_me for update;
  if v_old.address = p_address and (v_old.confirmed_at is not null and v_old.refused_at is null or v_old.code_until > platform.now() and v_old.code_tries < 5) then
    update notices.mailbox set language = p_language, quiet_from = p_quiet_from, quiet_until = p_quiet_until, changed_at = platform.now() where person_id = v_me;
    return;
  end if;
  if (select count(*) from platform.mail m where m.person_id = v_me and m.topic = 'notices.code' and m.queued_at > platform.now() - interval '1 day') >= 5 then
    raise exception 'too many codes' using errcode = 'check_violation', constraint = 'too_many_codes';
  end if;
  v_demo := (select i.mode = 'demo' from platform.instance i);
  insert into notices.mailbox (person_id, address, language, quiet_from, quiet_until, changed_at, confirmed_at, code_hash, code_until)
  values (v_me, p_address, p_language, p_quiet_from, p_quiet_until, platform.now(), case when v_demo then platform.now() end,
    sha256(convert_to(v_me || p_code, 'UTF8')), platform.now() + interval '1 day')
  on conflict (person_id) do update set address = excluded.address, language = excluded.language, quiet_from = excluded.quiet_from,
    quiet_until = excluded.quiet_until, changed_at = excluded.changed_at, confirmed_at = excluded.confirmed_at, refused_at = null,
    code_hash = excluded.code_hash, code_until = excluded.code_until, code_tries = 0;
  -- What waited for the old address is not for the new one.
  update platform.mail set given_up_at = platform.now(), fault = 'ADDRESS_CHANGED'
   where person_id = v_me and sent_at is null and given_up_at is null;
  if not v_demo then
    insert into platform.mail (person_id, address, topic, language, content, queued_at, due_at, next_try_at)
    values (v_me, p_address, 'notices.code', p_language, jsonb_build_object('code', p_code), platform.now(), platform.now(), platform.now());
  end if;
end $$;

create function notices.confirm_mailbox(p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid := auth.my_person(); v_is boolean;
begin
  if v_me is null then raise exception 'no live session' using errcode = '28000'; end if;
  update notices.mailbox set code_tries = code_tries + 1
   where person_id = v_me and confirmed_at is null and code_until > platform.now() and code_tries < 5
  returning code_hash = sha256(convert_to(v_me || p_code, 'UTF8')) into v_is;
  if coalesce(v_is, false) then
    update notices.mailbox set confirmed_at = platform.now(), code_hash = null, code_until = null where person_id = v_me;
  end if;
  return coalesce(v_is, false);
end $$;

create function notices.drop_mailbox() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare v_me uuid := auth.my_person();
begin
  if v_me is null then raise exception 'no live session' using errcode = '28000'; end if;
  delete from notices.mailbox where person_id = v_me;
  update platform.mail set given_up_at = platform.now(), fault = 'ADDRESS_CHANGED'
   where person_id = v_me and sent_at is null and given_up_at is null;
end $$;

-- An address that its own server refuses gets no more mail until somebody puts another down; its person is told inside.
create function notices.mail_refused() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update notices.mailbox set refused_at = platform.now()
   where person_id = new.person_id and address = new.address and refused_at is null;
  if found then
    perform notices.notify(new.person_id, null, null, 'account.mail-refused', '/meldingen', null, '{}', 'account.mail-refused ' || new.id, platform.now());
  end if;
  return null;
end $$;
create trigger refused after update of given_up_at on platform.mail for each row
  when (new.given_up_at is not null and old.given_up_at is null and new.fault = 'REFUSED') execute function notices.mail_refused();
