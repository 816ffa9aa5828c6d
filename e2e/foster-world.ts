import { makeReference } from '../src/capacity/fixtures.ts';
import {
  beginFixtures,
  makeFamily,
  makeRequest,
  makeService,
  makeWindow,
  makeYear,
  setPhase,
} from '../src/foster-care/fixtures.ts';
import * as steps from '../src/foster-care/steps.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
} from '../src/platform/testing/database.ts';

export interface FosterWorld {
  people: { family: string; other: string; service: string };
  serviceId: string;
  familyId: string;
}

/** One service, one family that is always there, and a year in which a card can be published. */
export async function makeFosterWorld(test: TestDatabase): Promise<FosterWorld> {
  const serviceId = await makeOrganisation(test, 'foster-care-service', 'Pleegzorg (verzonnen)');
  const person = async (name: string, subject: string, role: 'FF' | 'FS' = 'FF') => {
    const { personId } = await signIn(test, role, {
      organisationId: serviceId,
      name,
      ...(role === 'FS' ? { areaCode: 'WVL' } : {}),
    });
    await test.owner(`update auth.person set issuer = $2, subject = $3 where id = $1`, [
      personId,
      embeddedIssuerName,
      subject,
    ]);
    return personId;
  };
  const personId = await person('Gezin Proef (verzonnen)', 'proef-gezin');
  await person('Gezin Anders (verzonnen)', 'ander-gezin');
  await person('Medewerker (verzonnen)', 'proef-dienst', 'FS');
  const familyId = await test.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await beginFixtures(tx);
    await makeService(tx, { id: serviceId });
    await setPhase(tx, 'WVL', 2);
    for (const children of [1, 2]) await makeYear(tx, { serviceId, children });
    const id = await makeFamily(tx, { serviceId, personId, places: 4 });
    await makeWindow(tx, id);
    return id;
  });
  return {
    people: { family: 'proef-gezin', other: 'ander-gezin', service: 'proef-dienst' },
    serviceId,
    familyId,
  };
}

/** A request of this service whose card is published. */
export async function publish(
  test: TestDatabase,
  service: SignedIn,
  serviceId: string,
  children: number,
): Promise<string> {
  const id = await test.db.as('vp_jobs', async (tx) => {
    await beginFixtures(tx);
    return makeRequest(tx, { serviceId, children });
  });
  const { published } = await test.db.write(service, (tx) => steps.publishRequest(tx, id));
  if (!published) throw new Error('the card would single out');
  return id;
}

/** What the family answered to a request. */
export const answersOf = async (test: TestDatabase, requestId: string) =>
  (
    await test.owner<{ answer: string | null }>(
      `select s.answer from foster_care.shown_card s join foster_care.card c on c.id = s.card_id where c.request_id = $1`,
      [requestId],
    )
  ).map(({ answer }) => answer);
