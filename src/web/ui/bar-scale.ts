/** Where a bar lies on a line of 0 to 100, with what is below zero to the left. Pure. */
export interface BarScale {
  /** Units of the line for each unit of value. */
  readonly perUnit: number;
  /** Where zero lies. */
  readonly zero: number;
}

/** A line that holds all values and zero. */
export function scaleOf(values: readonly number[]): BarScale {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const perUnit = most === least ? 0 : 100 / (most - least);
  return { perUnit, zero: Math.abs(least) * perUnit };
}

/** From where to where a bar reaches. */
export function barOf(value: number, scale: BarScale): { from: number; size: number } {
  const size = Math.abs(value) * scale.perUnit;
  return { from: value < 0 ? scale.zero - size : scale.zero, size };
}

/** Whole steps of 1, 2 or 5 (and their tens) that divide what lies between, about `most` of them. */
export function stepsBetween(least: number, greatest: number, most = 4): number[] {
  const span = Math.max(greatest - least, 1);
  const rough = span / most;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((each) => each * ten).find((each) => each >= rough)!);
  const first = Math.ceil(least / step) * step;
  const steps: number[] = [];
  for (let at = first; at <= greatest; at += step) steps.push(at);
  return steps;
}
