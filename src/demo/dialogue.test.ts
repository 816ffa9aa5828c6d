import { expect, test } from 'vitest';
import { mayStep, type Party } from '../allocation/dialogue/proposal.ts';
import { dayNumber } from '../platform/period.ts';
import { mayGo } from '../waiting-list/request-state.ts';
import { dayOf, momentOn } from './calendar.ts';
import { nameArrivals } from './demand-arrivals.ts';
import { sampleDemand, sampleOptions } from './demand.fixtures.ts';
import { outcomes } from './dialogue-plan.ts';
import { growDemo } from './fill-demo.ts';
import { Random } from './random.ts';

const { requests, inquiries, events } = sampleDemand();
const told = requests.flatMap((request) => request.proposals.map((each) => ({ request, each })));
const midnight = momentOn(dayNumber(sampleOptions.today), 0);
const parties: Party[] = ['ACCESS', 'PROVIDER', 'PROGRAM'];
const lastOf = (steps: readonly { to: string }[]) => steps.at(-1)!.to;

test('each step follows from the one before, later, before today', () => {
  const wrong = told.filter(({ each: { steps } }) =>
    steps.some(({ to, at }, n) => {
      const last = steps[n - 1];
      const follows = last
        ? at > last.at && parties.some((party) => mayStep(last.to, to, party))
        : to === 'DRAFT';
      return !follows || at >= midnight;
    }),
  );
  expect(wrong).toEqual([]);
  expect(told.length).toBeGreaterThan(300);
});

test('the course of the child tells the same, at the same moments, under the same events', () => {
  for (const { request, each } of told) {
    const at = each.steps.find(({ to }) => to === 'SENT')!;
    const listed = request.steps.find(({ event }) => event === at.event);
    expect(listed).toMatchObject({ to: 'PROPOSED', at: at.at });
    expect(events).toContain(at.event);
    const before = request.steps[request.steps.indexOf(listed!) - 1]!;
    expect(before.to).toBe(each.stateBefore);
    expect(mayGo(before.to, 'PROPOSED')).toBe(true);
    expect(each.steps[0]!.at).toBeGreaterThan(before.at);
  }
});

test('ends by the shares: 12 % not started at first, 6 % declined by the client, reasons with who says so', () => {
  const first = told.map(
    ({ each: { steps } }) =>
      steps.find(({ to }) => to in outcomes)?.to as keyof typeof outcomes | undefined,
  );
  for (const [code, share] of Object.entries(outcomes)) {
    const found = (100 * first.filter((to) => to === code).length) / first.length;
    expect(found, code).toBeGreaterThan(share - 5);
    expect(found, code).toBeLessThan(share + 5);
  }
  for (const { each } of told.filter(({ each: e }) => lastOf(e.steps) === 'NOT_STARTED'))
    expect(each.decline).toMatchObject({ by: expect.stringMatching(/INTAKE|TEAM|DIRECTION/) });
});

test('a child has one open proposal at a time', () => {
  for (const request of requests) {
    const spans = request.proposals
      .map(({ steps }) => [steps.find(({ to }) => to === 'SENT')!.at, steps.at(-1)!.at] as const)
      .sort((a, b) => a[0] - b[0]);
    for (const [n, [from]] of spans.entries())
      if (n > 0) expect(from).toBeGreaterThan(spans[n - 1]![1]);
  }
});

test('questions end in an answer, in silence or taken back', () => {
  const states = new Set(inquiries.map(({ closed }) => closed?.state ?? 'SENT'));
  expect([...states]).toContain('ANSWERED');
  for (const { closed, answer, asked, dueAt } of inquiries) {
    expect(dueAt).toBeGreaterThan(asked.at);
    if (closed) expect(closed.event.at).toBeGreaterThan(asked.at);
    expect(answer !== null).toBe(closed?.state === 'ANSWERED');
    expect(answer?.reason != null).toBe(answer?.code === 'NOT_AVAILABLE');
    expect(answer?.from != null).toBe(answer?.code === 'LATER');
  }
});

test('who went is who stays: stays carry the pseudonym, in every version of theirs; holds do not', async () => {
  const today = dayNumber(sampleOptions.today);
  const { log } = await growDemo({ seed: 'arrivals', today: sampleOptions.today, years: 0.25 });
  const { started, promised } = nameArrivals(new Random('names'), log, { today, weeks: 12 });
  expect(started.length).toBeGreaterThan(100);
  expect(promised.length).toBeGreaterThan(5);
  for (const { known, on, unit } of started) {
    const stay = log.current.stay.get(known!.stay)!;
    expect(stay).toMatchObject({ person: known!.pseudonym, from: on, unit });
    for (const { fact } of log.history.stay)
      if (fact.id === stay.id) expect(fact.person).toBe(stay.person);
  }
  for (const { hold, at, startOn } of promised) {
    expect(log.current.hold.get(hold)!.forRef).not.toMatch(/^K-/);
    expect(dayOf(at)).toBeLessThan(today);
    expect(startOn).toBeGreaterThan(today);
  }
}, 30_000);
