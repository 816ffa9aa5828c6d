import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../capacity/fixtures.ts';
import type { Actor } from '../platform/db/command.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { makeRequest, makeRules } from '../waiting-list/fixtures.ts';
import { type CandidateRecord, recomputeCandidates } from './candidate-record.ts';
import { propose } from './dialogue/propose.ts';
import { hearClient, sendProposal } from './dialogue/send-proposal.ts';
import { lookForCandidates } from './find-candidates.ts';
import { lookForPlaces } from './find-places.ts';
import { candidateList, placeList } from './show-answers.query.ts';

let t: TestDatabase;
let worker: SignedIn;
let unit: MadeUnit;

beforeAll(async () => {
  t = await testDatabase();
  unit = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    return makeUnit(tx, { providerId: await makeProvider(tx), places: 2, recognised: 2 });
  });
  const team = await makeOrganisation(t, 'access-team');
  worker = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
});
afterAll(() => t.close());

const actor = (): Actor => ({
  personId: worker.personId,
  hatId: worker.hatId,
  role: worker.role,
  name: null,
});
const child = (of: Parameters<typeof makeRequest>[1] = {}) =>
  t.db.as('vp_jobs', (tx) => makeRequest(tx, { bornMonth: '2012-05', ...of }));
const look = (of = unit) =>
  t.db.write(worker, (tx) =>
    lookForCandidates(tx, actor(), { unitId: of.unitId, module: of.module }),
  );

describe('candidates for a place', () => {
  test('come in the order of calls, each with why; who does not fit is told on what; the record is recomputed', async () => {
    const longest = await child({ since: '2020-01-01' });
    const danger = await child({ since: '2026-06-01', facts: ['UNSAFE_NOW'] });
    const second = await child({ since: '2025-12-01' });
    const young = await child({ since: '2019-01-01', bornMonth: '2022-01' });
    const { id, record } = await look();
    expect(record.answer.candidates.map(({ requestIds }) => requestIds[0])).toEqual([
      danger.requestId,
      longest.requestId,
      second.requestId,
    ]);
    expect(record.answer.candidates[0]).toMatchObject({ because: 'EXEMPT' });
    expect(record.answer.candidates[1]).toMatchObject({ because: 'SHARE' });
    expect(record.answer.listed).toMatchObject([
      { requestIds: [young.requestId], verdicts: [{ criterion: 'AGE', code: 'TOO_YOUNG' }] },
    ]);
    const [kept] = await t.db.read(worker, (tx) =>
      tx.rows<{ content: CandidateRecord; hash: string }>(
        `select content, encode(content_hash, 'hex') as hash from allocation.record where id = $1`,
        [id],
      ),
    );
    expect(kept!.hash).toBe(kept!.content.sha256);
    expect(await recomputeCandidates(kept!.content)).toMatchObject({
      intact: true,
      erased: 0,
      same: true,
    });
    expect(JSON.stringify(kept!.content)).not.toContain('Verzonnen');
    const list = await t.db.read(worker, (tx) => candidateList(tx, id, record));
    expect(list.candidates[0]!.children).toMatchObject([
      { pseudonym: danger.pseudonym, band: 'A0' },
    ]);
  });

  test('are drawn for a reader without a region, and leave no record', async () => {
    const reader = await signIn(t, 'AS', {
      organisationId: await makeOrganisation(t, 'access-team'),
    });
    const girl = await child({ facts: ['UNSAFE_NOW'] });
    const { id, record } = await t.db.write(reader, (tx) =>
      lookForCandidates(
        tx,
        { personId: reader.personId, hatId: reader.hatId, role: 'AS', name: null },
        { unitId: unit.unitId, module: unit.module },
      ),
    );
    expect(id).toBeNull();
    const list = await t.db.read(reader, (tx) => candidateList(tx, id, record));
    expect(
      list.candidates.find(({ children }) => children[0]!.requestId === girl.requestId),
    ).toMatchObject({ mine: false });
  });

  test('a share is one of all calls: once the longest waiting was called, the order goes on', async () => {
    const [first, second] = (await look()).record.answer.candidates.filter(
      ({ because }) => because !== 'EXEMPT',
    );
    expect(first).toMatchObject({ because: 'SHARE' });
    const { id } = await t.db.write(worker, (tx) =>
      propose(tx, actor(), {
        requestIds: [...first!.requestIds],
        unitId: unit.unitId,
        module: unit.module,
        startOn: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' }),
      }),
    );
    await t.db.write(worker, (tx) => hearClient(tx, actor(), { proposalId: id, how: 'PRESENT' }));
    await t.db.write(worker, (tx) => sendProposal(tx, actor(), { proposalId: id }));
    const next = (await look()).record;
    expect(next.input.callsBefore).toMatchObject({ calls: 1, inLane: { 'longest-waiting': 1 } });
    expect(next.answer.candidates.find(({ because }) => because !== 'EXEMPT')).toMatchObject({
      requestIds: second!.requestIds,
      because: 'RANK',
    });
    expect(await recomputeCandidates(next)).toMatchObject({ same: true });
  });

  test('a full unit has none, and says so of everybody', async () => {
    const full = await t.db.as('vp_jobs', async (tx) => {
      const made = await makeUnit(tx, {
        providerId: await makeProvider(tx),
        places: 1,
        recognised: 1,
      });
      await tx.rows(
        `insert into capacity.stay (unit_id, module_code, provider_id, place_id, person_ref, period) values ($1, $2, $3, $4, 'iemand', daterange('2025-01-01', null))`,
        [made.unitId, made.module, made.providerId, made.placeIds[0]],
      );
      return made;
    });
    const { record } = await look(full);
    expect(record.answer.candidates).toEqual([]);
    expect(record.answer.excludedBy.PLACE).toBeGreaterThan(0);
  });
});

describe('places for a child', () => {
  test('fit with distances, or nearly, by what would have to change', async () => {
    const girl = await child();
    const boys = await t.db.as('vp_jobs', async (tx) => {
      const made = await makeUnit(tx, {
        providerId: await makeProvider(tx),
        places: 1,
        recognised: 1,
      });
      await tx.rows(`update capacity.care_unit set gender_mix = 'BOYS' where id = $1`, [
        made.unitId,
      ]);
      return made;
    });
    const found = await t.db.read(worker, (tx) => lookForPlaces(tx, { requestId: girl.requestId }));
    const list = await t.db.read(worker, (tx) => placeList(tx, girl.requestId, found));
    expect(list.fits.map(({ unitId }) => unitId)).toContain(unit.unitId);
    expect(list.fits.map(({ unitId }) => unitId)).not.toContain(boys.unitId);
    expect(list).toMatchObject({
      together: 1,
      mine: true,
      children: [{ requestId: girl.requestId, pseudonym: girl.pseudonym }],
    });
    expect(list.fits[0]!.soft.homeKm).not.toBeNull();
    expect(list.excludedBy.GROUP).toBe(1);
    expect(list.nearMisses.some(({ verdicts }) => verdicts[0]?.criterion === 'PLACE')).toBe(true);
  });
});
