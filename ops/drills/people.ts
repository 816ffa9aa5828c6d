import pg from 'pg';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
} from '../../src/platform/testing/database.ts';

/** The owner's way into the database of a drill, as the test tools want it. */
export function ownerOf(url: string): {
  owner: TestDatabase['owner'];
  close(): Promise<void>;
} {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // Servers are struck down under it.
  pool.on('error', () => {});
  return {
    owner: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query(text, values)).rows as Row[],
    close: () => pool.end(),
  };
}

/** Invented people of an access team who are signed in, and may keep as many searches as a drill wants. */
export async function signInPeople(
  owner: TestDatabase['owner'],
  count: number,
): Promise<SignedIn[]> {
  const t = { owner } as TestDatabase;
  // A person may keep only so many: a drill's people keep thousands.
  await owner('alter table saved_search.search disable trigger user');
  const organisationId = await makeOrganisation(t, 'access-team');
  const people: SignedIn[] = [];
  for (let n = 0; n < count; n += 1)
    people.push(await signIn(t, 'AT', { organisationId, areaCode: 'WVL' }));
  return people;
}

/** Asks a server at an address as somebody who is signed in, as the screens do. */
export const asAt =
  (url: string) =>
  (who: SignedIn, path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', `__Host-vp=${who.token}`);
    if (init.method !== undefined && init.method !== 'GET') headers.set('x-csrf-token', 'csrf');
    return fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
  };
