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

const oneScene = `select ${sceneColumns('$1::uuid', '$2', '$3::date')}`;

async function loadScene(
  tx: Pick<Reader, 'prepared'>,
  unitId: string,
  module: string,
  from: string,
): Promise<Scene> {
  const [row] = await tx.prepared<Scene>('unit scene', oneScene, [unitId, module, from]);
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

/** Children who ask for room together. */
interface RoomAsked {
  /** Features that each of their places must have. */
  needs?: readonly string[] | undefined;
  /** Children who come together; 1 unless given. */
  size?: number | undefined;
  /** Places that are to be promised in the same breath: nobody else has them. */
  promised?: readonly string[] | undefined;
}

/**
 * Joint feasibility of one unit and module from a day on, as known now: who is there is read once, and whoever asks the
 * same is answered the same. Places that are out of use by number only ("two places, whichever") take part as promises
 * without a place of their own. Throws `unit-not-found`, `ends-before-start`.
 */
export async function roomAt(
  tx: Pick<Reader, 'rows' | 'prepared'>,
  unitId: string,
  { module, from, until = null }: { module: string; from: string; until?: string | null },
): Promise<(asked: RoomAsked) => CanCome> {
  // Of a unit that may not be seen the scene is empty: both questions travel together.
  const [, scene] = await Promise.all([findUnit(tx, unitId), loadScene(tx, unitId, module, from)]);
  if (until !== null && until <= from) throw badRequest('ends-before-start', { from });
  const { places, stays } = scene;
  const promises = promisedBy(scene);
  const answers = new Map<string, CanCome>();
  return ({ needs = [], size = 1, promised = [] }) => {
    const key = JSON.stringify([[...needs].sort(), size, promised]);
    let answer = answers.get(key);
    if (!answer) {
      const taken = promised.map((placeId) => ({
        id: `promised ${placeId}`,
        period: { from, until: null },
        needs: [],
        placeId,
      }));
      answer = canCome({
        places,
        stays,
        promises: [...promises, ...taken],
        candidate: { needs, period: { from, until }, size },
      });
      answers.set(key, answer);
    }
    return answer;
  };
}

/** {@link roomAt} for one question. */
export async function canComeAt(
  tx: Pick<Reader, 'rows' | 'prepared'>,
  unitId: string,
  { needs, size, ...of }: Static<typeof CanComeQuery> & { size?: number },
): Promise<CanCome> {
  return (await roomAt(tx, unitId, of))({ needs, size });
}
