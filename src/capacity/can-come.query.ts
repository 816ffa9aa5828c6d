import type { Static } from 'typebox';
import type { Reader } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { type Period } from '../platform/period.ts';
import { type CanCome, canCome, type HousedGuest } from './can-come.ts';
import { findUnit } from './capacity.queries.ts';
import type { CanComeQuery } from './contract.ts';
import type { FeasiblePlace } from './feasible.ts';

interface Scene {
  places: FeasiblePlace[];
  stays: HousedGuest[];
  promises: HousedGuest[];
  counted: { id: string; places: number; period: Period }[];
}

const period = (alias: string) =>
  `json_build_object('from', lower(${alias}.period), 'until', upper(${alias}.period))`;

async function loadScene(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  module: string,
  from: string,
): Promise<Scene> {
  const [row] = await tx.rows<Scene>(
    `select
       (select coalesce(json_agg(json_build_object('id', p.id, 'features', p.features,
           'period', json_build_object('from', lower(p.valid), 'until', upper(p.valid)),
           'outOfUse', coalesce((select json_agg(${period('x')} order by lower(x.period)) from capacity.unavailability x
              where x.place_id = p.id and x.places > 0 and x.period && daterange($3::date, null)), '[]'::json)) order by p.id), '[]'::json)
          from capacity.place p where p.unit_id = $1 and p.module_code = $2) as places,
       (select coalesce(json_agg(json_build_object('id', s.id, 'period', ${period('s')}, 'needs', s.needs, 'placeId', s.place_id)), '[]'::json)
          from capacity.stay s where s.unit_id = $1 and s.module_code = $2 and s.period && daterange($3::date, null)) as stays,
       (select coalesce(json_agg(json_build_object('id', h.id, 'period', ${period('h')}, 'needs', h.needs, 'placeId', h.place_id)), '[]'::json)
          from capacity.hold h where h.unit_id = $1 and h.module_code = $2 and h.period && daterange($3::date, null)) as promises,
       (select coalesce(json_agg(json_build_object('id', x.id, 'places', x.places, 'period', ${period('x')})), '[]'::json)
          from (select id, places, period from capacity.unavailability
                 where unit_id = $1 and module_code = $2 and place_id is null and places > 0
                union all
                select id, places, period from capacity.reconversion where unit_id = $1 and module_code = $2) x
         where x.period && daterange($3::date, null)) as counted`,
    [unitId, module, from],
  );
  return row!;
}

/**
 * Asks joint feasibility of one unit and module, as known now. Places that are out of use by number only
 * ("two places, whichever") take part as promises without a place of their own.
 */
export async function canComeAt(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  query: Static<typeof CanComeQuery> & {
    /** Places that are to be promised in the same breath: nobody else has them. */
    promised?: readonly string[];
    /** Children who come together; 1 unless given. */
    size?: number;
  },
): Promise<CanCome> {
  await findUnit(tx, unitId);
  const until = query.until ?? null;
  if (until !== null && until <= query.from)
    throw badRequest('ends-before-start', { from: query.from });
  const scene = await loadScene(tx, unitId, query.module, query.from);
  const outOfUse = scene.counted.flatMap((fact) =>
    Array.from({ length: fact.places }, (_, i) => ({
      id: `${fact.id}#${i + 1}`,
      period: fact.period,
      needs: [],
      placeId: null,
    })),
  );
  return canCome({
    places: scene.places,
    stays: scene.stays,
    promises: [
      ...scene.promises,
      ...outOfUse,
      ...(query.promised ?? []).map((placeId) => ({
        id: `promised ${placeId}`,
        period: { from: query.from, until: null },
        needs: [],
        placeId,
      })),
    ],
    candidate: {
      needs: query.needs ?? [],
      period: { from: query.from, until },
      ...(query.size !== undefined && { size: query.size }),
    },
  });
}
