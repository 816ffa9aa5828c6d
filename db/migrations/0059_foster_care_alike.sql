-- Up Migration
-- Whether a card would single out, asked field by field again: migration 41 stated the function anew as it was before 40,
-- with a card for each request of the year on each rung, which was four fifths of what publishing took.

-- How many requests of the last year give the same card (`foster_care.card_at`); the repeats of one child count once, also
-- those that only look like it. A child that is asked for night after night would else make itself one of many.
create or replace function foster_care.alike(p_level int, r foster_care.request) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct coalesce(q.likely_of, q.repeat_of, q.id))::int from foster_care.request q
   where q.received_at > platform.now() - interval '1 year' and q.received_at <= platform.now()
     and (q.children > 1) = (r.children > 1)
     and (p_level >= 14
       or p_level >= 11 and (q.youngest < 12) = (r.youngest < 12) and (q.oldest < 12) = (r.oldest < 12)
       or p_level between 3 and 10 and q.youngest / 6 = r.youngest / 6 and q.oldest / 6 = r.oldest / 6
       or p_level < 3 and width_bucket(q.youngest, array[3, 6, 12, 15]) = width_bucket(r.youngest, array[3, 6, 12, 15])
          and width_bucket(q.oldest, array[3, 6, 12, 15]) = width_bucket(r.oldest, array[3, 6, 12, 15]))
     and (p_level >= 13 or q.kind = r.kind)
     and (p_level >= 12 or q.region_code = r.region_code)
     and (p_level >= 10 or q.access = r.access or p_level >= 6 and q.access <> 'NONE' and r.access <> 'NONE')
     and (p_level >= 9 or least(q.children, 4) = least(r.children, 4))
     and (p_level >= 8 or q.length = r.length
       or p_level >= 2 and (q.length in ('DAYS_3', 'WEEK')) = (r.length in ('DAYS_3', 'WEEK')))
     and (p_level >= 7 or q.school = r.school)
     and (p_level >= 5 or q.pets = r.pets)
     and (p_level >= 4 or q.start_week = r.start_week)
     and (p_level >= 1 or q.contact = r.contact)
$$;
