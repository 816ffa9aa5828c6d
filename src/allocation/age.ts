/**
 * Ages of children who are known by their month of birth alone: one year older on the first day of that month.
 * Months are `YYYY-MM`, days ISO days. The unborn are known by the month that they are due, and are below 0 until then.
 */

/** Years on a day; below 0 before the month of birth. */
export function ageOn(bornMonth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornMonth.slice(0, 4));
  return day.slice(5, 7) < bornMonth.slice(5, 7) ? years - 1 : years;
}

/** The first day on which the child has this age. */
export function firstDayOfAge(bornMonth: string, age: number): string {
  const year = String(Number(bornMonth.slice(0, 4)) + age).padStart(4, '0');
  return `${year}-${bornMonth.slice(5, 7)}-01`;
}
