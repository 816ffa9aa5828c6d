-- Up Migration
-- Addresses that people keep under a name: a page with its filters, for themselves or for their organisation.
-- A new table: nothing waits for its locks.
-- squawk-ignore-file disallowed-unique-constraint

create schema saved_search;

create table saved_search.search (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references auth.person (id),
  circle text not null,
  shared_with uuid references auth.organisation (id),
  name text not null,
  page text not null,
  query text not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null,
  deleted_at timestamptz,
  constraint saved_search_circle check (circle in ('access', 'provider', 'AN', 'RB', 'JJ', 'AD')),
  constraint saved_search_name check (length(trim(name)) between 1 and 80 and name !~ '[[:cntrl:]]'),
  -- A page of our own, never an address of another host.
  constraint saved_search_page check (page ~ '^/[a-z][a-z/-]{0,99}$' and page !~ '//'),
  constraint saved_search_query check (length(query) <= 2000 and query !~ '[[:cntrl:][:space:]]')
);
comment on table saved_search.search is 'A named address of one person, in the circle of roles under which it was kept; shared with one organisation or with nobody.';
create unique index saved_search_name_once on saved_search.search (person_id, circle, lower(name)) where deleted_at is null;
create unique index saved_search_default_once on saved_search.search (person_id, circle, page) where is_default and deleted_at is null;
create index saved_search_shared on saved_search.search (shared_with) where shared_with is not null;
