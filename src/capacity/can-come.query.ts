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

/** What takes part in a question about one unit and module, as SQL: the three arguments are expressions. */
const sceneColumns = (unit: string, module: string, from: string) => `
       (select coalesce(json_agg(json_build_object('id', p.id, 'features', p.features,
           'period', json_build_object('from', lower(p.valid), 'until', upper(p.valid)),
           'outOfUse', coalesce((select json_agg(${period('x')} order by lower(x.period)) from capacity.unavailability x
              where x.place_id = p.id and x.places > 0 and x.period && daterange(${from}, null)), '[]'::json)) order by p.id), '[]'::json)
          from capacity.place p where p.unit_id = ${unit} and p.module_code = ${module}) as places,
       (select coalesce(json_agg(json_build_object('id', s.id, 'period', ${period('s')}, 'needs', s.needs, 'placeId', s.place_id)), '[]'::json)
          from capacity.stay s where s.unit_id = ${unit} and s.module_code = ${module} and s.period && daterange(${from}, null)) as stays,
       (select coalesce(json_agg(json_build_object('id', h.id, 'period', ${period('h')}, 'needs', h.needs, 'placeId', h.place_id)), '[]'::json)
          from capacity.hold h where h.unit_id = ${unit} and h.module_code = ${module} and h.period && daterange(${from}, null)) as promises,
       (select coalesce(json_agg(json_build_object('id', x.id, 'places', x.places, 'period', ${period('x')})), '[]'::json)
          from (select id, places, period from capacity.unavailability
                 where unit_id = ${unit} and module_code = ${module} and place_id is null and places > 0
                union all
                select id, places, period from capacity.reconversion where unit_id = ${unit} and module_code = ${module}) x
         where x.period && daterange(${from}, null)) as counted`;

async function loadScene(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  module: string,
  from: string,
): Promise<Scene> {
  const [row] = await tx.rows<Scene>(`select ${sceneColumns('$1', '$2', '$3::date')}`, [
    unitId,
    module,
    from,
  ]);
  return row!;
}

/** Who is there, promised or out of use in one unit with one of its modules, from a day on. */
export interface UnitScene extends Scene {
  unitId: string;
  module: string;
}

/** The scenes of many units at once, in one question. */
export const unitScenes = (
  tx: Pick<Reader, 'rows'>,
  units: readonly { unitId: string; module: string }[],
  from: string,
): Promise<UnitScene[]> =>
  tx.rows<UnitScene>(
    `select a.unit_id as "unitId", a.module_code as module, ${sceneColumns('a.unit_id', 'a.module_code', '$3::date')}
       from unnest($1::uuid[], $2::text[]) with ordinality as a (unit_id, module_code, n) order by a.n`,
    [units.map(({ unitId }) => unitId), units.map(({ module }) => module), from],
  );

/** Places that are out of use by number only take part as promises without a place of their own. */
export const promisedBy = ({ promises, counted }: Scene): HousedGuest[] => [
  ...promises,
  ...counted.flatMap((fact) =>
    Array.from({ length: fact.places }, (_, i) => ({
      id: `${fact.id}#${i + 1}`,
      period: fact.period,
      needs: [],
      placeId: null,
    })),
  ),
];

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
  return canCome({
    places: scene.places,
    stays: scene.stays,
    promises: [
      ...promisedBy(scene),
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
