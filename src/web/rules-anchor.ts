/** What in the algorithm register is pointed at for a version of the rules. */
export const rulesAnchor = (version: string): string =>
  `regels-${version.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-')}`;
