import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endStay } from '../../capacity/end-stay.ts';
import { addDays } from '../../platform/period.ts';
import type { SignedIn } from '../../platform/testing/database.ts';
import type { MadeRequest } from '../../waiting-list/fixtures.ts';
import {
  aChild,
  aUnit,
  byHand,
  byProgram,
  type DialogueWorld,
  ledTo,
  makeDialogueWorld,
  run,
} from '../dialogue/dialogue-world.fixtures.ts';
import { askAgain, registerFollowUp, sayView } from './answer-follow-up.ts';
import { followUps } from './follow-ups.query.ts';

let world: DialogueWorld;
beforeAll(async () => {
  world = await makeDialogueWorld();
});
afterAll(() => world.t.close());

interface Row {
  id: string;
  days: number;
  due: string;
  state: string;
  result: string | null;
}
const planned = ({ requestId }: MadeRequest) =>
  world.t.owner<Row>(
    `select id, after_days as days, due_on::text as due, state, result from allocation.follow_up where request_id = $1 order by due_on`,
    [requestId],
  );
const listed = (who: SignedIn, view: 'due' | 'coming' | 'done') =>
  world.t.db.read(who, (tx) => followUps(tx, who.role, { view })).then(({ rows }) => rows);
const stayOf = async ({ pseudonym }: MadeRequest): Promise<string> => {
  const [row] = await world.t.owner<{ id: string }>(
    `select id from capacity.stay where person_ref = $1 order by lower(period) desc limit 1`,
    [pseudonym],
  );
  return row!.id;
};
/** A stay that began from a proposal. */
async function started() {
  const child = await aChild(world);
  const unit = await aUnit(world, 1);
  const proposalId = await ledTo(world, 'STARTED', unit, [child]);
  return { child, unit, proposalId, rows: await planned(child) };
}
/** As if so many days had gone by: the day of a follow-up is nearer. */
const makeDue = (id: string, inDays: number) =>
  byProgram(world, `update allocation.follow_up set due_on = $2 where id = $1`, [
    id,
    addDays(world.today, inDays),
  ]);

describe('planned with the start', () => {
  test('after 30 and 90 days, in the event of the start', async () => {
    const { rows, proposalId } = await started();
    expect(rows).toMatchObject([
      { days: 30, due: addDays(world.today, 30), state: 'OPEN' },
      { days: 90, due: addDays(world.today, 90), state: 'OPEN' },
    ]);
    const [event] = await world.t.owner<{ kind: string; n: number }>(
      `select e.kind, count(*)::int as n from allocation.follow_up f join platform.event e on e.id = f.event_id
        where f.proposal_id = $1 group by e.kind`,
      [proposalId],
    );
    expect(event).toEqual({ kind: 'proposal.start', n: 2 });
  });

  test('each of brothers and sisters has its own', async () => {
    const children = [await aChild(world), await aChild(world)];
    await ledTo(world, 'STARTED', await aUnit(world, 2), children);
    for (const child of children) expect(await planned(child)).toHaveLength(2);
  });
});

describe('in the work', () => {
  test('within a week and late for both sides; what is registered goes from the provider', async () => {
    const { rows, child } = await started();
    const id = rows[0]!.id;
    const shown = async (who: SignedIn, view: 'due' | 'coming' | 'done') =>
      (await listed(who, view)).find((each) => each.id === id);
    expect(await shown(world.worker, 'due')).toBeUndefined();
    expect(await shown(world.worker, 'coming')).toMatchObject({ requestId: child.requestId });
    await makeDue(id, -2);
    expect(await shown(world.worker, 'due')).toMatchObject({ mine: true, state: 'OPEN' });
    expect(await shown(world.intake, 'due')).toMatchObject({
      pseudonym: child.pseudonym,
      requestId: null,
    });
    await run(world, world.intake, sayView, {
      followUpId: id,
      view: 'MORE_SUPPORT',
      words: 'Extra begeleiding op woensdag',
    });
    expect(await shown(world.worker, 'due')).toMatchObject({
      view: 'MORE_SUPPORT',
      viewWords: 'Extra begeleiding op woensdag',
    });
    const lacking = { followUpId: id, result: 'MORE_SUPPORT' } as const;
    await expect(run(world, world.worker, registerFollowUp, lacking)).rejects.toMatchObject({
      code: 'next-step-where-needed',
    });
    const again = addDays(world.today, 14);
    await run(world, world.worker, registerFollowUp, {
      ...lacking,
      nextStep: 'CLB vragen',
      again,
    });
    expect(await shown(world.worker, 'due')).toBeUndefined();
    expect(await shown(world.worker, 'done')).toMatchObject({
      result: 'MORE_SUPPORT',
      nextStep: 'CLB vragen',
    });
    expect(await shown(world.intake, 'due')).toBeUndefined();
    expect((await planned(child)).map(({ due }) => due)).toContain(again);
    // Said better later; the first words stay in the history.
    await run(world, world.worker, registerFollowUp, { followUpId: id, result: 'GOES_WELL' });
    const past = await world.t.owner<{ result: string | null }>(
      `select result from allocation.follow_up_history where id = $1 order by seq`,
      [id],
    );
    expect(past.map(({ result }) => result)).toContain('MORE_SUPPORT');
    for (const who of [world.intake, world.manager]) {
      const told = await world.t.db.read(who, (tx) =>
        tx.rows(
          `select details from platform.event where kind in ('follow-up.register', 'follow-up.view') and details <> '{}'`,
        ),
      );
      expect(told).toEqual([]);
    }
  });

  test('once more is asked of a stay that goes on, on a day ahead', async () => {
    const { proposalId, child } = await started();
    const ask = (dueOn: string) =>
      run(world, world.worker, askAgain, { proposalId, requestId: child.requestId, dueOn });
    await ask(addDays(world.today, 45));
    expect((await planned(child)).map(({ days }) => days)).toEqual([30, 45, 90]);
    await expect(ask(world.today)).rejects.toMatchObject({ code: 'follow-up-ahead' });
    await expect(ask(addDays(world.today, 400))).rejects.toMatchObject({ code: 'follow-up-ahead' });
    await run(world, world.manager, endStay, {
      stayId: await stayOf(child),
      on: addDays(world.today, 50),
      reason: 'HOME',
    });
    await expect(ask(addDays(world.today, 60))).rejects.toMatchObject({
      code: 'follow-up-of-a-stay',
    });
  });
});

describe('a stay that ends before', () => {
  test('closes what was to be asked after it; one that goes on after all asks it again', async () => {
    const { child } = await started();
    const stayId = await stayOf(child);
    const end = (on: string, insteadOf?: { on: string; reason: 'HOME' }) =>
      run(world, world.manager, endStay, { stayId, on, reason: 'HOME', insteadOf });
    await end(addDays(world.today, 40));
    expect((await planned(child)).map(({ state, result }) => [state, result])).toEqual([
      ['OPEN', null],
      ['CLOSED', 'ENDED'],
    ]);
    await end(addDays(world.today, 10), { on: addDays(world.today, 40), reason: 'HOME' });
    const [first] = await planned(child);
    expect(first).toMatchObject({ state: 'CLOSED', result: 'ENDED' });
    const register = (result: 'GOES_WELL' | 'ENDED') =>
      run(world, world.worker, registerFollowUp, {
        followUpId: first!.id,
        result,
        words: 'Terug naar huis',
        nextStep: 'Opnieuw op de lijst',
      });
    await expect(register('GOES_WELL')).rejects.toMatchObject({ code: 'stay-ended-before' });
    await byHand(
      world,
      world.manager,
      `update capacity.stay set period = daterange(lower(period), null), end_reason = null where id = $1`,
      [stayId],
    );
    expect((await planned(child)).map(({ state }) => state)).toEqual(['OPEN', 'OPEN']);
  });
});

describe('by SQL of one’s own', () => {
  const set = (who: SignedIn, id: string, what: string) =>
    byHand(world, who, `update allocation.follow_up set ${what} where id = $1 returning id`, [id]);
  test('nobody says what is the other’s, reopens what was registered or moves its day', async () => {
    const { rows } = await started();
    const [{ id }, second] = rows as [Row, Row];
    const refused = { code: 'not-with-this-step' };
    await expect(set(world.worker, id, `provider_view = 'GOES_WELL'`)).rejects.toMatchObject(
      refused,
    );
    await expect(set(world.worker, id, `due_on = due_on + 300`)).rejects.toMatchObject(refused);
    await expect(set(world.worker, id, `result = 'ENDED', state = 'CLOSED'`)).rejects.toMatchObject(
      refused,
    );
    await expect(set(world.intake, id, `result = 'GOES_WELL'`)).rejects.toBeTruthy();
    await expect(set(world.intake, id, `state = 'DONE'`)).rejects.toBeTruthy();
    await set(world.worker, id, `state = 'DONE', result = 'GOES_WELL'`);
    await expect(set(world.worker, id, `state = 'OPEN', result = null`)).rejects.toMatchObject(
      refused,
    );
    expect(await set(world.intake, id, `provider_view = 'AT_RISK'`)).toEqual([]);
    expect(await set(world.intake, second.id, `provider_view = 'AT_RISK'`)).toHaveLength(1);
    expect(await set(world.manager, second.id, `provider_view = null`).catch(() => [])).toEqual([]);
  });

  test('nothing is planned for a proposal that did not start, nor with an answer in it', async () => {
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'ACCEPTED', await aUnit(world, 1), [child]);
    const add = (of: string, requestId: string, more = '', values = '') =>
      byHand(
        world,
        world.worker,
        `insert into allocation.follow_up (proposal_id, region_code, provider_id, request_id, due_on${more})
         values ($1, 'WVL', $2, $3, platform.today() + 20${values})`,
        [of, world.providerId, requestId],
      );
    await expect(add(proposalId, child.requestId)).rejects.toMatchObject({
      code: 'follow-up-of-a-stay',
    });
    const begun = await started();
    await expect(
      add(begun.proposalId, begun.child.requestId, ', result, state', `, 'GOES_WELL', 'DONE'`),
    ).rejects.toBeTruthy();
    await expect(add(begun.proposalId, child.requestId)).rejects.toBeTruthy();
    await add(begun.proposalId, begun.child.requestId);
    expect(await planned(begun.child)).toHaveLength(3);
  });
});
