import { randomUUID } from 'node:crypto';
import type { Asker, MatrixWorld } from './matrix-world.fixtures.ts';
import type { MadeProposal } from './matrix-world-allocation.fixtures.ts';
import type { Sample } from './matrix-samples.fixtures.ts';

const text = (value: string | null) =>
  value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;

/** A proposal of the region or of the provider, in this state; the first for a row of none. */
function proposalOf(
  world: MatrixWorld,
  state: string,
  of: { region?: string | null; provider?: string | null },
): MadeProposal {
  const there = world.dialogue.proposals;
  return (
    there.find(
      (each) =>
        each.state === state &&
        (of.region == null || each.region === of.region) &&
        (of.provider == null || each.providerId === of.provider),
    ) ?? there.find((each) => each.state === state)!
  );
}

const onUnit = (world: MatrixWorld, region: string | null) => {
  const { unitId, module, providerId } = proposalOf(world, 'DRAFT', { region: 'WVL' });
  return {
    region_code: text(region),
    unit_id: text(unitId),
    module_code: text(module),
    provider_id: text(providerId),
  };
};

/** A message of the asker’s side: the intake’s for an organisation, the access team’s for a region. */
function messageOf(world: MatrixWorld, whose: string | null, asker: Asker, state = 'SENT') {
  const provider = asker.role === 'PI';
  // One that is with a person, or in dialogue where nothing is only sent.
  const found = provider
    ? (world.dialogue.proposals.find((each) => each.providerId === whose && each.state === state) ??
      proposalOf(world, 'IN_DIALOGUE', { provider: whose }))
    : proposalOf(world, state, { region: whose });
  return {
    proposal_id: text(found.id),
    region_code: text(provider ? found.region : whose),
    provider_id: text(provider ? whose : found.providerId),
    kind: `'MESSAGE'`,
    words: `'x'`,
  };
}

/**
 * What may be written in the dialogue. What a change is tried with changes nothing: what may change with which step is
 * another thing, and the slice’s own tests say it.
 */
export const allocationSamples: Record<string, (world: MatrixWorld) => Sample> = {
  'allocation.record': () => ({
    changes: ['kind', `'ROUND'`],
    row: (region) => ({
      kind: `'ROUND'`,
      region_code: text(region),
      content: `'{}'`,
      content_hash: `sha256('y')`,
    }),
  }),
  'allocation.proposal': (world) => ({
    changes: ['lifted_by', 'null'],
    row: (region) => ({ ...onUnit(world, region), start_on: 'platform.today()' }),
  }),
  'allocation.proposal_child': (world) => ({
    changes: ['file_kind', `'VOLUNTARY'`],
    row: (region) => {
      const draft = proposalOf(world, 'DRAFT', { region });
      return {
        proposal_id: text(draft.id),
        region_code: text(region),
        provider_id: text(draft.providerId),
        request_id: text(world.waiting[region === 'OVL' ? 'OVL' : 'WVL'].requestId),
        pseudonym: text(`K-${randomUUID().slice(0, 8).toUpperCase()}`),
        age_years: '10',
        sex: `'F'`,
        security_need: `'NONE'`,
        file_kind: `'VOLUNTARY'`,
      };
    },
  }),
  'allocation.message': (world) => ({
    changes: ['words', 'words'],
    row: (whose, asker) => messageOf(world, whose, asker),
    // Its own, but not shown to it: a draft, and one that is closed.
    notShown: (asker) =>
      ['DRAFT', 'NOT_STARTED', 'WITHDRAWN', 'EXPIRED', 'STARTED'].flatMap((state) =>
        world.dialogue.proposals
          .filter((each) => each.providerId === asker.organisationId && each.state === state)
          .map(({ providerId }) => messageOf(world, providerId, asker, state)),
      ),
  }),
  'allocation.mandate_step': (world) => ({
    changes: ['motive', 'motive'],
    row: (region) => {
      const closed = proposalOf(world, region === 'WVL' ? 'NOT_STARTED' : 'EXPIRED', { region });
      return {
        proposal_id: text(closed.id),
        region_code: text(region),
        provider_id: text(closed.providerId),
        from_grade: '1',
        to_grade: '2',
        motive: `'motive'`,
        heard: `'heard'`,
        agreements: `'[{}]'`,
      };
    },
  }),
  'allocation.follow_up': (world) => ({
    changes: ['provider_words', 'provider_words'],
    row: (region) => {
      const started = proposalOf(world, 'STARTED', { region });
      return {
        proposal_id: text(started.id),
        region_code: text(region),
        provider_id: text(started.providerId),
        request_id: text(started.requestId),
        due_on: 'platform.today() + 45',
      };
    },
  }),
  // A register that steps make: nobody gives a row, so none is tried.
  'allocation.threshold': () => ({ changes: ['ground', `'another ground'`], row: () => null }),
  'allocation.threshold_case': () => ({ changes: ['client_view', `'LACK'`], row: () => null }),
  'allocation.threshold_comment': (world) => ({
    changes: ['words', 'words'],
    row: (whose, asker) => {
      const provider = asker.role === 'PI';
      const found =
        world.dialogue.thresholds.find((each) =>
          provider ? each.providerId === whose : each.region === whose,
        ) ?? world.dialogue.thresholds[0]!;
      return {
        threshold_id: text(found.id),
        provider_id: text(provider ? whose : found.providerId),
        region_code: text(provider ? found.region : whose),
        words: `'words'`,
      };
    },
  }),
  'allocation.inquiry': (world) => ({
    changes: ['answer_words', 'null'],
    row: (region) => ({
      ...onUnit(world, region),
      words: `'is it free'`,
      due_at: 'platform.now()',
    }),
  }),
  'allocation.round': () => ({
    changes: ['figures', 'figures'],
    row: (region) => ({
      region_code: text(region),
      scope: `'REGION'`,
      from_on: 'platform.today()',
    }),
  }),
  'allocation.round_sketch': (world) => ({
    changes: ['content', 'content'],
    row: (region) => {
      const id = world.dialogue.roundIds[region === 'OVL' ? 'OVL' : 'WVL'].bare;
      return { id: text(id), region_code: text(region), content: `'{}'` };
    },
  }),
  'allocation.round_choice': (world) => ({
    changes: ['departure_reason', 'departure_reason'],
    row: (region) => {
      const { sketched, spare } = world.dialogue.roundIds[region === 'OVL' ? 'OVL' : 'WVL'];
      return { round_id: text(sketched), region_code: text(region), request_id: text(spare) };
    },
  }),
};
