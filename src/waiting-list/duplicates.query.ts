import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import type { DuplicateRow, Identity } from './contract.ts';
import { type Known, nameKey, signsOf } from './duplicate-signs.ts';
import { identityJson } from './identity.ts';

interface Candidate extends Known {
  personId: string;
  region: string;
  /** The one who came on the list first is kept. */
  since: string;
}

/** Pairs that share what is looked for in one go: number, day of birth, or both names. */
function pairsOf(people: readonly Candidate[]): [Candidate, Candidate][] {
  const keys = (one: Candidate) => [
    ...(one.fileNumber === null ? [] : [`n ${one.fileNumber}`]),
    ...(one.birthDate === null ? [] : [`d ${one.birthDate}`]),
    `m ${[nameKey(one.givenName), nameKey(one.familyName)].sort().join(' ')}`,
  ];
  const found = new Map<string, [Candidate, Candidate]>();
  const groups = Map.groupBy(
    people.flatMap((one) => keys(one).map((key) => ({ key, one }))),
    ({ key }) => key,
  );
  for (const members of groups.values())
    for (const [at, { one: a }] of members.entries())
      for (const { one: b } of members.slice(at + 1)) {
        const pair: [Candidate, Candidate] =
          a.since < b.since || (a.since === b.since && a.personId < b.personId) ? [a, b] : [b, a];
        found.set(`${pair[0].personId} ${pair[1].personId}`, pair);
      }
  return [...found.values()];
}

/**
 * Looks for children who are on the list twice, in all regions; a pair that somebody decided on is not brought up
 * again. For the nightly job.
 * @returns how many new pairs were found
 */
export async function findDuplicates(tx: Writer): Promise<number> {
  const known = await tx.rows<
    Pick<Candidate, 'personId' | 'region' | 'since' | 'sex'> & { identity: Identity | null }
  >(
    `select i.id as "personId", i.region_code as region, ${identityJson('i')} as identity, p.sex,
            coalesce(min(r.since), min(r.registered_on), '9999-01-01')::text as since
       from waiting_list.identity i join waiting_list.person p on p.id = i.id
       left join waiting_list.request r on r.person_id = p.id
      where p.merged_into is null group by i.id, p.id`,
  );
  // Who was erased is nobody's double.
  const people = known.flatMap(({ identity, ...one }): Candidate[] =>
    identity ? [{ ...one, ...identity, fileNumber: identity.fileNumber ?? null }] : [],
  );
  const pairs = pairsOf(people)
    .map(([a, b]) => ({
      kept: a.personId,
      other: b.personId,
      region: b.region,
      signs: signsOf(a, b),
    }))
    .filter(({ signs }) => signs.length > 0);
  if (pairs.length === 0) return 0;
  await recordEvent(tx, theProgram, {
    slice: 'waiting-list',
    kind: 'duplicates.find',
    organisationId: null,
    subjectId: null,
  });
  const made = await tx.rows(
    `insert into waiting_list.duplicate (person_id, other_person_id, region_code, signs)
     select n.kept, n.other, n.region, array(select jsonb_array_elements_text(n.signs))
       from jsonb_to_recordset($1::jsonb) as n(kept uuid, other uuid, region text, signs jsonb)
      where not exists (select 1 from waiting_list.duplicate d where d.person_id = n.other and d.other_person_id = n.kept)
     on conflict (person_id, other_person_id) do nothing returning id`,
    [JSON.stringify(pairs)],
  );
  return made.length;
}

const person = (p: string, i: string) => `jsonb_build_object('personId', ${p}.id,
  'requestId', (select r.id from waiting_list.request r where r.person_id = ${p}.id order by r.registered_on desc limit 1),
  'pseudonym', ${p}.pseudonym,
  'identity', ${identityJson(i)},
  'bornMonth', to_char(${p}.born_month, 'YYYY-MM'), 'sex', ${p}.sex, 'region', ${p}.region_code,
  'since', (select min(r.since) from waiting_list.request r where r.person_id = ${p}.id),
  'state', (select r.state from waiting_list.request r where r.person_id = ${p}.id order by r.registered_on desc limit 1))`;

/** Pairs to decide on, of which one's own region has a part. */
export const openDuplicates = (tx: Pick<Reader, 'rows'>): Promise<DuplicateRow[]> =>
  tx.rows<DuplicateRow>(
    `select d.id, d.signs, d.found_at as "foundAt",
            jsonb_build_array(${person('p', 'i')}, ${person('q', 'j')}) as people,
            coalesce(p.region_code = (select auth.my_area()) and q.region_code = (select auth.my_area()), false) as "mayDecide"
       from waiting_list.duplicate d
       join waiting_list.person p on p.id = d.person_id
       join waiting_list.person q on q.id = d.other_person_id
       left join waiting_list.identity i on i.id = p.id
       left join waiting_list.identity j on j.id = q.id
      where d.state = 'OPEN' and (select auth.my_area()) in (p.region_code, q.region_code)
      order by d.found_at, d.id limit 200`,
  );
