import type { Reader } from '../../platform/db/database.ts';
import type { AllocationQuery } from './contract.ts';

/** What a figure is of: moments for the database, days for who reads. */
export interface Span {
  /** ISO instants; half-open. */
  from: string;
  until: string;
  fromDay: string;
  untilDay: string;
  region: string | null;
  module: string | null;
}

const usualMonths = 12;

/** The period that is asked for, to the day in Brussels: from so many months back until now. */
export async function spanOf(
  tx: Pick<Reader, 'rows'>,
  {
    months = usualMonths,
    region,
    module,
  }: Pick<AllocationQuery, 'months' | 'module'> & { region: string | null },
): Promise<Span> {
  const [span] = await tx.rows<Pick<Span, 'fromDay' | 'untilDay'> & { from: Date; until: Date }>(
    `select d.day as "fromDay", platform.today() + 1 as "untilDay", d.day::timestamp at time zone 'Europe/Brussels' as "from",
            (platform.today() + 1)::timestamp at time zone 'Europe/Brussels' as "until"
       from (select (platform.today() - make_interval(months => $1))::date as day) d`,
    [months],
  );
  return {
    fromDay: span!.fromDay,
    untilDay: span!.untilDay,
    from: span!.from.toISOString(),
    until: span!.until.toISOString(),
    region,
    module: module ?? null,
  };
}
