import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MadeUnit } from '../../capacity/fixtures.ts';
import { addDays } from '../../platform/period.ts';
import type { SignedIn } from '../../platform/testing/database.ts';
import { addWorkingDays, isWorkingDay } from '../../region/index.ts';
import type { MadeRequest } from '../../waiting-list/fixtures.ts';
import { refuseProposal } from './answer-proposal.ts';
import { changeGrade } from './change-grade.ts';
import {
  aChild,
  aUnit,
  byHand,
  byProgram,
  type DialogueWorld,
  ledTo,
  makeDialogueWorld,
  type Reached,
  run,
} from './dialogue-world.fixtures.ts';
import { expireProposals } from './expire-proposals.ts';
import { losePlaces } from './lose-places.ts';
import { proposals } from './proposals.query.ts';
import { sendProposal } from './send-proposal.ts';
import { endProposal, planStart, replanStart } from './start-allocated.ts';

let world: DialogueWorld;
beforeAll(async () => {
  world = await makeDialogueWorld();
});
afterAll(() => world.t.close());

interface Seen {
  state: string;
  startOn: string;
  due: string | null;
}
const seen = async (id: string): Promise<Seen> => {
  const [row] = await world.t.owner<Seen>(
    `select state, start_on::text as "startOn", ((due_at at time zone 'Europe/Brussels')::date - 1)::text as due
       from allocation.proposal where id = $1`,
    [id],
  );
  return row!;
};
const childState = async ({ requestId }: MadeRequest): Promise<string> => {
  const [row] = await world.t.owner<{ state: string }>(
    'select state from waiting_list.request where id = $1',
    [requestId],
  );
  return row!.state;
};
const holdsOf = (unit: MadeUnit) =>
  world.t.owner<{ place: string; needs: string[]; ref: string | null }>(
    `select place_id as place, needs, for_ref as ref from capacity.hold where unit_id = $1 order by place_id`,
    [unit.unitId],
  );
/** The capacity manager takes places out of use, by the insert that the command makes. */
const takeOut = (unit: MadeUnit, placeId: string | null, places = 1, from = world.today) =>
  byHand(
    world,
    world.manager,
    `insert into capacity.unavailability (unit_id, module_code, provider_id, place_id, places, reason_code, period, expected_end_on, review_on)
     values ($1, $2, $3, $4, $5, 'BUILDING', daterange($6::date, $6::date + 30), $6::date + 30, $6::date + 20)`,
    [unit.unitId, unit.module, unit.providerId, placeId, places, from],
  );

describe('terms after the answer', () => {
  test('the database counts working days as the program does', async () => {
    const days = Array.from({ length: 800 }, (_, n) => addDays('2026-11-01', n));
    const rows = await world.t.owner<{ day: string; works: boolean; later: string }>(
      `select d::text as day, region.is_working_day(d) as works, region.add_working_days(d, (extract(day from d)::int) % 8)::text as later
         from unnest($1::date[]) d`,
      [days],
    );
    for (const { day, works, later } of rows) {
      expect(works, day).toBe(isWorkingDay(day));
      expect(later, day).toBe(addWorkingDays(day, Number(day.slice(8)) % 8));
    }
  });

  test('accepted: five days to plan; planned: two after its day; by setting otherwise; passed, nothing happens by itself', async () => {
    const { today } = world;
    const proposalId = await ledTo(world, 'ACCEPTED', await aUnit(world, 1), [await aChild(world)]);
    expect((await seen(proposalId)).due).toBe(addWorkingDays(today, 5));
    const startOn = addDays(today, 9);
    await run(world, world.intake, planStart, { proposalId, startOn });
    expect((await seen(proposalId)).due).toBe(addWorkingDays(startOn, 2));
    await world.t.owner(
      `insert into region.setting (key, region_code, valid, value, source) values ('allocation.accepted-term-days', 'WVL', daterange('2026-01-01', null), '1', 'test')`,
    );
    await run(world, world.worker, replanStart, { proposalId, reason: 'De ouders zijn ziek' });
    expect(await seen(proposalId)).toMatchObject({
      state: 'ACCEPTED',
      due: addWorkingDays(today, 1),
    });
    await byProgram(
      world,
      `update allocation.proposal set due_at = now() - interval '1 day' where id = $1`,
      [proposalId],
    );
    await world.t.db.as('vp_jobs', expireProposals);
    expect((await seen(proposalId)).state).toBe('ACCEPTED');
  });
});

describe('another day', () => {
  test('the access team replans with a reason, the place is held from the new day; a provider does not', async () => {
    const unit = await aUnit(world, 1);
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'START_PLANNED', unit, [child]);
    const startOn = addDays(world.today, 6);
    const input = { proposalId, startOn, reason: 'De kamer is nog niet klaar' };
    await expect(run(world, world.intake, replanStart, input)).rejects.toMatchObject({
      code: 'proposal-of-other-region',
    });
    await expect(
      run(world, world.worker, replanStart, { ...input, startOn: addDays(world.today, -1) }),
    ).rejects.toMatchObject({ code: 'start-in-past' });
    await run(world, world.worker, replanStart, input);
    expect(await seen(proposalId)).toMatchObject({ state: 'START_PLANNED', startOn });
    expect(await childState(child)).toBe('ALLOCATED');
    const [hold] = await world.t.owner<{ from: string }>(
      `select lower(period)::text as from from capacity.hold where unit_id = $1`,
      [unit.unitId],
    );
    expect(hold!.from).toBe(startOn);
    // The words of the access team are the access team's: nobody of the provider reads them among its own changes.
    const reasons = (who: SignedIn) =>
      world.t.db.read(who, (tx) =>
        tx.rows(`select reason from platform.event where subject_id = $1 and reason is not null`, [
          proposalId,
        ]),
      );
    expect(await reasons(world.worker)).toEqual([{ reason: 'De kamer is nog niet klaar' }]);
    for (const who of [world.intake, world.manager]) expect(await reasons(who)).toEqual([]);
  });
});

describe('a place that goes away', () => {
  test('the promise moves to another place of the unit where one is free', async () => {
    const unit = await aUnit(world, 2);
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'SENT', unit, [child]);
    const [before] = await holdsOf(unit);
    await takeOut(unit, before!.place);
    const [after] = await holdsOf(unit);
    expect(after!.place).not.toBe(before!.place);
    expect(unit.placeIds).toContain(after!.place);
    expect((await seen(proposalId)).state).toBe('SENT');
  });

  test.each(['SENT', 'ACCEPTED', 'START_PLANNED'] as const)(
    'from %s, with no other place, it leads out at once and the child stands where it stood',
    async (state: Reached) => {
      const unit = await aUnit(world, 1);
      const child = await aChild(world, { since: '2022-02-02' });
      const proposalId = await ledTo(world, state, unit, [child]);
      await takeOut(unit, unit.placeIds[0]!);
      expect((await seen(proposalId)).state).toBe('PLACE_GONE');
      expect(await childState(child)).toBe('WAITING');
      expect(await holdsOf(unit)).toEqual([]);
      const [position] = await world.t.owner<{ since: string; callable: boolean }>(
        `select since::text, callable from waiting_list.position where request_id = $1`,
        [child.requestId],
      );
      expect(position).toEqual({ since: '2022-02-02', callable: true });
      // Both sides see it: the access team decides what next, the provider reads how it ended.
      const view = (who: typeof world.worker, of: 'next' | 'closed') =>
        world.t.db
          .read(who, (tx) => proposals(tx, who.role, { view: of }))
          .then(({ rows }) => rows.find(({ id }) => id === proposalId)?.state);
      expect(await view(world.worker, 'next')).toBe('PLACE_GONE');
      expect(await view(world.worker, 'closed')).toBeUndefined();
      expect(await view(world.intake, 'closed')).toBe('PLACE_GONE');
      const [event] = await world.t.owner<{ kind: string }>(
        `select kind from platform.event where subject_id = $1 order by seq desc limit 1`,
        [proposalId],
      );
      expect(event!.kind).toBe('proposal.place-gone');
    },
  );

  test('a unit that closes, and a stop that begins later or ends before the start', async () => {
    const unit = await aUnit(world, 2);
    const [now, later] = [await aChild(world), await aChild(world)];
    const startOn = addDays(world.today, 40);
    const one = await ledTo(world, 'SENT', unit, [now]);
    const two = await ledTo(world, 'SENT', unit, [later], startOn);
    await takeOut(unit, null, 2);
    expect((await seen(one)).state).toBe('PLACE_GONE');
    expect((await seen(two)).state).toBe('SENT');
  });

  test('brothers and sisters together: one place lost and none other, and nobody is held for', async () => {
    const unit = await aUnit(world, 2);
    const children = [await aChild(world), await aChild(world)];
    const proposalId = await ledTo(world, 'ACCEPTED', unit, children);
    await takeOut(unit, unit.placeIds[1]!);
    expect((await seen(proposalId)).state).toBe('PLACE_GONE');
    expect(await holdsOf(unit)).toEqual([]);
    for (const child of children) expect(await childState(child)).toBe('WAITING');
  });

  test('the night finds what no hand of the provider took away', async () => {
    const unit = await aUnit(world, 1);
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'ACCEPTED', unit, [child]);
    expect(await world.t.db.as('vp_jobs', losePlaces)).toBe(0);
    await world.t.owner(
      `update capacity.place set valid = daterange(lower(valid), $2::date) where id = $1`,
      [unit.placeIds[0], world.today],
    );
    expect((await seen(proposalId)).state).toBe('ACCEPTED');
    expect(await world.t.db.as('vp_jobs', losePlaces)).toBe(1);
    expect((await seen(proposalId)).state).toBe('PLACE_GONE');
    expect(await world.t.db.as('vp_jobs', losePlaces)).toBe(0);
    expect(await childState(child)).toBe('WAITING');
  });
});

describe('what a child’s request looks like after each end', () => {
  const refusal = { code: 'GROUP_MIX', by: 'TEAM', liftable: false } as const;
  const ends: [string, Reached, (proposalId: string, unit: MadeUnit) => Promise<unknown>][] = [
    [
      'NOT_STARTED',
      'START_PLANNED',
      (proposalId) => run(world, world.intake, refuseProposal, { proposalId, ...refusal }),
    ],
    [
      'CLIENT_DECLINED',
      'ACCEPTED',
      (proposalId) =>
        run(world, world.worker, endProposal, {
          proposalId,
          to: 'CLIENT_DECLINED',
          reason: 'Ander aanbod',
        }),
    ],
    [
      'WITHDRAWN',
      'SENT',
      (proposalId) =>
        run(world, world.worker, endProposal, {
          proposalId,
          to: 'WITHDRAWN',
          reason: 'Vergissing',
        }),
    ],
    [
      'EXPIRED',
      'SENT',
      async (proposalId) => {
        await byProgram(world, `update allocation.proposal set due_at = now() where id = $1`, [
          proposalId,
        ]);
        await world.t.db.as('vp_jobs', expireProposals);
      },
    ],
    ['PLACE_GONE', 'ACCEPTED', (_, unit) => takeOut(unit, unit.placeIds[0]!)],
  ];
  test.each(ends)('%s from %s: as it was before', async (state, from, end) => {
    const unit = await aUnit(world, 1);
    const children = [
      await aChild(world, { since: '2023-03-03' }),
      await aChild(world, { state: 'HELPED_OTHERWISE', since: '2021-01-01' }),
    ];
    for (const child of children) {
      const before = await childState(child);
      const own = children.indexOf(child) === 0 ? unit : await aUnit(world, 1);
      const proposalId = await ledTo(world, from, own, [child]);
      await end(proposalId, own);
      expect((await seen(proposalId)).state).toBe(state);
      expect(await childState(child)).toBe(before);
      // It can be proposed again at once.
      await ledTo(world, 'SENT', await aUnit(world, 1), [child]);
    }
  });
});

describe('what a provider is shown', () => {
  const facts = async (proposalId: string) => {
    const [row] = await world.t.owner<{ needs: string[]; age: number; security: string }>(
      `select needs, age_years as age, security_need as security from allocation.proposal_child where proposal_id = $1`,
      [proposalId],
    );
    return row!;
  };
  const change = (child: MadeRequest, set: string) =>
    byProgram(world, `update waiting_list.request set ${set} where id = $1`, [child.requestId]);

  test('is as the list says on the day of sending, and then stands', async () => {
    const unit = await aUnit(world, 2, [[], ['ground-floor']]);
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'CLIENT_HEARD', unit, [child]);
    await change(
      child,
      `needs = '{ground-floor}', security_need = 'RELATIONAL', indications = '{GES_PLUS}'`,
    );
    await byProgram(
      world,
      `update waiting_list.person set born_month = born_month - interval '1 year' where id = $1`,
      [child.personId],
    );
    const before = await facts(proposalId);
    await run(world, world.worker, sendProposal, { proposalId });
    expect(await facts(proposalId)).toEqual({
      needs: ['ground-floor'],
      age: before.age + 1,
      security: 'RELATIONAL',
    });
    const [hold] = await holdsOf(unit);
    expect(hold!.place).toBe(unit.placeIds[1]);
    await change(child, `needs = '{}'`);
    expect((await facts(proposalId)).needs).toEqual(['ground-floor']);
  });

  test('is taken anew when the dialogue opens again', async () => {
    const unit = await aUnit(world, 1);
    const child = await aChild(world);
    const proposalId = await ledTo(world, 'SENT', unit, [child]);
    await run(world, world.intake, refuseProposal, {
      proposalId,
      code: 'AGGRESSION',
      by: 'INTAKE',
      liftable: false,
    });
    await change(child, `security_need = 'PROCEDURAL'`);
    await run(world, world.worker, changeGrade, {
      proposalId,
      to: 2,
      motive: 'Er is geen andere plek',
      heard: 'De directie',
      agreements: [{ what: 'Antwoord', owner: 'Directie', due: world.today }],
    });
    expect((await facts(proposalId)).security).toBe('PROCEDURAL');
  });

  test('a hold says what the place has, and nothing of the child', async () => {
    const unit = await aUnit(world, 1, [['adapted', 'ground-floor']]);
    const child = await aChild(world);
    await change(child, `needs = '{ground-floor}'`);
    await ledTo(world, 'ACCEPTED', unit, [child]);
    expect(await holdsOf(unit)).toEqual([
      { place: unit.placeIds[0], needs: ['adapted', 'ground-floor'], ref: null },
    ]);
  });
});
