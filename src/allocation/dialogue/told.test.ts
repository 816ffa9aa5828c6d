import { beforeAll, describe, expect, test } from 'vitest';
import { makeUnit } from '../../capacity/fixtures.ts';
import { type SignedIn, signIn } from '../../platform/testing/database.ts';
import { addWorkingDays } from '../../region/index.ts';
import { makeRequest } from '../../waiting-list/fixtures.ts';
import { dialogueCalendar } from '../calendar/dialogue-calendar.query.ts';
import { acceptProposal, refuseProposal, say } from './answer-proposal.ts';
import { changeGrade } from './change-grade.ts';
import { expireProposals } from './expire-proposals.ts';
import { propose } from './propose.ts';
import { remindOfTerms } from './remind-of-terms.ts';
import { hearClient, sendProposal } from './send-proposal.ts';
import { endProposal, planStart, startAllocated } from './start-allocated.ts';
import {
  t,
  providerId,
  worker,
  colleague,
  supervisor,
  intake,
  keeper,
  stranger,
  today,
  actor,
  run,
} from './sides.fixtures.ts';

let deputy: SignedIn;
let everybody: Record<string, SignedIn>;
beforeAll(async () => {
  deputy = await signIn(t, 'AT', { organisationId: worker.organisationId, areaCode: 'WVL' });
  everybody = { worker, colleague, supervisor, deputy, intake, keeper, stranger };
});

const unitName = 'De Linde (verzonnen)';

async function drafted() {
  const [unit, child] = await t.db.as('vp_jobs', async (tx) => [
    await makeUnit(tx, { providerId, places: 3, recognised: 3, name: unitName }),
    await makeRequest(tx, { name: ['Mirte', 'Verzonnen'] }),
  ]);
  const { id: proposalId } = await run(propose, {
    requestIds: [child.requestId],
    unitId: unit.unitId,
    module: unit.module,
    startOn: today,
  });
  await run(hearClient, { proposalId, how: 'PRESENT' });
  return { proposalId, child };
}
async function sent(termDays = 3) {
  const made = await drafted();
  await run(sendProposal, { proposalId: made.proposalId, termDays, words: 'Een woord vooraf' });
  return made;
}

/** Who was told what of a proposal, in the order of telling: `name: kind`. */
async function told(proposalId: string): Promise<string[]> {
  const rows = await t.owner<{ person_id: string; kind: string }>(
    `select person_id, kind from notices.notice where path = '/voorstellen/' || $1::text order by at, kind, person_id`,
    [proposalId],
  );
  const names = new Map(Object.entries(everybody).map(([name, who]) => [who.personId, name]));
  return rows.map(
    ({ person_id, kind }) =>
      `${names.get(person_id) ?? 'somebody else'}: ${kind.replace('allocation.proposal-', '')}`,
  );
}
/** The same, of what came after a moment in the story. */
async function toldBy(proposalId: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = await told(proposalId);
  await act();
  return (await told(proposalId)).slice(before.length).sort();
}

describe('each step is told once, to the other side alone', () => {
  test('a draft to nobody; sent to the intake, with its term and no word of the child', async () => {
    const { proposalId, child } = await drafted();
    expect(await told(proposalId)).toEqual([]);
    await run(sendProposal, { proposalId, words: 'Een woord vooraf' });
    expect(await told(proposalId)).toEqual(['intake: sent']);
    const [notice] = await t.owner<Record<string, unknown>>(
      `select about, details, path from notices.notice where path = '/voorstellen/' || $1::text`,
      [proposalId],
    );
    expect(notice).toEqual({
      about: unitName,
      details: { until: addWorkingDays(today, 3) },
      path: `/voorstellen/${proposalId}`,
    });
    const all = JSON.stringify(await t.owner(`select * from notices.notice`));
    for (const secret of [child.pseudonym, child.requestId, 'Mirte', 'Een woord'])
      expect(all).not.toContain(secret);
  });

  test('from word to word until the stay', async () => {
    const { proposalId } = await sent();
    const by = (act: () => Promise<unknown>) => toldBy(proposalId, act);
    const words = { proposalId, kind: 'QUESTION' as const, words: 'Kan het later?' };
    expect(await by(() => run(say, words, intake))).toEqual(['worker: said']);
    expect(await by(() => run(say, words, colleague))).toEqual(['intake: said']);
    expect(await by(() => run(acceptProposal, { proposalId }, intake))).toEqual([
      'worker: accepted',
    ]);
    expect(await by(() => run(planStart, { proposalId, startOn: today }, intake))).toEqual([
      'worker: start-planned',
    ]);
    expect(await by(() => run(startAllocated, { proposalId }, colleague))).toEqual([
      'intake: started',
      'worker: started',
    ]);
  });

  test('refused, taken up a grade, and withdrawn', async () => {
    const { proposalId } = await sent();
    const by = (act: () => Promise<unknown>) => toldBy(proposalId, act);
    const no = { proposalId, code: 'STAFF' as const, by: 'TEAM' as const, liftable: true };
    expect(await by(() => run(refuseProposal, no, intake))).toEqual(['worker: refused']);
    const agreements = [{ what: 'Overleg', owner: 'Team', due: today }];
    const up = { proposalId, to: 2, motive: 'Dringend', heard: 'Iedereen', agreements };
    expect(await by(() => run(changeGrade, up))).toEqual(['intake: grade-changed']);
    const end = { proposalId, to: 'WITHDRAWN' as const, reason: 'Een ander aanbod' };
    expect(await by(() => run(endProposal, end, colleague))).toEqual([
      'intake: withdrawn',
      'worker: withdrawn',
    ]);
  });

  test('what was never sent goes without a word to the provider', async () => {
    const { proposalId } = await drafted();
    await run(endProposal, { proposalId, to: 'WITHDRAWN', reason: 'Toch niet' }, colleague);
    expect(await told(proposalId)).toEqual(['worker: withdrawn']);
  });

  test('a change that is undone tells nobody', async () => {
    const { proposalId } = await sent();
    const broken = t.db.write(intake, async (tx) => {
      await acceptProposal(tx, actor(intake), { proposalId });
      throw new Error('the request breaks off');
    });
    await expect(broken).rejects.toThrow('breaks off');
    expect(await told(proposalId)).toEqual(['intake: sent']);
  });

  test('a child that leaves the list: both sides hear that it was withdrawn', async () => {
    const { proposalId, child } = await sent();
    const told = await toldBy(proposalId, () =>
      t.owner(
        `do $$ begin perform set_config('vp.event', (select event_id::text from waiting_list.request where id = '${child.requestId}'), true);
           update waiting_list.request set state = 'CANCELLED' where id = '${child.requestId}'; end $$`,
      ),
    );
    expect(told).toEqual(['intake: withdrawn', 'worker: withdrawn']);
  });
});

describe('terms', () => {
  const dueIn = (proposalId: string, span: string) =>
    t.owner(
      `do $$ begin perform set_config('vp.event', (select event_id::text from allocation.proposal where id = '${proposalId}'), true);
         update allocation.proposal set due_at = platform.now() + interval '${span}' where id = '${proposalId}'; end $$`,
    );

  test('one working day before the end the intake is reminded, once, and anew of a later term', async () => {
    const { proposalId } = await sent(5);
    const remind = () => t.db.as('vp_jobs', remindOfTerms);
    expect(await toldBy(proposalId, remind)).toEqual([]);
    const until = addWorkingDays(today, 1);
    await t.owner(
      `do $$ begin perform set_config('vp.event', (select event_id::text from allocation.proposal where id = '${proposalId}'), true);
         update allocation.proposal set due_at = (date '${until}' + 1)::timestamp at time zone 'Europe/Brussels' where id = '${proposalId}'; end $$`,
    );
    expect(await toldBy(proposalId, remind)).toEqual(['intake: term-near']);
    expect(await toldBy(proposalId, remind)).toEqual([]);
  });

  test('a term that passed is told to both, once; one of long ago to nobody', async () => {
    const { proposalId } = await sent();
    await dueIn(proposalId, '-1 hour');
    const expire = () => t.db.as('vp_jobs', expireProposals);
    expect(await toldBy(proposalId, expire)).toEqual([
      'intake: term-passed',
      'worker: term-passed',
    ]);
    expect(await toldBy(proposalId, expire)).toEqual([]);
    const { proposalId: old } = await sent();
    await dueIn(old, '-9 days');
    expect(await toldBy(old, expire)).toEqual([]);
  });
});

test('after the agreement too: who lets the day of the start wait is asked, once', async () => {
  const { proposalId } = await sent();
  await run(acceptProposal, { proposalId }, intake);
  await t.owner(
    `do $$ begin perform set_config('vp.event', (select event_id::text from allocation.proposal where id = '${proposalId}'), true);
       update allocation.proposal set due_at = platform.now() - interval '1 hour' where id = '${proposalId}'; end $$`,
  );
  const before = await told(proposalId);
  const remind = () => t.db.as('vp_jobs', remindOfTerms);
  await remind();
  await remind();
  expect((await told(proposalId)).slice(before.length).sort()).toEqual([
    'intake: awaited',
    'worker: awaited',
  ]);
});

describe('two worlds: what is told to others tells a provider nothing', () => {
  /** All that reaches somebody: notices, what waits to be mailed, and the number at the bell. */
  const reached = async ({ personId }: SignedIn) => [
    await t.owner(`select * from notices.notice where person_id = $1 order by id`, [personId]),
    await t.owner(`select * from platform.mail where person_id = $1 order by id`, [personId]),
  ];
  beforeAll(async () => {
    for (const who of [stranger, intake])
      await t.owner(
        `insert into notices.mailbox (person_id, address, language, changed_at, confirmed_at) values ($1, 'a@house.invalid', 'nl', now(), now())`,
        [who.personId],
      );
  });
  /** A whole dialogue with the one provider, and its reminders. */
  const dialogue = async () => {
    const { proposalId } = await sent(1);
    await t.db.as('vp_jobs', remindOfTerms);
    await run(say, { proposalId, kind: 'MESSAGE' as const, words: 'Dag' });
    await run(acceptProposal, { proposalId }, intake);
    await run(endProposal, { proposalId, to: 'WITHDRAWN', reason: 'Toch niet' });
    return proposalId;
  };

  test('not a notice, not a mail, while the one who is asked gets both', async () => {
    const before = await reached(stranger);
    const proposalId = await dialogue();
    expect(await reached(stranger)).toEqual(before);
    const mailed = await t.owner<{ content: { path: string }[] }>(
      `select content from platform.mail where person_id = $1`,
      [intake.personId],
    );
    expect(mailed.flatMap(({ content }) => content.map(({ path }) => path))).toContain(
      `/voorstellen/${proposalId}`,
    );
  });

  test('a notice that goes to a role without its organisation is found', async () => {
    await t.owner(
      `create function allocation.tell_all() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
       begin perform notices.notify(null, 'PI', null, 'allocation.proposal-sent', '/voorstellen/' || new.id, null, '{}', 'leak ' || new.id, now()); return null; end $$;
       create trigger z_leak after update on allocation.proposal for each row execute function allocation.tell_all()`,
    );
    const before = await reached(stranger);
    await dialogue();
    expect(await reached(stranger)).not.toEqual(before);
    await t.owner(`drop function allocation.tell_all() cascade`);
  });
});

describe('in the calendar', () => {
  const items = (who: SignedIn) =>
    t.db.read(who, (tx) =>
      dialogueCalendar(tx, { role: who.role, from: today, until: addWorkingDays(today, 20) }),
    );

  test('the intake has its terms and starts, the keeper of figures none of them, a stranger nothing', async () => {
    const first = await sent();
    const second = await sent();
    await run(acceptProposal, { proposalId: second.proposalId }, intake);
    await run(planStart, { proposalId: second.proposalId, startOn: addWorkingDays(today, 4) });
    const found = await items(intake);
    expect(found.length).toBeGreaterThan(1);
    const of = (id: string) => found.find(({ key }) => key.endsWith(id));
    expect(of(first.proposalId)).toMatchObject({ on: addWorkingDays(today, 3), unitName });
    expect(of(second.proposalId)).toMatchObject({
      on: addWorkingDays(today, 4),
      words: { nl: 'Start gepland na een voorstel: {{unit}}' },
    });
    expect(await items(keeper)).toEqual([]);
    expect(await items(stranger)).toEqual([]);
    expect(JSON.stringify(found)).not.toContain(first.child.pseudonym);
  });
});

describe('who stands in', () => {
  const hat = async (change: string) => t.owner(change);

  test('a deputy hears along with the worker; when neither is there, the supervisor of the region', async () => {
    const { proposalId } = await sent();
    await hat(
      `insert into administration.hat_request (person_id, role_code, organisation_id, area_code, valid, reason, stands_in_for, asked_by, asked_at, decided_by, decided_at, answer, hat_id)
       select h.person_id, h.role_code, h.organisation_id, h.area_code, daterange(current_date, current_date + 7), 'verlof', '${worker.personId}', '${supervisor.personId}', now(), '${colleague.personId}', now(), 'YES', h.id
         from auth.hat h where h.id = '${deputy.hatId}'`,
    );
    const words = { proposalId, kind: 'MESSAGE' as const, words: 'Dag' };
    expect(await toldBy(proposalId, () => run(say, words, intake))).toEqual([
      'deputy: said',
      'worker: said',
    ]);
    await hat(
      `update auth.hat set valid = daterange('2000-01-01', '2000-01-02') where id in ('${deputy.hatId}', '${worker.hatId}')`,
    );
    expect(await toldBy(proposalId, () => run(say, words, intake))).toEqual(['supervisor: said']);
  });
});
