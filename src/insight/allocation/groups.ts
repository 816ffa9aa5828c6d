/**
 * Groups of children in figures, as SQL over a view that has the child. Whoever is not born yet and who is no longer a
 * minor belong to the target group too (R71).
 */
export const ageGroups = ['unborn', '0-5', '6-11', '12-14', '15-17', '18-25'] as const;

/** The day is asked once for a statement, never for each row. @param alias of a view with `born_month` and `unborn` */
export const ageGroup = (alias: string): string => `case when ${alias}.unborn then 'unborn'
  when ${alias}.born_month > (select platform.today()) - interval '6 years' then '0-5'
  when ${alias}.born_month > (select platform.today()) - interval '12 years' then '6-11'
  when ${alias}.born_month > (select platform.today()) - interval '15 years' then '12-14'
  when ${alias}.born_month > (select platform.today()) - interval '18 years' then '15-17' else '18-25' end`;
