import { addDays } from '../platform/period.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import {
  assessUrgency,
  bandOf,
  changeRequest,
  changeState,
  enterRequest,
  type EnterRequest,
  type RuleContent,
  type UrgencyFact,
} from '../waiting-list/index.ts';
import { fileKinds, moduleDemand, regionShares, runningHelp, type Weights } from './demand-plan.ts';
import { registrars } from './demand-request.ts';
import { sourcesOf, stateReasons, supportNeeds } from './demand-words.ts';
import { childFamilyName, childGivenName } from './names.ts';
import { modulePlans } from './plan.ts';
import type { Random } from './random.ts';

/** What an access team does now with its list: of which region, and the real commands that do it. */
export interface ListMove {
  region: string;
  run(tx: Writer, actor: Actor): Promise<unknown>;
}
type Finder = (tx: Reader, today: string, random: Random) => Promise<ListMove | null>;

const invented = `r.invented and p.invented and p.merged_into is null`;

async function rulesNow(tx: Reader): Promise<RuleContent | null> {
  const [row] = await tx.rows<{ content: RuleContent }>(
    `select s.content from waiting_list.applied a join waiting_list.rule_set s on s.version = a.version`,
  );
  return row?.content ?? null;
}

interface Found {
  requestId: string;
  region: string;
}
async function requestWhere<More extends object>(
  tx: Reader,
  condition: string,
  more = '',
): Promise<(Found & More) | null> {
  const [found] = await tx.rows<Found & More>(
    `select r.id as "requestId", r.region_code as region ${more}
       from waiting_list.request r join waiting_list.person p on p.id = r.person_id
       left join lateral (select s.facts, s.sources, s.valid_until from waiting_list.assessment s
                           where s.request_id = r.id order by s.seq desc limit 1) a on true
      where ${invented} and ${condition} limit 1`,
  );
  return found ?? null;
}

/** A child of some age whose kinds of help the demo knows; null where none of them is offered. */
function newRequest(
  random: Random,
  today: string,
  known: ReadonlySet<string>,
): EnterRequest | null {
  const open = moduleDemand.filter(([module]) => known.has(module));
  if (open.length === 0) return null;
  const module = random.weighted(open);
  const { ageMin, ageMax } = modulePlans.find(({ code }) => code === module)!;
  const years = ageMin + random.next() * (Math.min(ageMax, 18) - ageMin);
  const sex = random.chance(0.47) ? 'F' : 'M';
  const fileKind = random.weighted(fileKinds);
  return {
    identity: {
      fileNumber: null,
      givenName: childGivenName(random, sex),
      familyName: childFamilyName(random),
      birthDate: addDays(today, -Math.floor(years * 365.25) - 2),
    },
    sex,
    wishes: [{ module }],
    supportNeeds: random.pick(supportNeeds),
    fileKind,
    registrarKind: random.weighted(registrars[fileKind]),
    registeredOn: today,
    runningHelp: random.chance(0.5) ? [random.weighted(runningHelp)] : [],
  };
}

const enter: Finder = async (tx, today, random) => {
  const modules = await tx.rows<{ code: string }>(`select code from capacity.module_type`);
  const region = random.weighted(regionShares);
  const input = newRequest(random, today, new Set(modules.map(({ code }) => code)));
  if (!input || !(await rulesNow(tx))) return null;
  return {
    region,
    async run(write, actor) {
      const { id } = await enterRequest(write, actor, input);
      return changeState(write, actor, { requestId: id, to: 'SUBMITTED' });
    },
  };
};

/** Facts with a source each, until the last day that the rules allow. */
function assessment(
  rules: RuleContent,
  today: string,
  facts: readonly (keyof typeof sourcesOf)[],
  random: Random,
) {
  const { reviewDays } = rules.bands[bandOf(rules, facts) - 1]!;
  return {
    facts: [...facts],
    sources: Object.fromEntries(facts.map((fact) => [fact, random.pick(sourcesOf[fact])])),
    validUntil: addDays(today, reviewDays),
  };
}

/** What is found of a new request, mostly little: who is in danger is rare. */
const found: Weights<readonly (keyof typeof sourcesOf)[]> = [
  [['COMPLEX'], 55],
  [['TRAJECTORY_AT_RISK'], 24],
  [['RISK_LEVEL:HIGH'], 14],
  [['CRISIS_OUTFLOW'], 5],
  [['NO_ROOF'], 2],
];

/** Consent has come: the request is directed and waits from today. */
const direct: Finder = async (tx, today, random) => {
  const rules = await rulesNow(tx);
  const request = await requestWhere(
    tx,
    `r.state in ('SUBMITTED', 'IN_INDICATION') and 'REFUSED' not in (r.consent_representative, r.consent_minor)
       and exists (select from waiting_list.entry e where e.request_id = r.id)
      order by r.registered_on, r.id`,
  );
  if (!request || !rules) return null;
  const { requestId, region } = request;
  const urgency = assessment(rules, today, random.weighted(found), random);
  return {
    region,
    async run(write, actor) {
      await changeRequest(write, actor, {
        requestId,
        consentRepresentative: 'GIVEN',
        consentMinor: 'GIVEN',
        validUntil: addDays(today, 360),
      });
      await assessUrgency(write, actor, { requestId, ...urgency });
      await changeState(write, actor, { requestId, to: 'DIRECTABLE' });
      return changeState(write, actor, { requestId, to: 'WAITING' });
    },
  };
};

/** Somebody looks again at what is over, or never was looked at; the facts stay. */
const assess: Finder = async (tx, today, random) => {
  const rules = await rulesNow(tx);
  const request = await requestWhere<{ facts: UrgencyFact[] | null }>(
    tx,
    `r.state in ('WAITING', 'HELPED_OTHERWISE') and coalesce(a.valid_until, '-infinity') <= platform.today() + 7
      order by random()`,
    ', a.facts',
  );
  if (!request || !rules) return null;
  const facts = (request.facts ?? ['COMPLEX']).filter((fact) => fact in sourcesOf);
  const urgency = assessment(rules, today, facts as (keyof typeof sourcesOf)[], random);
  const { requestId, region } = request;
  return { region, run: (write, actor) => assessUrgency(write, actor, { requestId, ...urgency }) };
};

/** Leaves the list without a start. */
const leave: Finder = async (tx, _today, random) => {
  const request = await requestWhere(
    tx,
    `r.state in ('WAITING', 'HELPED_OTHERWISE') order by random()`,
  );
  const reason = random.pick(stateReasons['CANCELLED']!);
  return (
    request && {
      region: request.region,
      run: (write, actor) =>
        changeState(write, actor, { requestId: request.requestId, to: 'CANCELLED', reason }),
    }
  );
};

/** Children come, are looked at again, or leave otherwise; what leads to a start is in `dialogue-moves.ts`. */
export const listFinders = { enter, direct, assess, leave } satisfies Record<string, Finder>;
