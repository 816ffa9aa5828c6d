import type { Subjects } from '../platform/audit/look.ts';

/** Whose file was seen or changed, for the log of looks. */
export const ofChild = ({ params }: { params: { childId: string } }): Subjects[] => [
  { kind: 'person', ids: [params.childId] },
];
