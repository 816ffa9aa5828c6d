import { findFree } from './can-come-free.ts';
import { type Guest, layScene } from './can-come-scene.ts';
import { promisedBy, type UnitScene } from './can-come.query.ts';

/**
 * Places of one unit that can all be given, each to a stay without end from a day on, while nobody moves: the features
 * of each, sorted. Everybody present and promised keeps a place. Those with the most features are looked for first, so
 * that whoever holds no place is counted in a plain one; one after another, each exactly. Where some hold no place, a
 * larger set that exists may be missed.
 * @param most so many at the most: what the counters say that can be given
 */
export function jointRooms(scene: UnitScene, from: string, most: number): string[][] {
  const features = new Map(
    scene.places.map(({ id, features: own }) => [id, [...new Set(own)].toSorted()]),
  );
  const asked = [
    ...new Map([...features.values(), []].map((own) => [JSON.stringify(own), own])).values(),
  ].toSorted((a, b) => b.length - a.length);
  const guests: Guest[] = [
    ...scene.stays.map((stay) => ({ ...stay, kind: 'stay' as const })),
    ...promisedBy(scene).map((promise) => ({ ...promise, kind: 'promise' as const })),
  ];
  const rooms: string[][] = [];
  const period = { from, until: null };
  for (const needs of asked) {
    while (rooms.length < most) {
      const laid = layScene(scene.places, guests, { needs, period, size: 1 });
      const free = findFree(laid, laid.asked);
      if (!free) break;
      const { id } = laid.places[free.places[0]!]!;
      rooms.push(features.get(id)!);
      guests.push({ kind: 'promise', id: `given ${id}`, period, needs: [], placeId: id });
    }
  }
  return rooms;
}
