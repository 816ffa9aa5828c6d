import type { Reader } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { childrenOf, unitsOf } from '../show-answers.query.ts';
import type { RoundDetail, RoundRow, Rounds } from './contract.ts';
import type { RoundProgress } from './round-thread.ts';
import type { Choices, Sketch } from './sketch.ts';

type Rows = Pick<Reader, 'rows'>;

/** So many rounds are listed, the newest first. */
const mostListed = 50;
/** Whoever still draws a round after so long is gone: the solver is given less. */
export const brokenOffAfter = `interval '15 minutes'`;

const columns = `
  r.id, r.region_code as region, r.scope, r.from_on as "from", r.figures, r.person_name as "madeBy",
  case when r.state = 'WORKING' and r.begun_at < platform.now() - ${brokenOffAfter} then 'FAILED' else r.state end as state,
  case when r.state = 'WORKING' and r.begun_at < platform.now() - ${brokenOffAfter} then 'BROKEN_OFF' else r.failed_because end as "failedBecause",
  r.begun_at as "begunAt", r.drawn_at as "drawnAt", r.closed_at as "closedAt",
  (select count(*)::int from allocation.round_choice c where c.round_id = r.id and c.proposal_id is not null) as accepted,
  coalesce(r.region_code = (select auth.my_area()), false) as mine`;

type Row = Omit<RoundRow, 'begunAt' | 'drawnAt' | 'closedAt'> & {
  begunAt: Date;
  drawnAt: Date | null;
  closedAt: Date | null;
};
const shown = (row: Row): RoundRow => ({
  ...row,
  begunAt: row.begunAt.toISOString(),
  drawnAt: row.drawnAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
});

/** The rounds that were drawn, of all regions, the newest first. */
export async function rounds(tx: Rows): Promise<Rounds> {
  const [own] = await tx.rows<{ region: string | null; today: string }>(
    `select auth.my_area() as region, platform.today() as today`,
  );
  const rows = await tx.rows<Row>(
    `select ${columns} from allocation.round r order by r.begun_at desc, r.id limit ${mostListed}`,
  );
  return { rows: rows.map(shown), ...own! };
}

interface Kept {
  content: Sketch;
  recordId: string;
}

/** The sketch of a round, and the record that it stands on. @throws Failure round-not-found, round-is-closed */
export async function openSketch(
  tx: Rows,
  roundId: string,
): Promise<{ sketch: Sketch; recordId: string; from: string; today: string; region: string }> {
  const [found] = await tx.rows<
    Kept & { state: string; from: string; today: string; region: string }
  >(
    `select s.content, r.record_id as "recordId", r.state, r.from_on as "from", platform.today() as today, r.region_code as region
       from allocation.round r left join allocation.round_sketch s on s.id = r.id where r.id = $1`,
    [roundId],
  );
  if (!found) throw notFound('round-not-found');
  if (found.state !== 'SKETCH') throw conflict('round-is-closed', { state: found.state });
  const { content, ...rest } = found;
  return { ...rest, sketch: content };
}

export interface ChoiceRow {
  id: string;
  unitId: string | null;
  module: string | null;
  departureCode: string | null;
  departureReason: string | null;
  proposalId: string | null;
  by: string | null;
  at: Date;
}

/** What was made of the sketch so far. */
export const choiceRows = (tx: Rows, roundId: string): Promise<ChoiceRow[]> =>
  tx.rows<ChoiceRow>(
    `select c.request_id as id, c.unit_id as "unitId", c.module_code as module, c.departure_code as "departureCode",
            c.departure_reason as "departureReason", c.proposal_id as "proposalId", c.person_name as by, c.known_from as at
       from allocation.round_choice c where c.round_id = $1 order by c.known_from, c.id`,
    [roundId],
  );

/** The same as numbers of the sketch’s units; what is not of it any more is left out. */
export function choicesOf({ units }: Sketch, rows: readonly ChoiceRow[]): Choices {
  const numbers = new Map(units.map(({ unitId, module }, n) => [`${unitId} ${module}`, n]));
  return new Map(
    rows.flatMap(({ id, unitId, module }): [string, number | null][] => {
      if (unitId === null) return [[id, null]];
      const number = numbers.get(`${unitId} ${module}`);
      return number === undefined ? [] : [[id, number]];
    }),
  );
}

/** The units of a sketch as they are now, in its order. */
async function unitsNow(tx: Rows, { units }: Sketch): Promise<RoundDetail['units']> {
  const ids = units.map(({ unitId }) => unitId);
  const names = await unitsOf(tx, ids);
  const live = await tx.rows<{
    unitId: string;
    module: string;
    recognised: number;
    occupied: number;
    held: number;
    unavailable: number;
  }>(
    `select l.unit_id as "unitId", l.module_code as module, l.recognised, l.occupied, l.held, l.unavailable
       from capacity.unit_live l where l.unit_id = any ($1::uuid[])`,
    [ids],
  );
  const figures = new Map(live.map((row) => [`${row.unitId} ${row.module}`, row]));
  return units.map(({ unitId, module }) => {
    const words = names.get(unitId);
    const now = figures.get(`${unitId} ${module}`);
    return {
      name: words?.name ?? '',
      providerName: words?.providerName ?? '',
      municipality: words?.municipality ?? null,
      region: words?.region ?? '',
      recognised: now?.recognised ?? 0,
      occupied: now?.occupied ?? 0,
      held: now?.held ?? 0,
      unavailable: now?.unavailable ?? 0,
    };
  });
}

/** One round as its screen shows it. @throws Failure round-not-found */
export async function roundDetail(
  tx: Rows,
  roundId: string,
  progress: RoundProgress | null,
): Promise<RoundDetail> {
  const [found] = await tx.rows<
    Row & { recordId: string | null; rules: string | null; content: Sketch | null }
  >(
    `select ${columns}, r.record_id as "recordId", k.rule_set_version as rules, s.content
       from allocation.round r left join allocation.round_sketch s on s.id = r.id
       left join allocation.record k on k.id = r.record_id where r.id = $1`,
    [roundId],
  );
  if (!found) throw notFound('round-not-found');
  const { recordId, rules, content, ...row } = found;
  const rows = await choiceRows(tx, roundId);
  const requestIds = content?.parties.flatMap((party) => party.requestIds) ?? [];
  return {
    row: shown(row),
    progress,
    recordId,
    rules,
    // What is kept as JSON comes back as it was written.
    sketch: content as RoundDetail['sketch'],
    units: content ? await unitsNow(tx, content) : [],
    children: [...(await childrenOf(tx, requestIds)).values()],
    choices: rows.map((each) => ({
      id: each.id,
      to: each.unitId === null ? null : { unitId: each.unitId, module: each.module! },
      departure:
        each.departureCode === null
          ? null
          : { code: each.departureCode as 'OTHER', reason: each.departureReason! },
      proposalId: each.proposalId,
      by: each.by,
      at: each.at.toISOString(),
    })),
  };
}
