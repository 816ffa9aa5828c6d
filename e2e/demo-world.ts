import { randomUUID } from 'node:crypto';
import { askHat } from '../src/administration/hats.ts';
import { makeKey, newSecret, revokeKey } from '../src/administration/keys.ts';
import { canComeAt } from '../src/capacity/index.ts';
import { nightlyJobs } from '../src/cli/slices.ts';
import { fillDemo } from '../src/demo/index.ts';
import { propose } from '../src/allocation/dialogue/propose.ts';
import { RoundDesk } from '../src/allocation/sketch/draw-round.ts';
import { hearClient, sendProposal } from '../src/allocation/dialogue/send-proposal.ts';
import { embeddedIssuerName } from '../src/platform/auth/embedded-issuer.ts';
import { systemClock } from '../src/platform/clock.ts';
import { recordEvent, theProgram } from '../src/platform/db/command.ts';
import type { ApplicationRole } from '../src/platform/db/roles.ts';
import { addDays, dayIn } from '../src/platform/period.ts';
import { signIn, type TestDatabase } from '../src/platform/testing/database.ts';

/** The demo Flanders of this run, and who in it looks at which screen. */
export interface DemoWorld {
  today: string;
  /** Subjects of the embedded identity provider. */
  people: Record<ApplicationRole, string>;
  /** A unit of the provider whose people PC and PI are. */
  unitId: string;
  /** A module of that unit. */
  module: string;
  /** Who waits in AT's region. */
  requestId: string;
  /** On whose file somebody has a window. */
  childId: string;
  /** A proposal of AT's region to the provider of PI. */
  proposalId: string;
  /** A round of AT's region, as a sketch. */
  roundId: string;
  /** A threshold of the same provider, with a case of AT's region. */
  thresholdId: string;
}

const people = (mark: string): Record<ApplicationRole, string> => ({
  AT: 'demo-at-wvl-2',
  AS: 'demo-as-1',
  CR: 'demo-cr-wvl-1',
  FS: 'demo-fs-wvl-1',
  FF: 'demo-ff-wvl-1',
  AN: 'demo-an-1',
  RB: 'demo-rb-wvl-1',
  JJ: 'demo-jj-1',
  CH: 'demo-ch-1',
  PA: 'demo-pa-1',
  TP: 'demo-tp-1',
  RG: 'demo-rg-wvl-1',
  AD: 'demo-ad-1',
  PO: 'demo-po-1',
  OP: 'demo-op-1',
  PC: `demo-pc-${mark}`,
  PI: `demo-pi-${mark}`,
});

/** A provider among those of the log-in page with a handful of units, and its unit with the most going on. */
async function busyProvider(test: TestDatabase) {
  const [found] = await test.owner<{ mark: string; organisationId: string; unitId: string }>(
    `with pc as (
       select substr(p.subject, 9) as mark, h.organisation_id,
              row_number() over (order by p.subject) as n
         from auth.person p join auth.hat h on h.person_id = p.id
        where h.role_code = 'PC' and not exists (
          select 1 from auth.hat other where other.person_id = p.id and other.role_code <> 'PC'))
     select pc.mark, pc.organisation_id as "organisationId",
            (select l.unit_id from capacity.unit_live l where l.provider_id = pc.organisation_id
              order by (l.unavailable > 0)::int + (l.held > 0)::int + (l.absent > 0)::int desc, l.recognised desc, l.unit_id limit 1) as "unitId"
       from pc
      where pc.n <= 11 and (select count(*) from capacity.care_unit u where u.provider_id = pc.organisation_id) between 3 and 9
      order by (select max(l.free) from capacity.unit_live l where l.provider_id = pc.organisation_id) > 0 desc, pc.n limit 1`,
  );
  if (!found)
    throw new Error('the demo has no provider with three to nine units on its first page');
  return found;
}

/** What a few people left behind, so that no list is bare: saved searches, keys, a role that was asked. */
async function leaveTraces(
  test: TestDatabase,
  people: DemoWorld['people'],
  organisationId: string,
) {
  const today = dayIn(new Date());
  const keep = (subject: string, circle: string, name: string, page: string, query: string) =>
    test.owner(
      `insert into saved_search.search (person_id, circle, name, page, query, changed_at)
       select id, $2, $3, $4, $5, now() from auth.person where subject = $1`,
      [subject, circle, name, page, query],
    );
  await keep(people.AT, 'access', 'Meisje van 9 rond Kortrijk', '/regiekamer', 'age=9&gender=GIRL');
  await keep(people.AT, 'access', 'Tegels van vandaag', '/regiekamer', 'view=tiles');
  await keep(people.PC, 'provider', 'Eindes deze maand', '/geplande-eindes', '');
  const keeper = await signIn(test, 'PC', { organisationId });
  await test.db.write(keeper, async (tx) => {
    await makeKey(
      tx,
      { name: 'Planning', scopes: ['read'], endsOn: addDays(today, 200) },
      newSecret(),
    );
    const old = await makeKey(
      tx,
      { name: 'Oude koppeling', scopes: ['read'], endsOn: addDays(today, 20) },
      newSecret(),
    );
    await revokeKey(tx, old.id);
  });
  const [agency] = await test.owner<{ id: string }>(
    `select id from auth.organisation where kind = 'agency' limit 1`,
  );
  const [person] = await test.owner<{ id: string }>(
    'select id from auth.person where subject = $1',
    [people.AN],
  );
  const keeperOfRoles = await signIn(test, 'AD');
  await test.db.write(keeperOfRoles, (tx) =>
    askHat(tx, {
      personId: person!.id,
      role: 'AS',
      organisationId: agency!.id,
      from: today,
      reason: 'Vervangt een collega (verzonnen)',
    }),
  );
}

/** The first two alone on the waiting list of AT's region. */
async function firstRequests(test: TestDatabase): Promise<string[]> {
  const waiting = await test.owner<{ id: string }>(
    `select q.request_id as id from waiting_list.position q join waiting_list.person p on p.id = q.person_id
      where q.region_code = 'WVL' and q.callable and p.group_id is null group by q.request_id
      order by min(q.band_no), min(q.since), q.request_id limit 2`,
  );
  if (waiting.length < 2) throw new Error('too few wait in the demo');
  return waiting.map(({ id }) => id);
}

/** Weeks from today on which a child may start, the soonest first: on some days a provider is full. */
const startsInWeeks = [0, 1, 2, 4, 8, 12, 26];

/** Where and from when a provider has a place for a child of the list, as the proposal itself will ask it. */
async function placeFor(
  test: TestDatabase,
  of: { organisationId: string; requestId: string; today: string },
) {
  const [child] = await test.owner<{ needs: string[] }>(
    'select needs from waiting_list.request where id = $1',
    [of.requestId],
  );
  const offered = await test.owner<{ module: string; unitId: string }>(
    `select l.module_code as module, l.unit_id as "unitId" from capacity.unit_live l
      where l.provider_id = $1 order by l.free desc, l.unit_id`,
    [of.organisationId],
  );
  for (const weeks of startsInWeeks)
    for (const { module, unitId } of offered) {
      const startOn = addDays(of.today, weeks * 7);
      const { outcome } = await test.db.as('vp_jobs', (tx) =>
        canComeAt(tx, unitId, { module, from: startOn, needs: child!.needs }),
      );
      if (outcome === 'free') return { module, unitId, startOn };
    }
  throw new Error(`provider ${of.organisationId} has no place for half a year`);
}

/** A proposal that the provider was asked, with the dialogue begun. */
async function leaveProposal(
  test: TestDatabase,
  of: { organisationId: string; requestId: string; today: string },
) {
  const place = await placeFor(test, of);
  const worker = await signIn(test, 'AT', { areaCode: 'WVL' });
  const actor = { personId: worker.personId, hatId: worker.hatId, role: worker.role, name: null };
  const { id: proposalId } = await test.db.write(worker, (tx) =>
    propose(tx, actor, { requestIds: [of.requestId], ...place }),
  );
  await test.db.write(worker, (tx) => hearClient(tx, actor, { proposalId, how: 'PRESENT' }));
  await test.db.write(worker, (tx) =>
    sendProposal(tx, actor, { proposalId, words: 'Wij zoeken een plaats (verzonnen)' }),
  );
  return proposalId;
}

/** A round over the whole list, drawn by a worker of AT's region. */
async function leaveRound(test: TestDatabase, today: string): Promise<string> {
  const worker = await signIn(test, 'AT', { areaCode: 'WVL' });
  const { id, drawn } = await new RoundDesk().begin(
    {
      db: test.db,
      caller: worker,
      actor: { personId: worker.personId, hatId: worker.hatId, role: worker.role, name: null },
      key: randomUUID(),
      log(error) {
        throw error;
      },
    },
    { scope: 'REGION', from: today },
  );
  await drawn;
  return id;
}

/** A refusal of the same provider that the register of thresholds names, of a proposal written as past. */
async function leaveThreshold(test: TestDatabase, proposalId: string): Promise<string> {
  await test.db.as('vp_jobs', async (tx) => {
    await recordEvent(tx, theProgram, {
      slice: 'allocation',
      kind: 'proposal.refuse',
      organisationId: null,
      subjectId: proposalId,
    });
    await tx.rows(
      `insert into allocation.proposal (region_code, unit_id, module_code, provider_id, start_on, state, client_heard, due_at, sent_at, sent, answered_at,
         closed_at, decline_code, declined_by, liftable)
       select region_code, unit_id, module_code, provider_id, platform.today() - n, 'NOT_STARTED', 'PRESENT', now() - make_interval(days => n), now() - make_interval(days => n + 4),
         true, now() - make_interval(days => n + 1), now() - make_interval(days => n + 1), case when n > 30 then 'NO_PLACE' else 'GROUP_MIX' end, 'TEAM', n < 20
         from allocation.proposal cross join unnest(array[10, 25, 40]) n where id = $1`,
      [proposalId],
    );
  });
  const [threshold] = await test.owner<{ id: string }>(
    `select t.id from allocation.threshold t join allocation.proposal p on p.provider_id = t.provider_id and p.module_code = t.module_code
      where p.id = $1 and t.code = 'GROUP_MIX'`,
    [proposalId],
  );
  return threshold!.id;
}

/**
 * The demo Flanders with a few months of history, its released figures, and what the night told:
 * the same for every file that asks (`harness.ts`).
 */
async function makeDemoWorld(test: TestDatabase): Promise<DemoWorld> {
  await fillDemo({ db: test.db, clock: systemClock, issuer: embeddedIssuerName, years: 0.4 });
  for (const { name, run } of nightlyJobs) if (!name.startsWith('forget')) await run(test.db);
  const { mark, organisationId, unitId } = await busyProvider(test);
  await leaveTraces(test, people(mark), organisationId);
  const today = dayIn(new Date());
  const [proposed, requestId] = await firstRequests(test);
  const proposalId = await leaveProposal(test, {
    organisationId,
    requestId: proposed!,
    today,
  });
  const thresholdId = await leaveThreshold(test, proposalId);
  const [offered] = await test.owner<{ module: string }>(
    'select module_code as module from capacity.offered_module where unit_id = $1 limit 1',
    [unitId],
  );
  const [window] = await test.owner<{ childId: string }>(
    `select child_id as "childId" from dossier.relation order by person_name limit 1`,
  );
  return {
    today,
    people: people(mark),
    unitId,
    module: offered!.module,
    requestId: requestId!,
    childId: window!.childId,
    proposalId,
    roundId: await leaveRound(test, today),
    thresholdId,
  };
}

export const demo = { key: 'demo', make: makeDemoWorld };
