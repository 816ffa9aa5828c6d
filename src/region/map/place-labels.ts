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
