import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Housing } from './housing.ts';
import { meets, mostHoused } from './housing-oracle.ts';
import { fitHas, sortKinds, TooManyKinds } from './place-sets.ts';

const someFeatures = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 });
const PLACES = 5;
const GUESTS = 6;

type Act = readonly [
  act: 'open' | 'close' | 'arrive' | 'leave' | 'own' | 'put' | 'settle' | 'house',
  guest: number,
  place: number,
];
const someActs: fc.Arbitrary<Act[]> = fc.array(
  fc.tuple(
    fc.constantFrom(
      'open',
      'open',
      'close',
      'arrive',
      'arrive',
      'leave',
      'own',
      'put',
      'settle',
      'house',
    ),
    fc.nat(GUESTS - 1),
    fc.nat(PLACES - 1),
  ),
  { maxLength: 40 },
);

/** What a housing is about, kept as plainly as can be. */
class Plain {
  readonly open = new Set<number>();
  readonly here = new Set<number>();
  readonly own = new Map<number, number>();
  readonly features: readonly string[][];
  readonly needs: readonly string[][];

  constructor(features: string[][], needs: string[][]) {
    this.features = features;
    this.needs = needs;
  }

  mayHave(guest: number): number[] {
    return [...this.features.keys()].filter(
      (place) =>
        this.own.get(guest) === place ||
        (this.open.has(place) && meets(this.features[place] ?? [], this.needs[guest] ?? [])),
    );
  }

  act(housing: Housing, [act, guest, place]: Act): void {
    if (act === 'open') {
      this.open.add(place);
      housing.openPlace(place);
    } else if (act === 'close') {
      this.open.delete(place);
      housing.closePlace(place);
    } else if (act === 'arrive') {
      this.here.add(guest);
      housing.arrive(guest);
    } else if (act === 'leave') {
      this.here.delete(guest);
      housing.leave(guest);
    } else if (act === 'own') {
      this.own.set(guest, place);
      housing.setOwn(guest, place);
    } else if (act === 'put') {
      if (this.here.has(guest) && this.mayHave(guest).includes(place)) housing.put(guest, place);
    } else if (act === 'house') {
      this.house(housing, guest);
    } else {
      this.settle(housing);
    }
  }

  private house(housing: Housing, guest: number): void {
    if (!this.here.has(guest) || housing.placeOf[guest] !== -1) return;
    const before = [...housing.placeOf].filter((place) => place >= 0).length;
    const end = housing.house(guest);
    const after = [...housing.placeOf].filter((place) => place >= 0).length;
    expect(after).toBe(end ? before : before + 1);
    if (!end) return;
    const around = new Set(end.guests.flatMap((one) => this.mayHave(one)));
    expect([...around].sort()).toEqual([...end.places].sort());
    expect(end.guests.length).toBe(end.places.length + 1);
  }

  private settle(housing: Housing): void {
    const left = housing.settle();
    const most = mostHoused([...this.here].map((guest) => this.mayHave(guest)));
    expect(this.here.size - left.length).toBe(most);
    expect(left).toEqual(
      [...this.here].filter((guest) => housing.placeOf[guest] === -1).sort((a, b) => a - b),
    );
  }

  check(housing: Housing): void {
    for (const [guest, place] of housing.placeOf.entries()) {
      if (place === -1) continue;
      expect(this.here.has(guest)).toBe(true);
      expect(this.mayHave(guest)).toContain(place);
      expect(housing.guestOf[place]).toBe(guest);
    }
    const housed = [...housing.placeOf].filter((place) => place >= 0).length;
    expect([...housing.guestOf].filter((guest) => guest >= 0).length).toBe(housed);
  }
}

describe('housing', () => {
  test('whatever comes and goes, it is valid, and largest once settled', () => {
    fc.assert(
      fc.property(
        fc.array(someFeatures, { minLength: PLACES, maxLength: PLACES }),
        fc.array(someFeatures, { minLength: GUESTS, maxLength: GUESTS }),
        someActs,
        (features, needs, acts) => {
          const plain = new Plain(features, needs);
          const housing = new Housing(PLACES, sortKinds(features, needs));
          for (const act of [...acts, ['settle', 0, 0] as const]) {
            plain.act(housing, act);
            plain.check(housing);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('who is put in a place leaves the one before', () => {
    const housing = new Housing(2, sortKinds([[], []], [[], []]));
    housing.openPlace(0);
    housing.openPlace(1);
    housing.arrive(0);
    housing.arrive(1);
    housing.put(0, 0);
    housing.put(0, 1);
    housing.put(1, 1);
    expect([...housing.placeOf]).toEqual([-1, 1]);
    expect([...housing.guestOf]).toEqual([-1, 1]);
  });
});

describe('kinds of need', () => {
  test('places fit that have every feature, few or many', () => {
    fc.assert(
      fc.property(
        fc.array(someFeatures, { maxLength: 100 }),
        fc.array(someFeatures, { maxLength: 20 }),
        (features, needs) => {
          const { kindOf, fits } = sortKinds(features, needs);
          for (const [guest, asked] of needs.entries()) {
            const fit = fits[kindOf[guest] ?? -1];
            if (!fit) throw new Error('no kind');
            const found = [...features.keys()].filter((place) => fitHas(fit, place));
            const right = [...features.keys()].filter((place) =>
              meets(features[place] ?? [], asked),
            );
            expect(found).toEqual(right);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('more memory than allowed is refused before it is taken', () => {
    const features = Array.from({ length: 640 }, () => ['a', 'b', 'c', 'd']);
    const needs = [[], ['a'], ['b'], ['a', 'a'], ['b', 'a']];
    const bytes = 4 * (640 / 8);
    expect(sortKinds(features, needs, bytes).fits).toHaveLength(4);
    expect(() => sortKinds(features, needs, bytes - 1)).toThrow(TooManyKinds);
  });
});
