/** The moment that a field holds, in the time of the browser. */
export const isoOf = (field: string): string => new Date(field).toISOString();
