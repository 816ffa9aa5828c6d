/** The parts of a file's page, as they stand in the address. */
export const fileTabs = ['request', 'parts', 'looks', 'claims', 'copy'] as const;
export type FileTab = (typeof fileTabs)[number];
