import fc from 'fast-check';
import type { UnitRow } from './contract.ts';
import { genderMixes, partialStops, terms } from './codes.ts';
import { noFigures, shareOut } from './figures.ts';

/** A row of the photo with invented values; what matters to a test is given. */
export function makeRow(change: Partial<UnitRow> & { free?: number } = {}): UnitRow {
  const { free = 1, ...rest } = change;
  return {
    unitId: 'u1',
    unitCode: 'U-1',
    unitName: 'De Kade',
    providerId: 'p1',
    providerName: 'Huize Verzonnen',
    siteName: 'Vestiging',
    municipalityCode: '44021',
    municipality: 'Gent',
    zone: 'ELZ-001',
    region: 'OVL',
    lat: 51.05,
    lon: 3.72,
    module: 'STAY_U12',
    term: 'LONG',
    ageMin: 0,
    ageMax: 12,
    genderMix: 'MIXED',
    securityLevel: 'OPEN',
    partialStops: [],
    figures: {
      ...noFigures,
      recognised: 8,
      occupied: 8 - free,
      free,
      offerable: free,
    },
    confirmedAt: '2026-06-16T06:00:00Z',
    confirmedBy: null,
    staleAfterDays: 7,
    changedAt: null,
    ...rest,
  };
}

/** Any figures: parts that add up to what is recognised. */
export const someFigures = fc
  .record({
    recognised: fc.nat(12),
    occupied: fc.nat(12),
    absent: fc.nat(3),
    notConverted: fc.nat(2),
    unavailable: fc.nat(4),
    held: fc.nat(2),
    later: fc.nat(3),
  })
  .map(({ later, ...raw }) => {
    const shared = shareOut(raw);
    return { ...shared, offerable: Math.max(0, shared.free - later) };
  });

/** Any row, on a small stage, so that filters hit and miss. */
export const someRow: fc.Arbitrary<UnitRow> = fc
  .record({
    unit: fc.nat(30),
    module: fc.constantFrom('STAY_U12', 'STAY_O12', 'CRISIS_STAY'),
    region: fc.constantFrom('WVL', 'OVL', 'ANT'),
    zone: fc.constantFrom('ELZ-001', 'ELZ-002', null),
    lat: fc.double({ min: 50.7, max: 51.4, noNaN: true }),
    lon: fc.double({ min: 2.6, max: 5.8, noNaN: true }),
    term: fc.constantFrom(...terms),
    ages: fc.tuple(fc.nat(14), fc.nat(12)),
    genderMix: fc.constantFrom(...genderMixes),
    partialStops: fc
      .subarray([...partialStops], { maxLength: 2 })
      .map((stops) => stops.map((onlyFor) => ({ onlyFor, until: '2026-07-01' }))),
    figures: someFigures,
  })
  .map(({ unit, ages, ...rest }) =>
    makeRow({
      ...rest,
      unitId: `u${unit}`,
      unitName: `Leefgroep ${unit}`,
      ageMin: ages[0],
      ageMax: ages[0] + ages[1],
    }),
  );
