/** What is counted, by the month of the call. */
export const subjects = ['CALL', 'CHILD', 'PARTNER', 'OUTFLOW', 'FOSTER', 'FAMILY'] as const;
export type Subject = (typeof subjects)[number];

/** The parts of the figures of crisis, as the screen shows them one at a time. */
export const crisisParts = ['calls', 'help', 'who', 'partners', 'after', 'foster'] as const;
export type CrisisPart = (typeof crisisParts)[number];

/** Longer than this without a yes is too long (background 5.6). */
export const answerHours = 24;
/** On fewer than this no share is given: chance would speak. */
export const enoughToSay = 10;

export const ages = ['unborn', '0-2', '3-5', '6-11', '12-14', '15-17', '18+', 'UNKNOWN'] as const;
/** Office hours, from Monday to Friday: from nine until five. */
export const office = { from: 9, until: 17, lastDay: 5 } as const;
