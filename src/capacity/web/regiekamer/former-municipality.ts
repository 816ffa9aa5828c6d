import { COMMITTED_AREAS, municipalityOn } from '../../../region/index.ts';

/** The code of what a municipality is on a day: itself, or the one that it merged into; null if it never was one. */
export const municipalityNow = (code: string, day: string): string | null =>
  municipalityOn(COMMITTED_AREAS, code, day)?.id ?? null;
