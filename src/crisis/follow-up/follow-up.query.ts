import type { Reader } from '../../platform/db/database.ts';
import { deskRegion } from '../crisis.queries.ts';
import type { FollowUps } from './contract.ts';

const rowJson = `jsonb_build_object('id', f.id, 'requestId', f.request_id, 'number', r.seq, 'minorId', f.minor_id, 'pseudonym', m.pseudonym,
  'name', nullif(concat_ws(' ', i.given_name, i.family_name), ''), 'ageYears', m.age_years, 'ageBand', m.age_band, 'unborn', m.unborn,
  'sex', m.sex, 'after', f.after, 'owner', f.owner_name, 'dueOn', f.due_on, 'outcome', f.outcome, 'doneAt', f.done_at, 'doneBy', f.done_by_name)`;
const joined = `join crisis.minor m on m.id = f.minor_id join crisis.request r on r.id = f.request_id
  left join crisis.identity i on i.id = f.minor_id`;

/**
 * Young people whom the desk of a region follows up: what is open by day, and what was closed in the last thirty days
 * (two hundred at most). One query; both parts by their index.
 */
export async function followUps(tx: Pick<Reader, 'rows'>): Promise<FollowUps> {
  const { region } = await deskRegion(tx);
  const [row] = await tx.rows<{ list: FollowUps }>(
    `select jsonb_build_object('today', platform.today(),
       'open', (select coalesce(jsonb_agg(${rowJson} order by f.due_on, f.id), '[]')
          from crisis.follow_up f ${joined} where f.region_code = $1 and f.done_at is null),
       'done', (select coalesce(jsonb_agg(${rowJson} order by f.done_at desc, f.id), '[]')
          from (select * from crisis.follow_up d where d.region_code = $1 and d.done_at > platform.now() - interval '30 days'
                 order by d.done_at desc limit 200) f ${joined})) as list`,
    [region],
  );
  return row!.list;
}
