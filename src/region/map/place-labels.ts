export type LabelBox = { id: string; x: number; y: number; width: number; height: number };

/**
 * The labels that can be shown without one covering another, in the order given: put the most
 * important first. Boxes are centred on their point.
 */
export function labelsThatFit(boxes: readonly LabelBox[]): Set<string> {
  const placed: LabelBox[] = [];
  for (const box of boxes) if (!placed.some((other) => overlap(box, other))) placed.push(box);
  return new Set(placed.map((box) => box.id));
}

function overlap(a: LabelBox, b: LabelBox): boolean {
  return (
    Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height
  );
}

/**
 * Moves points on a line apart until neighbours lie at least `gap` from each other, as little as that
 * takes: those that crowd spread round their middle. The points come in any order and keep it.
 */
export function spreadApart(points: readonly number[], gap: number): number[] {
  const order = points.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  const groups: { middle: number; members: number[] }[] = [];
  for (const { at, index } of order) {
    groups.push({ middle: at, members: [index] });
    for (;;) {
      const last = groups.at(-1);
      const before = groups.at(-2);
      if (!last || !before) break;
      const room = ((last.members.length + before.members.length) / 2) * gap;
      if (last.middle - before.middle >= room) break;
      const members = [...before.members, ...last.members];
      const weight = before.members.length;
      const middle = (before.middle * weight + last.middle * last.members.length) / members.length;
      groups.splice(-2, 2, { middle, members });
    }
  }
  const spread = [...points];
  for (const { middle, members } of groups) {
    members.forEach((index, at) => {
      spread[index] = middle + (at - (members.length - 1) / 2) * gap;
    });
  }
  return spread;
}
