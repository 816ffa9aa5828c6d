import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedIn } from '../platform/testing/database.ts';
import { askPartners } from './ask-partners.ts';
import { desk, printedList } from './desk.query.ts';
import { handOverShift } from './hand-over-shift.ts';
import { addDuty, endPledge, removeDuty } from './keep-network.ts';
import { network } from './network.query.ts';
import {
  closeDesks,
  openDesks,
  ovl,
  placed,
  pledge,
  register,
  run,
  t,
  wvl,
} from './desks.fixtures.ts';

beforeAll(openDesks);
afterAll(closeDesks);

describe('the desk', () => {
  test('shows what is open in its region, the most unsafe first, and the roster and the last words', async () => {
    await pledge();
    await register();
    await register({}, ovl);
    const acute = await register({ unsafety: 'ACUTE', words: 'nu' });
    await run(handOverShift, { words: 'let op' });
    const now = Date.now();
    const turn = {
      from: new Date(now - 3_600_000).toISOString(),
      until: new Date(now + 3_600_000).toISOString(),
      name: 'Wacht (verzonnen)',
    };
    const { id: dutyId } = await run(addDuty, turn);
    await expect(run(addDuty, turn)).rejects.toMatchObject({ code: 'duty-one-for-a-line' });
    const seen = await t.db.read(wvl, desk);
    expect(seen.requests[0]).toMatchObject({ id: acute.id, unsafety: 'ACUTE' });
    expect(seen.requests.every((each) => each.closedAt === null && each.region === 'WVL')).toBe(
      true,
    );
    expect(seen.handOver[0]!.words).toBe('let op');
    expect(seen.onDuty.map(({ name }) => name)).toEqual(['Wacht (verzonnen)']);
    const list = await t.db.read(wvl, printedList);
    expect(list.notes.map(({ words }) => words)).toContain('nu');
    expect(list.network.length).toBeGreaterThan(0);
    await run(removeDuty, { dutyId });
    expect((await t.db.read(ovl, desk)).requests.map(({ id }) => id)).not.toContain(acute.id);
  });

  test('sees what is pledged, what is left and who is being asked', async () => {
    const { pledgeId } = await pledge({ places: 2 });
    await placed(pledgeId);
    const { minorIds } = await register();
    await run(askPartners, { minorId: minorIds[0]!, asks: [{ pledgeId }] });
    const rowOf = async (who: SignedIn, everywhere: boolean) =>
      (await t.db.read(who, (tx) => network(tx, { everywhere }))).pledges.find(
        (each) => each.pledgeId === pledgeId,
      );
    expect(await rowOf(wvl, false)).toMatchObject({
      places: 2,
      taken: 1,
      asks: [{ minorId: minorIds[0], askedBy: 'Ann (verzonnen)' }],
    });
    expect(await rowOf(ovl, false)).toBeUndefined();
    expect(await rowOf(ovl, true)).toMatchObject({ taken: 1 });
    await run(endPledge, { pledgeId, until: '2025-02-01' });
    expect(await rowOf(wvl, false)).toBeUndefined();
  });
});
