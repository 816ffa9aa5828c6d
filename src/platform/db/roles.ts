import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The roles a person can wear in the application; each has a database login of its own. */
export const applicationRoles = [
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
export type ApplicationRole = (typeof applicationRoles)[number];

/**
 * Every database login: one per application role, `vp_nobody` for who is not signed in,
 * `vp_door` that opens and ends sessions, `vp_jobs` for the nightly work and the live feed.
 */
export const logins = [
  'vp_at',
  'vp_as',
  'vp_cr',
  'vp_pi',
  'vp_pc',
  'vp_fs',
  'vp_ff',
  'vp_an',
  'vp_rb',
  'vp_jj',
  'vp_ch',
  'vp_pa',
  'vp_tp',
  'vp_rg',
  'vp_ad',
  'vp_po',
  'vp_op',
  'vp_nobody',
  'vp_door',
  'vp_jobs',
] as const;
export type Login = (typeof logins)[number];

export const loginOf = (role: ApplicationRole): Login => `vp_${role.toLowerCase()}` as Login;

/** The password of a login, derived from one secret so that none has to be kept. */
export function loginPassword(secret: string, login: Login): string {
  return createHmac('sha256', secret).update(login).digest('hex');
}

/** Makes the login roles where they are missing and sets their passwords. Safe to repeat. */
export async function ensureLogins(owner: pg.Client, secret: string): Promise<void> {
  const database = pg.escapeIdentifier(
    (await owner.query('select current_database() as name')).rows[0].name,
  );
  await owner.query('begin');
  // Roles belong to the whole server: two databases that start at once must take turns.
  await owner.query(`select pg_advisory_xact_lock(hashtext('vrijplaats logins'))`);
  for (const login of logins) {
    const known = await owner.query('select 1 from pg_roles where rolname = $1', [login]);
    const verb = known.rowCount === 0 ? 'create' : 'alter';
    await owner.query(`${verb} role ${login} login password '${loginPassword(secret, login)}'`);
    // A login may change settings and password of its own: what it left behind ends with the next start.
    await owner.query(`alter role ${login} reset all`);
    await owner.query(`grant connect on database ${database} to ${login}`);
  }
  await owner.query(`revoke temporary on database ${database} from public`);
  await owner.query('commit');
}
