import type { Writer } from '../platform/db/database.ts';
import { dayNumber } from '../platform/period.ts';
import { type DayNo, momentOn } from './calendar.ts';
import { bedsOf } from './crisis-beds.ts';
import { callShares } from './crisis-plan.ts';
import { inventCrisis } from './crisis.ts';
import { left } from './demand-plan.ts';
import type { FactLog } from './fact-log.ts';
import type { Organisation, People } from './people.ts';
import { Random } from './random.ts';
import type { Supply, Town } from './supply.ts';
import { writeCrisis } from './write-crisis.ts';

/** As far back as it is told who left the waiting list. */
const weeksTold = left.weeks;

const registrarKinds: Partial<Record<Organisation['kind'], string>> = {
  'emergency-ward': 'EMERGENCY_WARD',
  prosecutor: 'PROSECUTOR',
  'court-service': 'COURT_SERVICE',
};

const registrarsOf = ({ hats }: People) =>
  new Map(
    hats.flatMap(({ organisation, area }) => {
      const kind = organisation && registrarKinds[organisation.kind];
      return kind ? [[`${kind} ${area}`, organisation.id] as const] : [];
    }),
  );

/** Fills the crisis desks with the years of one Flanders, whatever the scale. Bulk: `vp.bulk` is on. */
export async function fillCrisis(
  tx: Writer,
  options: { seed: string; today: string; firstDay: DayNo },
  of: { supply: Supply; towns: readonly Town[]; people: People; log: FactLog },
): Promise<void> {
  const { seed } = options;
  const today = dayNumber(options.today);
  const firstDay = Math.max(options.firstDay, today - weeksTold * 7);
  const crisis = inventCrisis({
    seed,
    firstDay,
    today,
    supply: of.supply,
    towns: of.towns,
    hats: of.people.hats,
    beds: bedsOf(of.log, today),
  });
  const court = of.people.organisations.find(({ kind }) => kind === 'court');
  await writeCrisis(tx, crisis, {
    seed,
    today,
    registrars: registrarsOf(of.people),
    court: court?.id ?? null,
    networkEvent: new Random(`${seed} crisis network`).uuid(),
    since: momentOn(firstDay - 30, 0),
    midnight: momentOn(today, 0),
    teams: callShares.map(([region]) => ({
      region,
      hats: of.people.hats.filter(({ role, area }) => role === 'CR' && area === region),
    })),
  });
}
