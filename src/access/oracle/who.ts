export const people = [
  'AT',
  'AS',
  'CR',
  'PI',
  'PC',
  'FS',
  'FF',
  'AN',
  'RB',
  'JJ',
  'CH',
  'PA',
  'TP',
  'RG',
  'AD',
  'PO',
  'OP',
] as const;
export type Person = (typeof people)[number];
/** The program's own logins: jobs, the door of sessions, and who is not signed in. */
export const machines = ['JOBS', 'DOOR', 'NOBODY'] as const;
export type Machine = (typeof machines)[number];
export type Who = Person | Machine;
export const everybody: readonly Who[] = [...people, ...machines];

export const loginOfWho: Record<Who, string> = {
  AT: 'vp_at',
  AS: 'vp_as',
  CR: 'vp_cr',
  PI: 'vp_pi',
  PC: 'vp_pc',
  FS: 'vp_fs',
  FF: 'vp_ff',
  AN: 'vp_an',
  RB: 'vp_rb',
  JJ: 'vp_jj',
  CH: 'vp_ch',
  PA: 'vp_pa',
  TP: 'vp_tp',
  RG: 'vp_rg',
  AD: 'vp_ad',
  PO: 'vp_po',
  OP: 'vp_op',
  JOBS: 'vp_jobs',
  DOOR: 'vp_door',
  NOBODY: 'vp_nobody',
};

/** Roles that work on the same things: what one keeps, the other may be shown. */
export const circleOf: Record<Person, string> = {
  AT: 'access',
  AS: 'access',
  PI: 'provider',
  PC: 'provider',
  CR: 'CR',
  FS: 'FS',
  FF: 'FF',
  AN: 'AN',
  RB: 'RB',
  JJ: 'JJ',
  CH: 'CH',
  PA: 'PA',
  TP: 'TP',
  RG: 'RG',
  AD: 'AD',
  PO: 'PO',
  OP: 'OP',
};
