import { randomUUID } from 'node:crypto';
import type { MadeProposal } from './matrix-world-allocation.fixtures.ts';
import type { RegionCode } from './matrix-world.fixtures.ts';

/** One threshold of the world: whose, and in which region. */
export interface MadeThreshold {
  id: string;
  providerId: string;
  region: RegionCode;
}

/** Thresholds of every provider in both regions, each with a case, a comment and a past. */
export function thresholdsOf(proposals: readonly MadeProposal[]): {
  made: MadeThreshold[];
  sql: string[];
} {
  const made: MadeThreshold[] = [];
  const sql: string[] = [];
  for (const house of ['a', 'b', 'c'] as const) {
    const of = proposals.find((each) => each.house === house && each.state !== 'DRAFT')!;
    for (const [region, code] of [
      ['WVL', 'IQ'],
      ['OVL', 'ADDICTION'],
    ] as const) {
      const id = randomUUID();
      made.push({ id, providerId: of.providerId, region });
      sql.push(
        `insert into allocation.threshold (id, provider_id, region_code, module_code, code, first_at, event_id)
         values ('${id}', '${of.providerId}', '${region}', '${of.module}', '${code}', platform.now(), platform.current_event())`,
        `insert into allocation.threshold_case (threshold_id, provider_id, region_code, source, proposal_id, declined_by, liftable, at, event_id)
         values ('${id}', '${of.providerId}', '${region}', 'REFUSAL', '${of.id}', 'TEAM', true, platform.now(), platform.current_event())`,
        `update allocation.threshold set state = 'LIFTING', ground = 'what is done' where id = '${id}'`,
        `update allocation.threshold_case set client_view = 'EXCLUSION' where threshold_id = '${id}'`,
        ...['ACCESS', 'PROVIDER'].map(
          (side) =>
            `insert into allocation.threshold_comment (threshold_id, provider_id, region_code, side, words, person_name)
             values ('${id}', '${of.providerId}', '${region}', '${side}', 'words of ${side} about ${id}', 'Somebody (invented)')`,
        ),
      );
    }
  }
  return { made, sql };
}
