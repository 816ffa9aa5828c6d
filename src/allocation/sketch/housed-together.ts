/**
 * Whether children find a place each among rooms with features, whatever else there is in the unit: each need is met by
 * the room that it gets. Augmenting paths; a unit has a handful of rooms.
 */
export function allHoused(
  rooms: readonly (readonly string[])[],
  needs: readonly (readonly string[])[],
): boolean {
  if (needs.length > rooms.length) return false;
  const holder = rooms.map(() => -1);
  const house = (child: number, tried: Set<number>): boolean => {
    for (const [room, features] of rooms.entries()) {
      if (tried.has(room) || !needs[child]!.every((each) => features.includes(each))) continue;
      tried.add(room);
      if (holder[room]! < 0 || house(holder[room]!, tried)) {
        holder[room] = child;
        return true;
      }
    }
    return false;
  };
  return needs.every((_, child) => house(child, new Set()));
}
