import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn } from '../platform/testing/database.ts';
import { answerAttempt, askPartners } from './ask-partners.ts';
import { addNote, closeConsult, linkRepeat, startDispatch } from './change-request.ts';
import { withdrawMinor } from './close-minor.ts';
import { endHelp, placeMinor } from './give-help.ts';
import { registrars, registrations } from './network.query.ts';
import { addMinor, setIdentity } from './register-request.ts';
import {
  closeDesks,
  court,
  detail,
  intake,
  judge,
  openDesks,
  ovl,
  pledge,
  register,
  run,
  t,
  wvl,
} from './desks.fixtures.ts';

beforeAll(openDesks);
afterAll(closeDesks);

describe('a call', () => {
  test('an anonymous consult without a minor is closed the same day', async () => {
    const { id, number } = await register({ kind: 'CONSULT', anonymous: true, minors: [] });
    expect(number).toBeGreaterThan(0);
    await run(closeConsult, { requestId: id, words: 'Raad gegeven' });
    expect(await detail(id)).toMatchObject({ state: 'CONSULT_CLOSED', anonymous: true });
  });

  test('a consult becomes a search; minors with and without a name, one unborn', async () => {
    const { id } = await register({ kind: 'CONSULT', minors: [] });
    await expect(
      run(startDispatch, { requestId: id, wanted: 'STAY' as const, agreement: 'YES' as const }),
    ).rejects.toMatchObject({ code: 'dispatch-has-a-minor' });
    await run(addMinor, { requestId: id, unborn: true });
    const { id: minorId } = await run(addMinor, { requestId: id, ageBand: '0-2' as const });
    await run(setIdentity, { minorId, givenName: 'Noa', familyName: 'Proef (verzonnen)' });
    await run(startDispatch, {
      requestId: id,
      wanted: 'STAY' as const,
      agreement: 'JUDGE_ORDER' as const,
    });
    const found = await detail(id);
    expect(found.state).toBe('DISPATCHING');
    expect(found.minors.map(({ unborn, name }) => [unborn, name])).toEqual([
      [true, null],
      [false, 'Noa Proef (verzonnen)'],
    ]);
    // Another region reads the case under pseudonym: no name, no words.
    await run(addNote, { requestId: id, words: 'woorden' });
    const elsewhere = await detail(id, ovl);
    expect(elsewhere.minors.map(({ name }) => name)).toEqual([null, null]);
    expect(elsewhere.notes).toEqual([]);
  });

  test('a request with several is as far as the least far that is not done', async () => {
    const { pledgeId } = await pledge();
    const { id, minorIds } = await register({ minors: [{ sex: 'F' }, { sex: 'M' }] });
    const { attemptIds } = await run(askPartners, {
      minorId: minorIds[0]!,
      asks: [{ pledgeId }],
    });
    await run(answerAttempt, { attemptId: attemptIds[0]!, answer: 'YES' as const });
    const { id: deploymentId } = await run(placeMinor, {
      minorId: minorIds[0]!,
      attemptId: attemptIds[0]!,
      startNow: true,
    });
    expect((await detail(id)).state).toBe('DISPATCHING');
    await run(withdrawMinor, { minorId: minorIds[1]! });
    expect((await detail(id)).state).toBe('RUNNING');
    await run(endHelp, {
      deploymentId,
      destination: 'HOME' as const,
      outflow: { nextStep: 'NONE' as const },
    });
    expect((await detail(id)).state).toBe('ENDED');
  });

  test('a repeat is suggested by name and by profile, and linked', async () => {
    const minor = {
      ageYears: 9,
      sex: 'M' as const,
      identity: { givenName: 'Ali', familyName: 'Rep' },
    };
    const first = await register({ minors: [minor] });
    const second = await register({ minors: [{ ...minor, ageYears: 3 }] });
    expect(second.suggestions).toMatchObject([{ requestId: first.id, signs: ['NAME'] }]);
    await run(linkRepeat, { requestId: second.id, repeatOf: first.id });
    expect((await detail(first.id)).sameCase.map(({ id }) => id)).toEqual([second.id]);
    expect((await detail(second.id)).suggestions).toEqual([]);
    await expect(
      run(linkRepeat, { requestId: first.id, repeatOf: second.id }),
    ).rejects.toMatchObject({ code: 'repeat-of-an-earlier' });
  });

  test('of two children one may have been here, by its profile; a desk of another region is told nothing', async () => {
    await t.owner(
      `insert into region.zone (code, region_code, name) values ('ZR', 'WVL', 'Herhaalstreek (verzonnen)')`,
    );
    const zone = 'ZR';
    const child = { sex: 'M' as const, ageYears: 16, zone };
    const first = await register({ minors: [child] });
    const other = { sex: 'F' as const, ageYears: 13, zone };
    const { id: third } = await register({ minors: [{ ...other, sex: 'X' as const }] });
    const second = await register({
      minors: [other, { sex: 'M' as const, ageBand: '15-17' as const, zone }],
    });
    const found = (who?: SignedIn) => detail(second.id, who).then(({ suggestions }) => suggestions);
    expect(await found()).toMatchObject([{ requestId: first.id, signs: ['PROFILE'] }]);
    expect((await found()).some(({ requestId }) => requestId === third)).toBe(false);
    expect(await found(ovl)).toEqual([]);
    const asked = (who: SignedIn) =>
      t.db.read(who, (tx) => tx.rows('select * from crisis.suggest_repeats($1)', [second.id]));
    expect((await asked(wvl)).length).toBe(1);
    expect(await asked(ovl)).toEqual([]);
    await expect(asked(intake)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a registrar knows of its own that it is in hand, and how it ended, and nothing else', async () => {
    const { id, minorIds } = await register({ registrarOrganisationId: court });
    await register();
    const seen = () => t.db.read(judge, registrations);
    expect(await seen()).toMatchObject({ rows: [{ id, state: 'SEARCHING', region: 'WVL' }] });
    await run(withdrawMinor, { minorId: minorIds[0]! });
    expect((await seen()).rows).toMatchObject([{ state: 'WITHDRAWN' }]);
    await expect(detail(id, judge)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await t.db.read(wvl, registrars)).map((each) => each.id)).toContain(court);
  });
});
