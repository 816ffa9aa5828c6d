import { idsIn, type Subjects } from '../platform/audit/look.ts';

/** Which units were seen or changed, for the log of looks; a child in a unit by its stay. */
export const units = (ids: readonly string[]): Subjects => ({ kind: 'unit', ids });
export const stays = (ids: readonly string[]): Subjects => ({ kind: 'stay', ids });

/** Every unit that the session may see: that it was all of them says more than their numbers would. */
export const everyUnit = (): Subjects[] => [{ kind: 'unit', ids: [], every: true }];

export const ofUnit = ({ params }: { params: { unitId: string } }): Subjects[] => [
  units([params.unitId]),
];

/** The units in an answer that went out as the text that the database made. */
export const unitsInText = ({ text }: { text?: string }): Subjects[] => [
  units(idsIn(text, 'unitId')),
];
