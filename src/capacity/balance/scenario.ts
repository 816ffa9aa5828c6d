/**
 * What if places were added, moved or reconverted? Steps that are written in the address, and what
 * they come to. Pure.
 */
export type ScenarioStep =
  | {
      readonly kind: 'add';
      readonly region: string;
      readonly module: string;
      readonly places: number;
    }
  | {
      readonly kind: 'move';
      readonly region: string;
      readonly to: string;
      readonly module: string;
      readonly places: number;
    }
  | {
      readonly kind: 'convert';
      readonly region: string;
      readonly module: string;
      readonly to: string;
      readonly places: number;
      /** So many places of the other module come of it. */
      readonly toPlaces: number;
    };

const codeText = /^[A-Z0-9_]{1,40}$/;
const mostPlaces = 5000;

const wholeOf = (text: string | undefined, least: number): number | null => {
  if (text === undefined || !/^-?\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= mostPlaces ? value : null;
};

/** The step as it stands in the address: `add:WVL:STAY_O12:10`, `move:WVL:VBR:STAY_O12:20`. */
export function stepText(step: ScenarioStep): string {
  switch (step.kind) {
    case 'add':
      return `add:${step.region}:${step.module}:${step.places}`;
    case 'move':
      return `move:${step.region}:${step.to}:${step.module}:${step.places}`;
    case 'convert':
      return `convert:${step.region}:${step.module}:${step.to}:${step.places}:${step.toPlaces}`;
  }
}

/** Reads a step; `null` where it cannot be understood. `add` with less than nothing takes places away. */
export function parseStep(text: string): ScenarioStep | null {
  const [kind, ...parts] = text.split(':');
  const [a = '', b = '', c = ''] = parts;
  if (kind === 'add' && parts.length === 3) {
    const places = wholeOf(parts[2], -mostPlaces);
    if (places === null || places === 0 || ![a, b].every((code) => codeText.test(code)))
      return null;
    return { kind, region: a, module: b, places };
  }
  if (![a, b].every((code) => codeText.test(code))) return null;
  if (kind === 'move' && parts.length === 4) {
    const places = wholeOf(parts[3], 1);
    if (places === null || a === b || !codeText.test(c)) return null;
    return { kind, region: a, to: b, module: c, places };
  }
  if (kind === 'convert' && parts.length === 5) {
    const places = wholeOf(parts[3], 1);
    const toPlaces = wholeOf(parts[4], 0);
    if (places === null || toPlaces === null || b === c || !codeText.test(c)) return null;
    return { kind, region: a, module: b, to: c, places, toPlaces };
  }
  return null;
}

/** Places by region and module. */
export type Supply = ReadonlyMap<string, number>;
export const cellKey = (region: string, module: string) => `${region} ${module}`;

export interface ScenarioResult {
  readonly supply: Supply;
  /** Of each step, how many places it could not take because there are no more. */
  readonly missing: readonly number[];
}

/** Carries the steps out one after another; a step takes no more places than there are. */
export function applyScenario(supply: Supply, steps: readonly ScenarioStep[]): ScenarioResult {
  const next = new Map(supply);
  const placesIn = (key: string) => next.get(key) ?? 0;
  const give = (key: string, places: number) => next.set(key, placesIn(key) + places);
  const missing = steps.map((step) => {
    const from = cellKey(step.region, step.module);
    if (step.kind === 'add' && step.places > 0) {
      give(from, step.places);
      return 0;
    }
    const wanted = Math.abs(step.places);
    const taken = Math.min(wanted, placesIn(from));
    give(from, -taken);
    if (step.kind === 'move') give(cellKey(step.to, step.module), taken);
    if (step.kind === 'convert') {
      give(cellKey(step.region, step.to), Math.round((step.toPlaces * taken) / wanted));
    }
    return wanted - taken;
  });
  return { supply: next, missing };
}

/** Places for each 1,000 minors; `null` where the number of minors is not known. */
export const perThousand = (places: number, minors: number | null): number | null =>
  minors ? (places * 1000) / minors : null;

/** How many places lie above (or, below zero, under) the norm; `null` without minors or norm. */
export const fromNorm = (
  places: number,
  minors: number | null,
  norm: number | null,
): number | null => (minors && norm !== null ? Math.round(places - (norm * minors) / 1000) : null);
