import { addDays, daysBetween } from '../../../platform/period.ts';
import type { UnavailabilityReason } from '../../codes.ts';
import type { ReportSeveral } from '../../provider-tools-contract.ts';
import { checkUnavailability, reviewDay } from '../../rules.ts';
import type { MyUnit } from '../provider/urgency.ts';
import type { PartialStop } from '../provider/acts.ts';

/** A report for several units, as it is filled in. Pure; days are ISO days. */
export interface ReportForm {
  readonly what: 'stop' | 'places';
  readonly stop: PartialStop | null;
  readonly places: number | null;
  readonly modules: readonly string[];
  readonly reason: UnavailabilityReason | null;
  readonly explanation: string;
  readonly from: string;
  readonly until: string | null;
}

export const modulesOf = (units: readonly MyUnit[]): string[] => [
  ...new Set(units.flatMap(({ rows }) => rows.map(({ module }) => module))),
];

export function blankReport(units: readonly MyUnit[], today: string): ReportForm {
  return {
    what: 'stop',
    stop: null,
    places: 1,
    modules: modulesOf(units),
    reason: null,
    explanation: '',
    from: today,
    until: addDays(today, 28),
  };
}

type Pairs = ReportSeveral['units'];

/** The units and modules that the form is about. */
export const pairsOf = (units: readonly MyUnit[], modules: readonly string[]): Pairs =>
  units.flatMap(({ unitId, rows }) =>
    rows.filter(({ module }) => modules.includes(module)).map(({ module }) => ({ unitId, module })),
  );

/** How many places can be reported in each of them: as many as the smallest has. */
export const mostPlaces = (units: readonly MyUnit[], modules: readonly string[]): number =>
  Math.min(
    500,
    ...units.flatMap(({ rows }) =>
      rows
        .filter(({ module }) => modules.includes(module))
        .map(({ figures }) => figures.recognised),
    ),
  );

export type ReportFault = 'stop' | 'places' | 'modules' | 'reason' | 'explanation' | 'until';

/** What keeps the form from being sent. */
export function reportFaults(form: ReportForm, units: readonly MyUnit[]): ReportFault[] {
  const { reason, until } = form;
  const most = mostPlaces(units, form.modules);
  const breach =
    until !== null && daysBetween(form.from, until) > 0
      ? checkUnavailability({
          from: form.from,
          expectedEndOn: until,
          reason: 'BUILDING',
          explanation: null,
        })
      : { code: 'ends-before-start' };
  return [
    ...(form.what === 'stop' && form.stop === null ? (['stop'] as const) : []),
    ...(form.what === 'places' && (form.places === null || form.places < 1 || form.places > most)
      ? (['places'] as const)
      : []),
    ...(pairsOf(units, form.modules).length === 0 ? (['modules'] as const) : []),
    ...(reason === null ? (['reason'] as const) : []),
    ...(reason === 'OTHER' && form.explanation.trim().length < 3 ? (['explanation'] as const) : []),
    ...(breach ? (['until'] as const) : []),
  ];
}

/** What a form without faults sends; `null` while something is missing. */
export function reportOf(form: ReportForm, units: readonly MyUnit[]): ReportSeveral | null {
  const { reason, until, what, stop, places } = form;
  if (reportFaults(form, units).length > 0 || reason === null || until === null) return null;
  return {
    units: pairsOf(units, form.modules),
    ...(what === 'stop' && stop !== null ? { onlyFor: stop } : { places: places ?? 1 }),
    reason,
    ...(form.explanation.trim() ? { explanation: form.explanation.trim() } : {}),
    from: form.from,
    expectedEndOn: until,
    reviewOn: reviewDay(form.from, until),
  };
}
