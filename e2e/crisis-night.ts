import { answerAttempt, askPartners } from '../src/crisis/ask-partners.ts';
import { addNote } from '../src/crisis/change-request.ts';
import type { Pledge, RegisterRequest } from '../src/crisis/contract.ts';
import { placeMinor, planOutflow, startHelp } from '../src/crisis/give-help.ts';
import { addDuty, addPartner, addPledge } from '../src/crisis/keep-network.ts';
import { registerRequest, setIdentity } from '../src/crisis/register-request.ts';
import { runClocks } from '../src/crisis/run-clocks.ts';
import type { Actor } from '../src/platform/db/command.ts';
import type { Writer } from '../src/platform/db/database.ts';
import { dayIn } from '../src/platform/period.ts';
import { signIn } from '../src/platform/testing/database.ts';
import type { Journeys } from './harness.ts';

const HOUR = 3_600_000;

/** The number of a case, its minors and the help of the first, by what the case is there to show. */
export interface Night {
  readonly silent: number;
  readonly asked: number;
  readonly agreed: number;
  readonly placed: number;
  readonly ending: number;
  readonly over: number;
  readonly consult: number;
  readonly siblings: number;
  readonly repeat: number;
}

/** Does something at the desk of West Flanders, so many hours ago. */
type AtDesk = <Out>(
  hoursAgo: number,
  work: (tx: Writer, actor: Actor) => Promise<Out>,
) => Promise<Out>;

async function deskOf({ test: t }: Journeys): Promise<AtDesk> {
  const [desk] = await t.owner<{ id: string }>(
    `select id from auth.organisation where code = 'PROEF-CR'`,
  );
  const who = await signIn(t, 'CR', {
    organisationId: desk!.id,
    areaCode: 'WVL',
    name: 'Sofie Proef (verzonnen)',
  });
  const { personId, hatId, role } = who;
  return (hoursAgo, work) =>
    t.db.write(who, async (tx) => {
      await tx.rows(`select set_config('vp.clock', $1, true)`, [
        new Date(Date.now() - hoursAgo * HOUR).toISOString(),
      ]);
      return work(tx, { personId, hatId, role, name: null });
    });
}

async function makePartners(at: AtDesk) {
  const partner = (
    name: string,
    pledges: Partial<Pledge>[],
    sector: 'YOUTH_CARE' | 'MENTAL_HEALTH' = 'YOUTH_CARE',
  ) =>
    at(0, async (tx, actor) => {
      const { id: partnerId } = await addPartner(tx, actor, {
        name,
        sector,
        phone: '050 00 00 00',
        nightPhone: '0400 00 00 00',
      });
      const ids: string[] = [];
      for (const given of pledges) {
        const { id } = await addPledge(tx, actor, {
          partnerId,
          kind: 'STAY',
          places: 3,
          funding: 'STRUCTURAL',
          from: '2025-01-01',
          ...given,
        });
        ids.push(id);
      }
      return ids;
    });
  const soon = dayIn(new Date(Date.now() + 20 * 24 * HOUR));
  const [beukStay, beukGuidance] = await partner('De Beukelaar (verzonnen)', [
    {},
    { kind: 'GUIDANCE', places: 4 },
  ]);
  const [waver] = await partner('De Waver (verzonnen)', [
    { funding: 'PROJECT', until: soon, places: 2 },
  ]);
  const [mobile] = await partner(
    'Mobiel crisisteam De Golf (verzonnen)',
    [{ kind: 'INTERVENTION', places: 6 }],
    'MENTAL_HEALTH',
  );
  return { beukStay: beukStay!, beukGuidance: beukGuidance!, waver: waver!, mobile: mobile! };
}

const call = (change: Partial<RegisterRequest> = {}): RegisterRequest => ({
  kind: 'DISPATCH',
  registrarKind: 'POLICE',
  agreement: 'YES',
  unsafety: 'CONCERN',
  wanted: 'STAY',
  problems: ['FAMILY_CONFLICT'],
  minors: [{ ageYears: 14, sex: 'F' }],
  ...change,
});

/** A case that went as far as a step, each so many hours ago. */
async function walkTo(
  at: AtDesk,
  change: Partial<RegisterRequest>,
  steps: { came: number; asked?: number; yes?: number; placed?: number; started?: number },
  pledgeId: string,
) {
  const made = await at(steps.came, (tx, actor) => registerRequest(tx, actor, call(change)));
  const minorId = made.minorIds[0]!;
  let attemptId = '';
  let deploymentId = '';
  if (steps.asked !== undefined) {
    const { attemptIds } = await at(steps.asked, (tx, actor) =>
      askPartners(tx, actor, { minorId, asks: [{ pledgeId }] }),
    );
    attemptId = attemptIds[0]!;
  }
  if (steps.yes !== undefined)
    await at(steps.yes, (tx, actor) => answerAttempt(tx, actor, { attemptId, answer: 'YES' }));
  if (steps.placed !== undefined)
    deploymentId = (
      await at(steps.placed, (tx, actor) => placeMinor(tx, actor, { minorId, attemptId }))
    ).id;
  if (steps.started !== undefined)
    await at(steps.started, (tx, actor) => startHelp(tx, actor, { deploymentId }));
  return { ...made, minorId, deploymentId };
}

/** A desk in the middle of the night: cases in every state, partners, a roster, and words. All invented. */
export async function makeNight(journeys: Journeys): Promise<Night> {
  const at = await deskOf(journeys);
  const today = dayIn(new Date());
  const pledges = await makePartners(at);
  const silent = await walkTo(
    at,
    { unsafety: 'ACUTE', problems: ['VIOLENCE', 'RUNAWAY'] },
    { came: 27, asked: 26 },
    pledges.beukStay,
  );
  await at(26, (tx, actor) =>
    setIdentity(tx, actor, {
      minorId: silent.minorId,
      givenName: 'Ada',
      familyName: 'Verzonnen',
      phone: '0400 11 11 11',
    }),
  );
  await at(26, (tx, actor) =>
    addNote(tx, actor, {
      requestId: silent.id,
      words: 'De wijkagent blijft bij het meisje tot er een plaats is (verzonnen).',
    }),
  );
  const asked = await walkTo(at, {}, { came: 3, asked: 2 }, pledges.waver);
  const agreed = await walkTo(at, {}, { came: 5, asked: 4, yes: 1 }, pledges.waver);
  const placed = await walkTo(
    at,
    { wanted: 'INTERVENTION', minors: [{ ageBand: '6-11', sex: 'M' }] },
    { came: 8, asked: 7, yes: 6, placed: 5 },
    pledges.mobile,
  );
  const days = 24;
  const ending = await walkTo(
    at,
    { wanted: 'GUIDANCE', minors: [{ ageYears: 16, sex: 'X' }], longTerm: true },
    { came: 28 * days, asked: 28 * days, yes: 28 * days, placed: 28 * days, started: 27 * days },
    pledges.beukGuidance,
  );
  const over = await walkTo(
    at,
    { minors: [{ ageYears: 9, sex: 'M' }] },
    { came: 9 * days, asked: 9 * days, yes: 9 * days, placed: 9 * days, started: 7 * days + 2 },
    pledges.beukStay,
  );
  await at(30, (tx, actor) =>
    planOutflow(tx, actor, {
      deploymentId: over.deploymentId,
      nextStep: 'FOSTER_CARE',
      owner: 'Pleegzorg West-Vlaanderen (verzonnen)',
      on: today,
    }),
  );
  const consult = await at(1, (tx, actor) =>
    registerRequest(tx, actor, {
      kind: 'CONSULT',
      registrarKind: 'PARENT',
      anonymous: true,
      agreement: 'YES',
      unsafety: 'NONE',
      problems: ['AGGRESSION'],
      minors: [{ ageBand: '15-17', sex: 'M' }],
      words: 'Een moeder vraagt raad na een ruzie (verzonnen).',
    }),
  );
  const siblings = await at(2, (tx, actor) =>
    registerRequest(
      tx,
      actor,
      call({
        registrarKind: 'EMERGENCY_WARD',
        agreement: 'UNCLEAR',
        problems: ['PARENT_ILL', 'NO_ROOF'],
        minors: [{ ageYears: 4, sex: 'F' }, { ageYears: 7, sex: 'M' }, { unborn: true }],
      }),
    ),
  );
  const repeat = await at(0.2, async (tx, actor) => {
    const made = await registerRequest(
      tx,
      actor,
      call({
        registrarKind: 'CAW',
        minors: [
          { ageYears: 14, sex: 'F', identity: { givenName: 'Ada', familyName: 'Verzonnen' } },
        ],
      }),
    );
    return made;
  });
  await at(0, async (tx, actor) => {
    const shift = (from: number, hours: number, name: string, phone: string) =>
      addDuty(tx, actor, {
        from: new Date(Date.now() + from * HOUR).toISOString(),
        until: new Date(Date.now() + (from + hours) * HOUR).toISOString(),
        name,
        phone,
      });
    await shift(-4, 8, 'Sofie Proef (verzonnen)', '0400 22 22 22');
    await shift(4, 12, 'Ilse Proef (verzonnen)', '0400 33 33 33');
  });
  await journeys.test.db.as('vp_jobs', (tx) => runClocks(tx));
  return {
    silent: silent.number,
    asked: asked.number,
    agreed: agreed.number,
    placed: placed.number,
    ending: ending.number,
    over: over.number,
    consult: consult.number,
    siblings: siblings.number,
    repeat: repeat.number,
  };
}
