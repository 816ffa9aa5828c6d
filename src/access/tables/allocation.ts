import type { TableRecord } from './table-record.ts';

const version = ['event_id', 'known_from'];
const superseded = ['known_until', 'superseded_by', 'seq'];

// What the provider that it is addressed to may read of a proposal, and what it answers.
const proposal = [
  'id',
  'region_code',
  'unit_id',
  'module_code',
  'provider_id',
  'grade',
  'urgent',
  'due_at',
  'sent_at',
  'sent',
  'answered_at',
  'closed_at',
  'client_heard',
  ...version,
];
const answer = [
  'state',
  'start_on',
  'decline_code',
  'decline_words',
  'declined_by',
  'liftable',
  'lifted_by',
];
// How it came from the list: nothing of it is a provider's.
const choice = [
  'record_id',
  'rank_in_record',
  'lanes',
  'exempt',
  'departure_code',
  'departure_reason',
  'end_reason',
];

const child = [
  'id',
  'proposal_id',
  'provider_id',
  'pseudonym',
  'place_id',
  'hold_id',
  'stay_id',
  'age_years',
  'unborn',
  'sex',
  'needs',
  'security_need',
  'indications',
  'file_kind',
  'shown',
  ...version,
];
const childOnList = ['region_code', 'request_id', 'busy', 'state_before'];
const inquiry = [
  'id',
  'region_code',
  'unit_id',
  'module_code',
  'provider_id',
  'words',
  'due_at',
  'asked_at',
  ...version,
];
const inquiryAnswer = [
  'state',
  'answer',
  'answer_reason',
  'answer_words',
  'available_from',
  'answered_at',
];

// How a stay goes: which one and when it is asked; how the provider sees it; what comes of it, the access team's.
const followUp = [
  'id',
  'proposal_id',
  'region_code',
  'provider_id',
  'stay_id',
  'pseudonym',
  'after_days',
  'due_on',
  'open',
  'provider_at',
  'provider_name',
  ...version,
];
const followUpView = ['provider_view', 'provider_words'];
const followUpResult = [
  'request_id',
  'state',
  'result',
  'words',
  'next_step',
  'done_at',
  'person_name',
];
const round = [
  'id',
  'region_code',
  'scope',
  'from_on',
  'state',
  'record_id',
  'figures',
  'failed_because',
  'made_by',
  'person_name',
  'begun_at',
  'drawn_at',
  'closed_at',
  ...version,
];
const roundChoice = [
  'id',
  'round_id',
  'region_code',
  'request_id',
  'unit_id',
  'module_code',
  'departure_code',
  'departure_reason',
  'proposal_id',
  'person_name',
  ...version,
];
// What stood in the way, made by the step that it follows from; nothing of it is written by hand.
const threshold = [
  'id',
  'provider_id',
  'region_code',
  'module_code',
  'code',
  'side',
  'first_at',
  ...version,
];
const thresholdFollowUp = ['state', 'ground'];
const thresholdCase = [
  'id',
  'threshold_id',
  'provider_id',
  'region_code',
  'source',
  'proposal_id',
  'inquiry_id',
  'declined_by',
  'liftable',
  'at',
];
// When it was last touched would tell the provider that the client was asked.
const clientView = ['client_view', ...version];

const of = { organisation: 'provider_id', region: 'region_code' };

/** The dialogue about a place: the access team leads it, a provider sees what is addressed to it while it is open. */
export const allocationTables: Record<string, TableRecord> = {
  'allocation.record': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    columns: {
      D9: [
        'id',
        'kind',
        'region_code',
        'rule_set_version',
        'content',
        'content_hash',
        'made_by',
        'at',
        'event_id',
      ],
    },
  },
  'allocation.proposal': {
    ...of,
    addressed: 'sent',
    columns: { D8: proposal, D8A: answer, D8L: choice },
  },
  'allocation.proposal_history': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: [...proposal, ...answer, ...choice, ...superseded] },
  },
  'allocation.proposal_child': {
    ...of,
    addressed: 'shown',
    columns: { D8: child, D8L: childOnList },
  },
  'allocation.proposal_child_history': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: [...child, ...childOnList, ...superseded] },
  },
  'allocation.message': {
    ...of,
    addressed: 'shown',
    appendOnly: true,
    columns: {
      D12: [
        'id',
        'seq',
        'proposal_id',
        'region_code',
        'provider_id',
        'side',
        'kind',
        'words',
        'other_unit_id',
        'other_start_on',
        'needed_from',
        'needed_by',
        'answers_id',
        'shown',
        'at',
        'person_name',
        'event_id',
      ],
    },
  },
  'allocation.talk': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: ['proposal_id', 'region_code', 'provider_id', 'first_at'] },
  },
  'allocation.mandate_step': {
    ...of,
    appendOnly: true,
    columns: {
      D8L: [
        'id',
        'seq',
        'proposal_id',
        'region_code',
        'provider_id',
        'from_grade',
        'to_grade',
        'motive',
        'heard',
        'agreements',
        'decided_by',
        'at',
        'event_id',
      ],
    },
  },
  // Written by the steps themselves: who is told what came of them.
  'allocation.led_by': {
    organisation: null,
    region: 'region_code',
    derived: true,
    columns: { D8L: ['subject_id', 'region_code', 'person_id', 'role_code', 'since'] },
  },
  'allocation.threshold': {
    ...of,
    columns: { D8T: threshold, D8TF: thresholdFollowUp },
  },
  'allocation.threshold_history': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: [...threshold, ...thresholdFollowUp, ...superseded] },
  },
  'allocation.threshold_case': {
    ...of,
    columns: { D8T: thresholdCase, D8L: clientView },
  },
  'allocation.threshold_case_history': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: [...thresholdCase, ...clientView, ...superseded] },
  },
  'allocation.threshold_comment': {
    ...of,
    appendOnly: true,
    columns: {
      D8TA: [
        'id',
        'seq',
        'threshold_id',
        'provider_id',
        'region_code',
        'side',
        'words',
        'person_name',
        'at',
        'event_id',
      ],
    },
  },
  'allocation.inquiry': { ...of, columns: { D8Q: inquiry, D8QA: inquiryAnswer } },
  'allocation.inquiry_history': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: [...inquiry, ...inquiryAnswer, ...superseded] },
  },
  'allocation.follow_up': {
    ...of,
    addressed: 'open',
    columns: { D8: followUp, D8A: followUpView, D8L: followUpResult },
  },
  'allocation.follow_up_history': {
    ...of,
    appendOnly: true,
    derived: true,
    columns: { D8L: [...followUp, ...followUpView, ...followUpResult, ...superseded] },
  },
  // A round over the list, what is made of it by hand, and what became of it: nothing of it is a provider's.
  'allocation.round': { organisation: null, region: 'region_code', columns: { D8L: round } },
  'allocation.round_history': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    derived: true,
    columns: { D8L: [...round, ...superseded] },
  },
  'allocation.round_sketch': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    columns: { D9: ['id', 'region_code', 'content', 'event_id'] },
  },
  'allocation.round_choice': {
    organisation: null,
    region: 'region_code',
    undo: true,
    columns: { D8L: roundChoice },
  },
  'allocation.round_choice_history': {
    organisation: null,
    region: 'region_code',
    appendOnly: true,
    derived: true,
    columns: { D8L: [...roundChoice, ...superseded] },
  },
};
