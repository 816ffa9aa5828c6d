import { bitOf, type ImportKind } from './format.ts';

/**
 * The statements that lay the staged rows against the facts of now. Parameters: $1 the import, and where it
 * occurs $2 the code of the provider that rows without one belong to (null: none).
 */
const given = (kind: ImportKind, name: string) => `(r.given & ${bitOf(kind, name)}) <> 0`;

/** A value of the file where the file has the column, else what stands in the register. */
const kept = (kind: ImportKind, name: string, fresh: string, there: string) =>
  `case when ${given(kind, name)} or e.id is null then ${fresh} else ${there} end`;

const unit = 'case when r.unit_code is null then e.unit_id else u.id end';

const base = (kind: ImportKind) => `
  from capacity.import_row r
  left join capacity.provider p on p.code = coalesce(r.provider_code, $2)
  left join capacity.${kind} k on r.fact_id is null and k.provider_id = p.id and k.external_key = r.key
  left join capacity.${kind} e on e.id = coalesce(r.fact_id, k.id)`;

const supply = `
  left join capacity.care_unit u on u.provider_id = coalesce(e.provider_id, p.id) and u.code = r.unit_code
  left join (select unit_id, min(module_code) as code from capacity.offered_module where withdrawn_at is null group by unit_id having count(*) = 1) one
    on one.unit_id = ${unit}
  left join capacity.offered_module o on o.unit_id = ${unit}
   and o.module_code = coalesce(r.module_code, case when e.unit_id = ${unit} then e.module_code end, one.code)`;

const placeJoin = `
  left join capacity.place pl on pl.unit_id = o.unit_id and pl.module_code = o.module_code and pl.label = r.place_label`;

const head =
  'import_id, owner_id, n, kind, action, fact_id, provider_id, unit_id, module_code, period, key, version_at';

const action = `case when r.remove then case when e.id is null then 'same' else 'remove' end
    when e.id is null then 'add' else 'change' end`;
/** Ids of new facts grow with the row, as UUID version 7 does: a large file fills each index from one side. */
const mark = `lpad(to_hex((extract(epoch from transaction_timestamp()) * 1000)::bigint + r.n), 12, '0')`;
const newId = `overlay(gen_random_uuid()::text placing left(${mark}, 8) || '-' || right(${mark}, 4) || '-7' from 1 for 15)::uuid`;
const factId = `case when e.id is not null then e.id when r.fact_id is null then ${newId} end`;
const provider = 'coalesce(e.provider_id, p.id)';

/** A period that is the wrong way round comes out as null, and is told of by the rules. */
const period = (kind: ImportKind) => {
  const from = 'coalesce(r.from_on, lower(e.period))';
  const until = kept(kind, 'until', 'r.until_on', 'upper(e.period)');
  return `case when r.remove then e.period
    when ${from} is not null and (${until} is null or ${until} > ${from}) then daterange(${from}, ${until}) end`;
};

const selected = (
  kind: ImportKind,
) => `r.import_id, r.owner_id, r.n, r.kind, ${action}, ${factId}, ${provider},
  o.unit_id, o.module_code, ${period(kind)}, coalesce(r.key, e.external_key), e.known_from`;

const where = (kind: ImportKind) => `where r.import_id = $1 and r.kind = '${kind}'`;

const recognitionPlan = `
  insert into capacity.import_plan (${head}, places, funding_kind, origin)
  select ${selected('recognition')},
    coalesce(r.places, e.places),
    ${kept('recognition', 'funding_kind', `coalesce(r.funding_kind, 'STRUCTURAL')`, 'e.funding_kind')},
    ${kept('recognition', 'origin', `coalesce(r.origin, 'NEW')`, 'e.origin')}
  ${base('recognition')} ${supply} ${where('recognition')}`;

const wantedPlace = kept('stay', 'place', 'pl.id', 'coalesce(e.place_id, e.claimed_place_id)');

const stayPlan = `
  insert into capacity.import_plan (${head}, place_id, person_ref, expected_end_on, decision_until, code, file_kind, needs,
    stay_id, holds_place, holds_child)
  select ${selected('stay')},
    ${wantedPlace},
    coalesce(r.person_ref, e.person_ref),
    ${kept('stay', 'expected_end_on', 'r.expected_end_on', 'e.expected_end_on')},
    ${kept('stay', 'decision_until', 'r.decision_until', 'e.decision_until')},
    ${kept('stay', 'end_reason', 'r.code', 'e.end_reason')},
    ${kept('stay', 'file_kind', 'r.file_kind', 'e.file_kind')},
    ${kept('stay', 'needs', `coalesce(r.needs, '{}')`, 'e.needs')},
    case when ${given('stay', 'time_out_of')} and r.ref_id is distinct from e.time_out_of then null else e.time_out_of end,
    coalesce(e.place_id = ${wantedPlace}, false),
    coalesce(e.person_ref = coalesce(r.person_ref, e.person_ref) and not e.also_elsewhere, false)
  ${base('stay')} ${supply} ${placeJoin} ${where('stay')}`;

/** The stay that a time-out names, by id or by key, in the register or in the file. */
const timeOuts = `
  update capacity.import_plan p set stay_id = coalesce(s.id, q.fact_id, k.id)
    from capacity.import_row r
    left join capacity.stay s on s.id = r.ref_id
    left join capacity.import_plan own on own.import_id = r.import_id and own.n = r.n
    left join capacity.import_plan q on q.import_id = r.import_id and q.kind = 'stay' and q.provider_id = own.provider_id
     and q.key = r.ref_key and q.action <> 'remove'
    left join capacity.stay k on k.provider_id = own.provider_id and k.external_key = r.ref_key
   where r.import_id = $1 and r.kind = 'stay' and r.ref_key is not null
     and p.import_id = r.import_id and p.n = r.n and p.stay_id is null and p.action <> 'remove'
     and coalesce(s.id, q.fact_id, k.id) is distinct from p.fact_id`;

const absenceStay = `case when r.ref_key is null then e.stay_id else coalesce(s.id, q.fact_id, sk.id) end`;

const absencePlan = `
  insert into capacity.import_plan (${head}, stay_id, code)
  select r.import_id, r.owner_id, r.n, r.kind, ${action}, ${factId},
    coalesce(t.provider_id, ts.provider_id, ${provider}), coalesce(t.unit_id, ts.unit_id), coalesce(t.module_code, ts.module_code),
    ${period('absence')}, coalesce(r.key, e.external_key), e.known_from,
    case when t.action = 'remove' and not r.remove then null else coalesce(t.fact_id, ts.id) end, coalesce(r.code, e.kind)
  ${base('absence')}
  left join capacity.stay s on s.id = r.ref_id
  left join capacity.import_plan q on q.import_id = r.import_id and q.kind = 'stay' and q.provider_id = ${provider}
   and q.key = r.ref_key
  left join capacity.stay sk on sk.provider_id = ${provider} and sk.external_key = r.ref_key
  left join capacity.import_plan t on t.import_id = r.import_id and t.kind = 'stay' and t.fact_id = ${absenceStay}
  left join capacity.stay ts on ts.id = ${absenceStay} and (t.action is null or t.action <> 'remove' or r.remove)
  ${where('absence')}`;

const expected = `coalesce(r.expected_end_on, case when ${given('unavailability', 'expected_end_on')} or e.id is null
    then r.until_on else e.expected_end_on end)`;
const unavailabilityPlace = kept('unavailability', 'place', 'pl.id', 'e.place_id');
const onlyFor = kept('unavailability', 'only_for', 'r.only_for', 'e.only_for');

const unavailabilityPeriod = `case when r.remove then e.period else
    (select case when x.until > x.since then daterange(x.since, x.until) end
       from (select coalesce(r.from_on, lower(e.period)) as since,
                    coalesce(${kept('unavailability', 'until', 'r.until_on', 'upper(e.period)')}, ${expected}) as until) x) end`;

/** A week before the end, never before the start: rules.ts says the same for what is entered on screen. */
const review = `coalesce(r.review_on, case when e.expected_end_on = ${expected} then e.review_on end,
    greatest(coalesce(r.from_on, lower(e.period)), ${expected} - 7))`;

const unavailabilityPlan = `
  insert into capacity.import_plan (${head}, place_id, places, only_for, code, explanation, expected_end_on, review_on)
  select r.import_id, r.owner_id, r.n, r.kind, ${action}, ${factId}, ${provider}, o.unit_id, o.module_code,
    ${unavailabilityPeriod}, coalesce(r.key, e.external_key), e.known_from,
    ${unavailabilityPlace},
    case when ${onlyFor} is not null then 0 when ${unavailabilityPlace} is not null then 1
      else ${kept('unavailability', 'places', 'r.places', 'e.places')} end,
    ${onlyFor},
    coalesce(r.code, e.reason_code),
    ${kept('unavailability', 'explanation', 'r.explanation', 'e.explanation')},
    ${expected}, ${review}
  ${base('unavailability')} ${supply} ${placeJoin} ${where('unavailability')}`;

/** Stays that the file writes, by what two of them may not share at one time. */
const written = (alias: string) =>
  `${alias}.import_id = $1 and ${alias}.kind = 'stay' and ${alias}.action in ('add', 'change')`;

/**
 * Pairs are looked for only among those whose periods lap at all, found in one pass over each place or
 * child in the order of time: a long history without faults costs a sort and nothing more.
 */
const lapping = (by: string) => `
  select t.${by} from (
    select ${by}, lower(period) < max(coalesce(upper(period), 'infinity')) over (
             partition by ${by} order by lower(period), n rows between unbounded preceding and 1 preceding) as laps
      from capacity.import_plan p where ${written('p')} and ${by} is not null and period is not null) t
   where t.laps group by t.${by}`;

/** A fact of the register that the file has no row for. */
const notInFile = (alias: string) => `not exists (select 1 from capacity.import_plan q
    where q.import_id = $1 and q.kind = 'stay' and q.fact_id = ${alias}.id)`;

/** Where two stays want one place at one time, the one that has it keeps it, else the first in the file. */
const placesTwice = `
  with lapping as materialized (${lapping('place_id')}),
  loser as materialized (
    select p.n from capacity.import_plan p join lapping using (place_id)
      join capacity.import_plan q on q.place_id = p.place_id and q.n <> p.n and q.period && p.period
       and (q.holds_place, -q.n) > (p.holds_place, -p.n)
     where ${written('p')} and ${written('q')}
    union
    select p.n from capacity.import_plan p join capacity.stay s on s.place_id = p.place_id and s.period && p.period
     where ${written('p')} and ${notInFile('s')}
    union
    select p.n from capacity.import_plan p join capacity.stay s on s.claimed_place_id = p.place_id and s.period && p.period
     where ${written('p')} and not p.holds_place and ${notInFile('s')}
  )
  update capacity.import_plan p set claimed_place_id = p.place_id, place_id = null
    from loser where ${written('p')} and p.n = loser.n`;

/** A child with two stays at one time and no time-out: both count, the later one is marked. */
const childrenTwice = (elsewhere: boolean) => `
  with lapping as materialized (${lapping('person_ref')}),
  later as materialized (
    select p.n from capacity.import_plan p join lapping using (person_ref)
      join capacity.import_plan q on q.person_ref = p.person_ref and q.n <> p.n and q.period && p.period
       and (q.stay_id is null) = (p.stay_id is null) and (q.holds_child, -q.n) > (p.holds_child, -p.n)
     where ${written('p')} and ${written('q')}
    union
    select p.n from capacity.import_plan p join capacity.stay s on s.person_ref = p.person_ref and s.period && p.period
       and (s.time_out_of is null) = (p.stay_id is null) and (not s.also_elsewhere or not p.holds_child)
     where ${written('p')} and ${notInFile('s')}
    ${elsewhere ? 'union select c.n from capacity.children_elsewhere($1) c' : ''}
  )
  update capacity.import_plan p set also_elsewhere = true
    from later where ${written('p')} and p.n = later.n`;

/** Columns of a plan row against those of the fact, in the order of the fact's. */
const compared: Record<ImportKind, [string, string]> = {
  recognition: [
    'p.unit_id, p.module_code, p.places, p.period, p.funding_kind, p.origin, p.key',
    'e.unit_id, e.module_code, e.places, e.period, e.funding_kind, e.origin, e.external_key',
  ],
  stay: [
    'p.unit_id, p.module_code, p.place_id, p.claimed_place_id, p.person_ref, p.period, p.expected_end_on, p.decision_until, p.code, p.file_kind, p.needs <@ e.needs, p.needs @> e.needs, p.stay_id, p.also_elsewhere, p.key',
    'e.unit_id, e.module_code, e.place_id, e.claimed_place_id, btrim(e.person_ref), e.period, e.expected_end_on, e.decision_until, e.end_reason, e.file_kind, true, true, e.time_out_of, e.also_elsewhere, e.external_key',
  ],
  absence: ['p.stay_id, p.code, p.period, p.key', 'e.stay_id, e.kind, e.period, e.external_key'],
  unavailability: [
    'p.unit_id, p.module_code, p.place_id, p.places, p.only_for, p.code, p.explanation, p.period, p.expected_end_on, p.review_on, p.key',
    `e.unit_id, e.module_code, e.place_id, e.places, e.only_for, e.reason_code, nullif(btrim(e.explanation), ''), e.period, e.expected_end_on, e.review_on, e.external_key`,
  ],
};

const markSame = (kind: ImportKind) => `
  update capacity.import_plan p set action = 'same' from capacity.${kind} e
   where p.import_id = $1 and p.kind = '${kind}' and p.action = 'change' and e.id = p.fact_id
     and (${compared[kind][0]}) is not distinct from (${compared[kind][1]})`;

/** The statements of the plan, in order, for the kinds that a file has. */
export function planStatements(kinds: readonly ImportKind[], childrenElsewhere: boolean): string[] {
  const has = (kind: ImportKind) => kinds.includes(kind);
  return [
    ...(has('recognition') ? [recognitionPlan] : []),
    ...(has('stay') ? [stayPlan, timeOuts, placesTwice, childrenTwice(childrenElsewhere)] : []),
    ...(has('absence') ? [absencePlan] : []),
    ...(has('unavailability') ? [unavailabilityPlan] : []),
    ...kinds.map(markSame),
  ];
}

/** Makes two plans comparable: what would be done, and on which versions of the facts. */
export const planDigest = `
  select coalesce(bit_xor(hashtextextended(row(n, action, version_at, provider_id, unit_id, module_code,
           place_id, claimed_place_id, also_elsewhere, period, places, key, code, expected_end_on)::text, 7)), 0)::text as digest,
         count(*) filter (where action = 'add')::int as added, count(*) filter (where action = 'change')::int as changed,
         count(*) filter (where action = 'remove')::int as removed, count(*) filter (where action = 'same')::int as same
    from capacity.import_plan where import_id = $1`;
