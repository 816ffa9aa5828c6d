import type { Reader } from '../platform/db/database.ts';
import { DEFAULT_DETOUR_FACTOR } from '../region/index.ts';
import { cardAt, type CardFacts } from './card.ts';
import type { RequestLook } from './contract.ts';
import { byDistance, type FamilyFacts } from './fit.ts';
import { type AskedRequest, fitsRequest } from './request-fit.ts';

interface Found {
  request: CardFacts & Omit<AskedRequest, 'facts'>;
  level: number | null;
  detour: number | null;
  families: (FamilyFacts & { id: string })[];
}

const pointOf = (row: string) =>
  `case when ${row}.lat is not null then jsonb_build_object('lat', ${row}.lat, 'lon', ${row}.lon) end`;

const periodOf = (row: string) =>
  `jsonb_build_object('from', lower(${row}.period), 'until', upper(${row}.period))`;

/** The own families with all that decides whether they fit; what this request holds there is not taken for it. */
const familiesJson = `select jsonb_agg(jsonb_build_object('id', f.id, 'state', f.state, 'point', ${pointOf('m')}, 'kinds', f.kinds, 'ageFrom', f.age_from,
     'ageTo', f.age_to, 'places', f.places, 'siblingsTogether', f.siblings_together, 'hasPets', f.has_pets, 'schoolReachKm', f.school_reach_km,
     'access', f.access, 'windows', coalesce(w.windows, '[]'), 'taken', coalesce(t.taken, '[]')))
   from foster_care.family f join region.municipality m on m.code = f.municipality_code
   left join (select a.family_id, jsonb_agg(jsonb_build_object('period', ${periodOf('a')}, 'weekdays', a.weekdays, 'onHolidays', a.on_holidays,
        'hourFrom', a.hour_from, 'hourUntil', a.hour_until, 'places', a.places)) as windows
      from foster_care.availability a where coalesce(upper(a.period) > platform.today(), true) group by 1) w on w.family_id = f.id
   left join (select p.family_id, jsonb_agg(jsonb_build_object('period', ${periodOf('p')}, 'places', 1)) as taken
      from foster_care.match_place p
     where p.live and upper(p.period) > platform.today() and p.match_id not in (select x.id from foster_care.match x where x.request_id = $1)
     group by 1) t on t.family_id = f.id
  where f.state in ('APPROVED', 'PAUSED')`;

/**
 * How the card of an own request would be published now, and which own families fit the request as it was asked, the
 * nearest first. One query; `null` where there is no such request of the service.
 */
export async function requestLook(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<RequestLook | null> {
  const [row] = await tx.rows<{ look: Found }>(
    `select jsonb_build_object('level', foster_care.preview_level(r.id), 'detour', (select (x.value #>> '{}')::float8 from region.setting x
         where x.key = 'region.detour-factor' and coalesce(x.region_code, r.region_code) = r.region_code and x.valid @> platform.today()
         order by x.region_code nulls last limit 1),
       'request', jsonb_build_object('youngest', r.youngest, 'oldest', r.oldest, 'children', r.children, 'kind', r.kind, 'length', r.length,
         'startWeek', r.start_week, 'region', r.region_code, 'school', r.school, 'pets', r.pets, 'access', r.access, 'contact', r.contact,
         'startOn', r.start_on, 'startHour', r.start_hour, 'reachKm', r.reach_km, 'point', ${pointOf('g')}, 'schoolPoint', ${pointOf('s')}),
       'families', coalesce((${familiesJson}), '[]')) as look
      from foster_care.request r join region.municipality g on g.code = r.municipality_code
      left join region.municipality s on s.code = r.school_municipality_code
     where r.id = $1`,
    [requestId],
  );
  return row ? answerOf(row.look) : null;
}

function answerOf({ request, level, detour, families }: Found): RequestLook {
  const asked: AskedRequest = { ...request, facts: request };
  const factor = detour ?? DEFAULT_DETOUR_FACTOR;
  return {
    level,
    card: level === null ? null : cardAt(level, request),
    point: request.point,
    families: families
      .map((family) => ({ id: family.id, ...fitsRequest(family, asked, factor) }))
      .sort(byDistance)
      .map(({ id, km, misses }) => ({ familyId: id, km, misses })),
  };
}
