import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Causes, Corrected, WeekDifference, WeekRow, Week } from './contract.ts';

/** The chart looks back this many weeks. */
const mostWeeks = 160;

const figuresJson = (
  alias: string,
) => `json_build_object('recognised', ${alias}.recognised, 'occupied', ${alias}.occupied,
  'absent', ${alias}.absent, 'notConverted', ${alias}.not_converted, 'unavailable', ${alias}.unavailable, 'held', ${alias}.held,
  'free', ${alias}.free, 'offerable', ${alias}.offerable, 'overOccupied', ${alias}.over_occupied)`;

const names = [
  'recognised',
  'occupied',
  'absent',
  'not_converted',
  'unavailable',
  'held',
  'free',
  'offerable',
  'over_occupied',
];

/** The frozen sums of each week, earliest first, of what the reader may see. Reads the rows of these weeks alone. */
export function weeks(
  tx: Pick<Reader, 'rows'>,
  filter: {
    region?: string | undefined;
    module?: string | undefined;
    provider?: string | undefined;
  },
): Promise<Week[]> {
  return tx.rows<Week>(
    `with recent as materialized (
       select id, as_of_day, taken_at from capacity.snapshot where kind = 'WEEKLY' order by as_of_day desc limit ${mostWeeks})
     select s.as_of_day as day, s.taken_at as "takenAt", ${figuresJson('r')} as figures
       from recent s
       join (select snapshot_id, ${names.map((name) => `sum(${name})::int as ${name}`).join(', ')} from capacity.snapshot_row
              where snapshot_id = any (array(select id from recent))
                and ($1::text is null or region_code = $1) and ($2::text is null or module_code = $2)
                and ($3::uuid is null or provider_id = $3) group by snapshot_id) r on r.snapshot_id = s.id
      order by s.as_of_day`,
    [filter.region ?? null, filter.module ?? null, filter.provider ?? null],
  );
}

interface Photo {
  id: string;
  day: string;
  takenAt: Date;
}

async function photoOf(tx: Pick<Reader, 'rows'>, day: string): Promise<Photo> {
  const [photo] = await tx.rows<Photo>(
    `select id, as_of_day as day, taken_at as "takenAt" from capacity.snapshot where kind = 'WEEKLY' and as_of_day = $1`,
    [day],
  );
  if (!photo) throw notFound('no-photo-of-day', { day });
  return photo;
}

const counted = {
  recognised: 'recognised',
  stays: 'occupied',
  absent: 'absent',
  notConverted: 'not_converted',
  unavailable: 'unavailable',
  held: 'held',
} as const;
const pairs = Object.entries(counted);
const columnsOf = (alias: string) => pairs.map(([, column]) => `${alias}.${column}`).join(', ');

/**
 * By which counts went up and down, as the second photo knew it: on days after the first photo by the
 * day on which they count, netted for each day; of earlier days all that came to be known later.
 */
const causesSql = `
  select m.unit_id, m.module_code, json_build_object(
      ${pairs.map(([name, column]) => `'${name}', json_build_object('up', coalesce(sum(${column}) filter (where on_date is not null and ${column} > 0), 0), 'down', coalesce(-sum(${column}) filter (where on_date is not null and ${column} < 0), 0))`).join(', ')},
      'late', json_build_object(${pairs.map(([name, column]) => `'${name}', coalesce(sum(${column}) filter (where on_date is null), 0)`).join(', ')})) as causes
    from (select unit_id, module_code, on_date, ${pairs.map(([, column]) => `sum(${column})::int as ${column}`).join(', ')}
            from (select d.unit_id, d.module_code, d.on_date, ${columnsOf('d')}
                    from capacity.unit_live l join capacity.delta d using (unit_id, module_code)
                   where d.on_date > $1::date and d.on_date <= $3::date and d.recorded_at <= $4
                  union all
                  select d.unit_id, d.module_code, null::date, ${columnsOf('d')}
                    from capacity.delta d where d.on_date <= $1::date and d.recorded_at > $2 and d.recorded_at <= $4) x
           group by 1, 2, 3) m group by m.unit_id, m.module_code`;

/**
 * The figures of a past day as known now, of units of which something came to be known after the photo: from the
 * live row back to that day, so that a long history before it costs nothing.
 */
const correctedSql = (day: string, takenAt: string, snapshot: string) => `
  select l.unit_id, l.module_code, json_build_object('recognised', f.recognised, 'occupied', f.occupied, 'absent', f.absent,
           'notConverted', f.not_converted, 'unavailable', f.unavailable, 'held', f.held, 'free', f.free, 'overOccupied', f.over_occupied) as figures
    from (select l.unit_id, l.module_code, ${pairs.map(([, column]) => `(l.raw_${column} + coalesce(sum(d.${column} * case when d.on_date > l.settled_on then 1 else -1 end), 0))::int as ${column}`).join(', ')}
            from (select distinct unit_id, module_code from capacity.delta where on_date <= ${day} and recorded_at > ${takenAt}) late
            join capacity.unit_live l using (unit_id, module_code)
            left join capacity.delta d on d.unit_id = l.unit_id and d.module_code = l.module_code
             and d.on_date > least(l.settled_on, ${day}) and d.on_date <= greatest(l.settled_on, ${day})
           group by l.unit_id, l.module_code) l
    cross join lateral capacity.figures(l.recognised, l.occupied, l.absent, l.not_converted, l.unavailable, l.held) f
    left join capacity.snapshot_row r on r.snapshot_id = ${snapshot} and r.unit_id = l.unit_id and r.module_code = l.module_code
   where (r.recognised, r.occupied, r.absent, r.not_converted, r.unavailable, r.held, r.free, r.over_occupied)
         is distinct from (f.recognised, f.occupied, f.absent, f.not_converted, f.unavailable, f.held, f.free, f.over_occupied)`;

const noCauses = (): Causes => {
  const still = { up: 0, down: 0 };
  return {
    recognised: still,
    stays: still,
    absent: still,
    notConverted: still,
    unavailable: still,
    held: still,
    late: { recognised: 0, stays: 0, absent: 0, notConverted: 0, unavailable: 0, held: 0 },
  };
};

interface Read extends Omit<WeekRow, 'causes'> {
  causes: Causes | null;
  correctedBefore: Corrected | null;
  correctedAfter: Corrected | null;
}

/**
 * Two frozen photos beside each other, unit by unit, with what moved between them and what is known
 * better since; the photos themselves are never worked out again (R25). Throws `no-photo-of-day`.
 */
export async function weekDifference(
  tx: Pick<Reader, 'rows'>,
  fromDay: string,
  untilDay: string,
): Promise<WeekDifference> {
  const [first, second] = fromDay <= untilDay ? [fromDay, untilDay] : [untilDay, fromDay];
  const from = await photoOf(tx, first);
  const until = await photoOf(tx, second);
  const rows = await tx.rows<Read>(
    `with a as (select * from capacity.snapshot_row where snapshot_id = $5),
          b as (select * from capacity.snapshot_row where snapshot_id = $6),
          causes as materialized (${causesSql}),
          then_now as materialized (${correctedSql('$1::date', '$2', '$5')}),
          later_now as materialized (${correctedSql('$3::date', '$4', '$6')})
     select u.id as "unitId", u.name as "unitName", p.id as "providerId", p.name as "providerName",
            coalesce(a.region_code, b.region_code) as region, k.module_code as module,
            case when a.unit_id is not null then ${figuresJson('a')} end as before,
            case when b.unit_id is not null then ${figuresJson('b')} end as after,
            causes.causes, then_now.figures as "correctedBefore", later_now.figures as "correctedAfter"
       from (select unit_id, module_code from a union select unit_id, module_code from b) k
       left join a using (unit_id, module_code) left join b using (unit_id, module_code)
       left join causes using (unit_id, module_code)
       left join then_now using (unit_id, module_code) left join later_now using (unit_id, module_code)
       join capacity.care_unit u on u.id = k.unit_id join capacity.provider p on p.id = u.provider_id
      order by p.name, u.name, k.module_code, u.id`,
    [from.day, from.takenAt, until.day, until.takenAt, from.id, until.id],
  );
  const photo = ({ day, takenAt }: Photo) => ({ day, takenAt: takenAt.toISOString() });
  return {
    from: photo(from),
    until: photo(until),
    rows: rows.map((row) => ({ ...row, causes: row.causes ?? noCauses() })),
  };
}
