import type { ApplicationRole } from '../platform/db/roles.ts';

/**
 * Who may do what with which class of data, from the design's access matrix. Letters: L list, R read,
 * C create, U change (and undo). Scope: `*` all, `o` own organisation, `r` own region, `s` own person.
 * What is not written is refused. Grants and policies are made from this table; the tests hold it
 * against an oracle that was written apart from it.
 */
export type DataClass =
  | 'D0'
  | 'D1'
  | 'D2'
  | 'D2R'
  | 'D2P'
  | 'D2V'
  | 'D2H'
  | 'D2Q'
  | 'D12N'
  | 'D12S'
  | 'D13'
  | 'D15'
  | 'D17'
  | 'D17O'
  | 'D19'
  | 'TECHNICAL';

export type Scope = '*' | 'o' | 'r' | 's';
export type Cell = `${string} ${Scope}`;

const ofEverybody = (cell: Cell): Record<ApplicationRole, Cell> => ({
  AT: cell,
  AS: cell,
  PI: cell,
  PC: cell,
  AN: cell,
  RB: cell,
  JJ: cell,
  AD: cell,
});

export const matrix: Record<DataClass, Partial<Record<ApplicationRole, Cell>>> = {
  D0: {
    AT: 'LR *',
    AS: 'LR *',
    PI: 'LR *',
    PC: 'LR *',
    AN: 'LR *',
    RB: 'LR *',
    JJ: 'LR *',
    AD: 'LRCU *',
  },
  D1: { AT: 'LR *', AS: 'LR *', PI: 'LR *', PC: 'LRU o', AN: 'LR *', RB: 'LR *', JJ: 'LR *' },
  D2: { AT: 'LR *', AS: 'LR *', PI: 'LR o', PC: 'LRCU o' },
  D2R: { AT: 'LR *', AS: 'LRCU *', PI: 'LR o', PC: 'LR o' },
  D2P: { PI: 'LR o', PC: 'LRCU o' },
  D2V: { AT: 'LR *', AS: 'LRU *', PI: 'LR o', PC: 'LRCU o' },
  D2H: { AT: 'LRC *', AS: 'LRC *', PI: 'LR o', PC: 'LRCU o' },
  D2Q: { AT: 'LRCU *', AS: 'LRCU *', PI: 'LR o', PC: 'LR o' },
  D12N: ofEverybody('LR s'),
  D12S: ofEverybody('LRCU s'),
  D13: {},
  // Released figures are for whoever works with them; the magistrate reads what is published, no more.
  D15: {
    AT: 'LR *',
    AS: 'LR *',
    PI: 'LR *',
    PC: 'LR *',
    AN: 'LR *',
    RB: 'LR *',
    JJ: 'LR *',
  },
  D17: { AD: 'LRCU *' },
  D17O: { AD: 'LRCU *', AS: 'LRCU o', PI: 'LRCU o', PC: 'LRCU o' },
  D19: { AS: 'LRCU o', PI: 'LR o', PC: 'LRCU o' },
  TECHNICAL: {},
};

export interface ClassRecord {
  title: string;
  purpose: string;
  legalBasis: string;
  retention: string;
}

const access = 'Decree of 12 July 2013 on integrated youth help, access and capacity';

/** What each class is, why it is kept, on what ground and how long. */
export const classes: Record<DataClass, ClassRecord> = {
  D0: {
    title: 'Reference data: areas, code lists, settings',
    purpose: 'One language for places, areas and settings',
    legalBasis: 'No personal data',
    retention: 'Kept with their dates',
  },
  D1: {
    title: 'Offer catalogue: who offers what and where, no occupancy',
    purpose: 'Finding the way to help',
    legalBasis: access,
    retention: 'Kept with their dates',
  },
  D2: {
    title: 'Capacity and free places per unit',
    purpose: 'Guiding children to places that are really free',
    legalBasis: access,
    retention: 'Ten years, then only the weekly snapshots',
  },
  D2R: {
    title: 'Register of recognitions',
    purpose: 'The recognised capacity that all figures start from',
    legalBasis: 'Order of 5 April 2019 on recognition and subsidy',
    retention: 'Ten years after the last day of validity',
  },
  D2P: {
    title: 'What a stay tells of one child, under pseudonym',
    purpose: 'The provider’s own register of who stays',
    legalBasis: access,
    retention: 'Five years after the end of the stay',
  },
  D2V: {
    title: 'Register of reconversions, from plan to registered at the source',
    purpose:
      'Places that change their module are seen to do so and never counted as free meanwhile',
    legalBasis: 'Order of 5 April 2019 on recognition and subsidy',
    retention: 'Ten years after the step that ended it',
  },
  D2H: {
    title: 'Change history of capacity',
    purpose: 'Every figure can be traced to who changed what, and undone',
    legalBasis: access,
    retention: 'Ten years',
  },
  D2Q: {
    title: 'Reports that a place in the figures is not there',
    purpose: 'Figures that can be trusted: what was found out is shown beside them',
    legalBasis: access,
    retention: 'Ten years',
  },
  D12N: {
    title: 'Notices to a person, without personal data',
    purpose: 'Telling the right person what asks for their eye',
    legalBasis: 'Performance of the tasks of the services concerned; no data of children',
    retention: 'One year after it was done with',
  },
  D12S: {
    title: 'What a person keeps for themself: marks, choices, saved addresses',
    purpose: 'Working without beginning anew each day',
    legalBasis: 'GDPR art. 6(1)(e), kept by the person concerned',
    retention: 'As long as the person has a role',
  },
  D13: {
    title: 'Sessions',
    purpose: 'Knowing who asks',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'One year after the session ended',
  },
  D15: {
    title: 'Released figures: suppressed, dated, frozen',
    purpose:
      'Steering and accounting for youth care without a figure that tells of one child or one provider',
    legalBasis: 'No personal data: suppressed statistics',
    retention: 'Kept for good, as published',
  },
  D17: {
    title: 'Accounts, roles, organisations',
    purpose: 'Giving the right person the right role',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'One year after the last role ended',
  },
  D17O: {
    title: 'Accounts, roles and keys of one’s own organisation, through functions alone',
    purpose: 'Who knows the people gives and ends their roles',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'One year after the last role ended',
  },
  D19: {
    title: 'Import files, staged rows and their problems',
    purpose: 'Checking a file whole before anything changes',
    legalBasis: access,
    retention: 'Rows 30 days, the record of the import ten years',
  },
  TECHNICAL: {
    title: 'Technical rows without content',
    purpose: 'Running the program',
    legalBasis: 'No personal data',
    retention: 'As long as the installation',
  },
};
