import {
  addressed,
  all,
  but,
  changeable,
  type Cells,
  forAll,
  given,
  type OracleTable,
  own,
  region,
  table,
  words,
} from './oracle-table.ts';

/** The access team and its supervisor lead the dialogue of their region, and read what is led elsewhere. */
const team = ['AT', 'AS'] as const;
/** The provider's house: its intake alone takes part in the dialogue; both answer questions about a unit. */
const house = ['PI', 'PC'] as const;

const superseded = words('known_until superseded_by seq');
const whose = { ownedBy: 'provider_id', ofRegion: 'region_code' };

const record = words(
  'id kind region_code rule_set_version content content_hash made_by at event_id',
);
const proposal = words(
  `id region_code unit_id module_code provider_id start_on state grade urgent due_at sent_at sent answered_at closed_at
   client_heard record_id rank_in_record lanes exempt departure_code departure_reason decline_code decline_words declined_by liftable
   lifted_by end_reason event_id known_from`,
);
/** How the child came from the list, and why it ended on the access team's side: never the provider's. */
const choice = words(
  'record_id rank_in_record lanes exempt departure_code departure_reason end_reason',
);
const proposalDated = words('sent sent_at answered_at closed_at');
const answer = words('state start_on decline_code decline_words declined_by liftable lifted_by');
const child = words(
  `id proposal_id region_code provider_id request_id pseudonym place_id hold_id stay_id age_years unborn sex needs
   security_need indications file_kind shown busy state_before event_id known_from`,
);
/** What leads back to the list. */
const childOnList = words('region_code request_id busy state_before');
const childFollows = words('hold_id stay_id shown busy state_before');
const message = words(
  `id seq proposal_id region_code provider_id side kind words other_unit_id other_start_on needed_from needed_by
   answers_id shown at person_name event_id`,
);
const messageSigned = words('side shown at person_name');
const mandate = words(
  'id seq proposal_id region_code provider_id from_grade to_grade motive heard agreements decided_by at event_id',
);
const inquiry = words(
  `id region_code unit_id module_code provider_id words due_at state answer answer_reason answer_words available_from
   answered_at asked_at event_id known_from`,
);
const ledBy = words('subject_id region_code person_id role_code since');
const followUp = words(
  `id proposal_id region_code provider_id request_id stay_id pseudonym after_days due_on state open provider_view
   provider_words provider_at provider_name result words next_step done_at person_name event_id known_from`,
);
/** What comes of it is the access team's; what the provider says of it is all that the provider writes. */
const followUpHidden = words('request_id state result words next_step done_at person_name');
const followUpSigned = words(
  'stay_id pseudonym after_days open provider_at provider_name done_at person_name',
);
const followUpView = words('provider_view provider_words');
const inquiryAnswer = words('state answer answer_reason answer_words available_from answered_at');

const round = words(
  `id region_code scope from_on state record_id figures failed_because made_by person_name begun_at drawn_at closed_at
   event_id known_from`,
);
const roundSigned = words('made_by person_name begun_at drawn_at closed_at');
const sketch = words('id region_code content event_id');
const roundChoice = words(
  `id round_id region_code request_id unit_id module_code departure_code departure_reason proposal_id person_name
   event_id known_from`,
);
const threshold = words(
  'id provider_id region_code module_code code side first_at state ground event_id known_from',
);
const thresholdCase = words(
  `id threshold_id provider_id region_code source proposal_id inquiry_id declined_by liftable client_view at event_id
   known_from`,
);
const talk = words('proposal_id region_code provider_id first_at');
const thresholdComment = words(
  'id seq threshold_id provider_id region_code side words person_name at event_id',
);

/** What was: the access team's, written by nobody. A provider has no past of a proposal. */
const history = (columns: string[]) => {
  const kept = [...columns, ...superseded];
  return table({
    ...whose,
    key: ['seq'],
    columns: kept,
    read: forAll(team, all(kept)),
    jobs: 'adds',
  });
};

/** What the team may begin and change in its own region, but for what the database says itself. */
const led = (columns: string[], filled: string[]) => ({
  create: forAll(team, region(but(given(columns), ...filled))),
  change: forAll(team, region(but(changeable(columns), ...filled))),
});

/** Read by the team in all regions, and by the intake that it is addressed to; but for what is the list's. */
const shown = (columns: string[], hidden: string[]): Cells => ({
  ...forAll(team, all(columns)),
  PI: addressed(but(columns, ...hidden)),
});

/** Of a region and of no provider: what was, of rounds. */
const roundHistory = (columns: string[]) => {
  const kept = [...columns, ...superseded];
  return table({
    ofRegion: 'region_code',
    key: ['seq'],
    columns: kept,
    read: forAll(team, all(kept)),
    jobs: 'adds',
  });
};

const proposalLed = led(proposal, proposalDated);
const inquiryLed = led(inquiry, []);
const followUpLed = led(followUp, followUpSigned);

export const allocationOracle: Record<string, OracleTable> = {
  // D9: what was looked at and in which order.
  'allocation.record': table({
    ofRegion: 'region_code',
    columns: record,
    read: forAll(team, all(record)),
    create: forAll(team, region(but(given(record), 'made_by', 'at'))),
    jobs: 'adds',
  }),
  // D8: addressed once it is sent; the provider keeps its own answer, and changes nothing else.
  'allocation.proposal': table({
    ...whose,
    addressedBy: 'sent',
    columns: proposal,
    read: shown(proposal, choice),
    create: proposalLed.create,
    change: { ...proposalLed.change, PI: addressed(answer) },
    jobs: 'everything',
  }),
  'allocation.proposal_history': history(proposal),
  // D6 "a only": the child is shown while the proposal is open.
  'allocation.proposal_child': table({
    ...whose,
    addressedBy: 'shown',
    columns: child,
    read: shown(child, childOnList),
    ...led(child, childFollows),
    jobs: 'everything',
  }),
  'allocation.proposal_child_history': history(child),
  // D12: the own threads; of the access team its region's.
  'allocation.message': table({
    ...whose,
    addressedBy: 'shown',
    columns: message,
    read: { ...forAll(team, region(message)), PI: addressed(message) },
    create: {
      ...forAll(team, region(but(given(message), ...messageSigned))),
      PI: addressed(but(given(message), ...messageSigned)),
    },
    jobs: 'adds',
  }),
  // Whether there was talk before an answer, for figures: nothing of what was said.
  'allocation.talk': table({
    ...whose,
    key: ['proposal_id'],
    columns: talk,
    read: forAll(team, all(talk)),
    jobs: 'adds',
  }),
  'allocation.mandate_step': table({
    ...whose,
    columns: mandate,
    read: forAll(team, all(mandate)),
    create: forAll(team, region(but(given(mandate), 'decided_by', 'at'))),
    jobs: 'adds',
  }),
  // D8: a question to one provider about one unit, no child in it.
  'allocation.inquiry': table({
    ...whose,
    columns: inquiry,
    read: { ...forAll(team, all(inquiry)), ...forAll(house, own(inquiry)) },
    create: inquiryLed.create,
    change: { ...inquiryLed.change, ...forAll(house, own(inquiryAnswer)) },
    jobs: 'everything',
  }),
  // Who of the team is told what came of it; the steps write it, nobody else.
  'allocation.led_by': table({
    ofRegion: 'region_code',
    key: ['subject_id'],
    columns: ledBy,
    read: forAll(team, all(ledBy)),
    jobs: 'everything',
  }),
  // What stood in the way: read by the team and by the intake of the house it is of; its region's team says what is done.
  'allocation.threshold': table({
    ...whose,
    columns: threshold,
    read: { ...forAll(team, all(threshold)), PI: own(threshold) },
    change: forAll(team, region(words('state ground'))),
    jobs: 'everything',
  }),
  'allocation.threshold_history': history(threshold),
  // How the client sees it is the team's.
  'allocation.threshold_case': table({
    ...whose,
    columns: thresholdCase,
    read: {
      ...forAll(team, all(thresholdCase)),
      PI: own(but(thresholdCase, 'client_view', 'event_id', 'known_from')),
    },
    change: forAll(team, region(words('client_view event_id'))),
    jobs: 'everything',
  }),
  'allocation.threshold_case_history': history(thresholdCase),
  'allocation.threshold_comment': table({
    ...whose,
    columns: thresholdComment,
    read: { ...forAll(team, all(thresholdComment)), PI: own(thresholdComment) },
    create: {
      ...forAll(team, region(but(given(thresholdComment), 'side', 'person_name', 'at'))),
      PI: own(but(given(thresholdComment), 'side', 'person_name', 'at')),
    },
    jobs: 'adds',
  }),
  'allocation.inquiry_history': history([...inquiry]),
  // D10 "R c (own)": how a stay goes, the provider's while it is asked.
  'allocation.follow_up': table({
    ...whose,
    addressedBy: 'open',
    columns: followUp,
    read: shown(followUp, followUpHidden),
    create: followUpLed.create,
    change: { ...followUpLed.change, PI: addressed(followUpView) },
    jobs: 'everything',
  }),
  'allocation.follow_up_history': history(followUp),
  // D9 and how a child came from the list: rounds are the access team's, made and changed in its own region.
  'allocation.round': table({
    ofRegion: 'region_code',
    columns: round,
    read: forAll(team, all(round)),
    ...led(round, roundSigned),
    jobs: 'everything',
  }),
  'allocation.round_history': roundHistory(round),
  'allocation.round_sketch': table({
    ofRegion: 'region_code',
    columns: sketch,
    read: forAll(team, all(sketch)),
    create: forAll(team, region(given(sketch))),
    jobs: 'adds',
  }),
  // One's own change is taken back: the region's.
  'allocation.round_choice': table({
    ofRegion: 'region_code',
    columns: roundChoice,
    read: forAll(team, all(roundChoice)),
    ...led(roundChoice, ['person_name']),
    remove: { AT: 'region', AS: 'region' },
    jobs: 'everything',
  }),
  'allocation.round_choice_history': roundHistory(roundChoice),
};
