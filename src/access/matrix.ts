import type { ApplicationRole } from '../platform/db/roles.ts';

/**
 * Who may do what with which class of data, from the design's access matrix. Letters: L list, R read,
 * C create, U change (and undo). Scope: `*` all, `o` own organisation, `r` own region, `s` own person,
 * `a` addressed to the own organisation and open, `b` opened in an emergency and only read,
 * `w` of a child on whose file one has a window;
 * a cell may have several: `LR * CU r` reads everywhere and writes in the own region.
 * What is not written is refused. Grants and policies are made from this table; the tests hold it
 * against an oracle that was written apart from it.
 */
export type DataClass =
  | 'D0'
  | 'D1'
  | 'D2'
  | 'D2R'
  | 'D2P'
  | 'D2V'
  | 'D2H'
  | 'D2Q'
  | 'D2K'
  | 'D4'
  | 'D4K'
  | 'D6'
  | 'D6F'
  | 'D6C'
  | 'D7'
  | 'D7F'
  | 'D6K'
  | 'D7K'
  | 'D8'
  | 'D8A'
  | 'D8L'
  | 'D8Q'
  | 'D8QA'
  | 'D8T'
  | 'D8TF'
  | 'D8TA'
  | 'D8F'
  | 'D8M'
  | 'D8K'
  | 'D8C'
  | 'D8CA'
  | 'D8CB'
  | 'D8R'
  | 'D12R'
  | 'D9'
  | 'D11'
  | 'D11H'
  | 'D17W'
  | 'D9W'
  | 'D10P'
  | 'D7P'
  | 'D12Q'
  | 'D13L'
  | 'D13W'
  | 'D17M'
  | 'D12'
  | 'D12N'
  | 'D12S'
  | 'D12M'
  | 'D12K'
  | 'D13'
  | 'D14'
  | 'D14F'
  | 'D14I'
  | 'D13E'
  | 'D15'
  | 'D15K'
  | 'D15N'
  | 'D15B'
  | 'D17'
  | 'D17O'
  | 'D18'
  | 'D19'
  | 'TECHNICAL';

export type Scope = '*' | 'o' | 'r' | 's' | 'a' | 'b' | 'w';
export type Cell = `${string} ${Scope}`;

const ofEverybody = (cell: Cell): Record<ApplicationRole, Cell> => ({
  AT: cell,
  AS: cell,
  CR: cell,
  PI: cell,
  PC: cell,
  FS: cell,
  FF: cell,
  AN: cell,
  RB: cell,
  JJ: cell,
  CH: cell,
  PA: cell,
  TP: cell,
  RG: cell,
  AD: cell,
  PO: cell,
  OP: cell,
});

/** Who runs the machine works with none of what is in it. */
function withoutOperations(cells: Partial<Record<ApplicationRole, Cell>>) {
  const others = { ...cells };
  delete others.OP;
  return others;
}
const ofWindows = { CH: 'LR w', PA: 'LR w', TP: 'LR w' } as const;

export const matrix: Record<DataClass, Partial<Record<ApplicationRole, Cell>>> = {
  D0: {
    AT: 'LR *',
    AS: 'LR *',
    CR: 'LR *',
    PI: 'LR *',
    PC: 'LR *',
    FS: 'LR *',
    FF: 'LR *',
    AN: 'LR *',
    RB: 'LR *',
    JJ: 'LR *',
    CH: 'LR *',
    PA: 'LR *',
    TP: 'LR *',
    RG: 'LR *',
    AD: 'LRCU *',
    PO: 'LR *',
    OP: 'LR *',
  },
  D1: {
    AT: 'LR *',
    AS: 'LR *',
    CR: 'LR *',
    PI: 'LR *',
    PC: 'LRU o',
    FS: 'LR *',
    FF: 'LR *',
    AN: 'LR *',
    RB: 'LR *',
    JJ: 'LR *',
    PO: 'LR *',
  },
  // The crisis desk looks for a place in every region; a foster-care service reads its own, and registers it as PC does
  // (docs/decisions/0029).
  D2: { AT: 'LR *', AS: 'LR *', CR: 'LR *', PI: 'LR o', PC: 'LRCU o', FS: 'LR o' },
  D2R: { AT: 'LR *', AS: 'LRCU *', CR: 'LR *', PI: 'LR o', PC: 'LR o', FS: 'LR o' },
  D2P: { PI: 'LR o', PC: 'LRCU o' },
  D2V: { AT: 'LR *', AS: 'LRU *', CR: 'LR *', PI: 'LR o', PC: 'LRCU o', FS: 'LR o' },
  D2H: {
    AT: 'LRC *',
    AS: 'LRC *',
    CR: 'C *',
    PI: 'LRC o',
    PC: 'LRCU o',
    FS: 'LRC o',
    FF: 'C o',
    RG: 'C o',
    PO: 'C *',
  },
  D2Q: { AT: 'LRCU *', AS: 'LRCU *', CR: 'LR *', PI: 'LR o', PC: 'LR o', FS: 'LR o' },
  // Children who wait: who they are and words about them in the own region alone; the rest everywhere, under
  // pseudonym. AS makes and changes as AT does until registrars have a log-in (docs/decisions/0020).
  D4: { AT: 'LRCU r', AS: 'LRCU r', PO: 'R b' },
  D6: { AT: 'LR * CU r', AS: 'LR * CU r' },
  D7: { AT: 'LRCU r', AS: 'LRCU r', PO: 'R b' },
  D9: { AT: 'LR * C r', AS: 'LR * C r' },
  // The dialogue: the access team leads its own region's and reads all, the provider's intake reads and answers what is
  // addressed to it while it is open; how a child came from the list is the access team's alone.
  D8: { AT: 'LR * CU r', AS: 'LR * CU r', PI: 'LR a' },
  D8A: { AT: 'LR * CU r', AS: 'LR * CU r', PI: 'LRU a' },
  D8L: { AT: 'LR * CU r', AS: 'LR * CU r' },
  D8Q: { AT: 'LR * CU r', AS: 'LR * CU r', PI: 'LR o', PC: 'LR o' },
  D8QA: { AT: 'LR * CU r', AS: 'LR * CU r', PI: 'LRU o', PC: 'LRU o' },
  // What stood in the way: read as answers are, by the provider's intake its own; the access team of the region follows up.
  D8T: { AT: 'LR *', AS: 'LR *', PI: 'LR o' },
  D8TF: { AT: 'LR * U r', AS: 'LR * U r', PI: 'LR o' },
  D8TA: { AT: 'LR * C r', AS: 'LR * C r', PI: 'LRC o' },
  // Crisis foster care: a service its own; a family its own file, ten fields of a card while it fits, and what it needs to
  // know once both said yes. The crisis desk and the access team bring requests in and see how they stand.
  D6F: { FS: 'LRCU o', CR: 'LRC *', AT: 'LRC r', AS: 'LRC r' },
  D6C: { FS: 'LR o', FF: 'LR s' },
  D7F: { FS: 'LRCU o', FF: 'LR s' },
  D8F: { FS: 'LRU o', FF: 'LRU s' },
  D8M: { FS: 'LRCU o', FF: 'LRU s' },
  D8K: { FS: 'LRU o' },
  D11: { FS: 'LRCU o', FF: 'LRU s' },
  D11H: { FS: 'LR o' },
  // Crisis: the desk writes its own region's and reads what other desks have under pseudonym; who a minor is and what was
  // said of it stay in the region. A partner sees what it is asked while that is open; a registrar the state of its own.
  D2K: { AT: 'LR *', AS: 'LR *', CR: 'LR * CU r' },
  D4K: { CR: 'LRCU r R b', PO: 'R b' },
  D6K: { AT: 'LR r', AS: 'LR r', CR: 'LR * CU r' },
  D7K: { CR: 'LRC r R b', PO: 'R b' },
  D8C: { AT: 'LR r', AS: 'LR r', CR: 'LR * CU r' },
  D8CA: { AT: 'LR r', AS: 'LR r', CR: 'LR * CU r', PI: 'LR a' },
  D8CB: { AT: 'LR r', AS: 'LR r', CR: 'LR * CU r', PI: 'LR a' },
  D8R: { CR: 'LR *', JJ: 'LR o', RG: 'LR o' },
  D12R: { CR: 'LR r' },
  D12K: { CR: 'LR * CU r' },
  // The person's window. The access team gives windows and answers what is asked; a child, a parent and a trusted person
  // read parts and their own questions by row, and of the request what functions give them by what their window allows.
  D17W: { AT: 'LR r', AS: 'LR r' },
  D9W: ofWindows,
  D10P: { ...ofWindows, AT: 'LR r', AS: 'LR r' },
  D7P: { ...ofWindows, AT: 'LR r', AS: 'LR r' },
  D12Q: { ...ofWindows, AT: 'LR r', AS: 'LR r' },
  D13L: {},
  D13W: { ...ofWindows, AT: 'LR r', AS: 'LR r' },
  D17M: ofWindows,
  D12: { AT: 'LRC r', AS: 'LRC r', PI: 'LRC a' },
  D12N: ofEverybody('LR s'),
  D12S: ofEverybody('LRCU s'),
  // Addresses of people of the house and what waits for them: the sending job's alone.
  D12M: {},
  D13: {},
  // Read by the privacy officer; operations are told how it stands by a function, without a line of it.
  D14: { PO: 'LR *' },
  D14F: { PO: 'LR *' },
  D14I: { OP: 'LR *' },
  // Readings in an emergency: who opened one sees their own, the supervisors and the privacy officer look at all of them.
  D13E: { CR: 'LR s', AS: 'LR *', PO: 'LR *' },
  // Released figures are for whoever works with them; the magistrate reads what is published, no more.
  D15: {
    AT: 'LR *',
    AS: 'LR *',
    CR: 'LR *',
    PI: 'LR *',
    PC: 'LR *',
    FS: 'LR *',
    FF: 'LR *',
    AN: 'LR *',
    RB: 'LR *',
    JJ: 'LR *',
    PO: 'LR *',
  },
  // Counts of crisis, not released: a desk its own region's, the access team all. The note to a board is the desk's until it
  // is sent; what was sent, the board of the region reads.
  D15K: { AT: 'LR *', AS: 'LR *', CR: 'LR r' },
  D15N: { CR: 'LRCU r' },
  D15B: { AT: 'LR *', AS: 'LR *', CR: 'LR r', RB: 'LR r' },
  // The privacy officer reads, and blocks by a function.
  D17: { AD: 'LRCU *', PO: 'LR *' },
  D17O: { AD: 'LRCU *', AS: 'LRCU o', PI: 'LRCU o', PC: 'LRCU o', FS: 'LRCU o' },
  // Published; what is approved no longer changes, and approving is a function's.
  D18: { ...withoutOperations(ofEverybody('LR *')), AS: 'LRCU *' },
  D19: { AS: 'LRCU o', PI: 'LR o', PC: 'LRCU o' },
  TECHNICAL: {},
};

export interface ClassRecord {
  title: string;
  purpose: string;
  legalBasis: string;
  retention: string;
}

const rights =
  'Decree of 7 May 2004 on the legal position of minors in youth help; GDPR art. 12 and 15';
const access = 'Decree of 12 July 2013 on integrated youth help, access and capacity';

/** What each class is, why it is kept, on what ground and how long. */
export const classes: Record<DataClass, ClassRecord> = {
  D0: {
    title: 'Reference data: areas, code lists, settings',
    purpose: 'One language for places, areas and settings',
    legalBasis: 'No personal data',
    retention: 'Kept with their dates',
  },
  D1: {
    title: 'Offer catalogue: who offers what and where, no occupancy',
    purpose: 'Finding the way to help',
    legalBasis: access,
    retention: 'Kept with their dates',
  },
  D2: {
    title: 'Capacity and free places per unit',
    purpose: 'Guiding children to places that are really free',
    legalBasis: access,
    retention: 'Ten years, then only the weekly snapshots',
  },
  D2R: {
    title: 'Register of recognitions',
    purpose: 'The recognised capacity that all figures start from',
    legalBasis: 'Order of 5 April 2019 on recognition and subsidy',
    retention: 'Ten years after the last day of validity',
  },
  D2P: {
    title: 'What a stay tells of one child, under pseudonym',
    purpose: 'The provider’s own register of who stays',
    legalBasis: access,
    retention: 'Five years after the end of the stay',
  },
  D2V: {
    title: 'Register of reconversions, from plan to registered at the source',
    purpose:
      'Places that change their module are seen to do so and never counted as free meanwhile',
    legalBasis: 'Order of 5 April 2019 on recognition and subsidy',
    retention: 'Ten years after the step that ended it',
  },
  D2H: {
    title: 'Change history of capacity',
    purpose: 'Every figure can be traced to who changed what, and undone',
    legalBasis: access,
    retention: 'Ten years',
  },
  D2Q: {
    title: 'Reports that a place in the figures is not there',
    purpose: 'Figures that can be trusted: what was found out is shown beside them',
    legalBasis: access,
    retention: 'Ten years',
  },
  D2K: {
    title: 'The crisis network: partners, what they pledged and until when',
    purpose: 'Finding help within hours',
    legalBasis: `${access}; crisis youth help`,
    retention: 'Ten years',
  },
  D4K: {
    title: 'Who a minor in a crisis request is, as far as it is known',
    purpose: 'Helping this child tonight; knowing that two calls are about one child',
    legalBasis: `${access}; crisis youth help`,
    retention: 'One year after the request was closed, or with the file of the child',
  },
  D6K: {
    title: 'A crisis request and its minors, under pseudonym',
    purpose: 'Finding help within hours and seeing what is not found',
    legalBasis: `${access}; crisis youth help`,
    retention: 'Five years after the request was closed',
  },
  D7K: {
    title: 'Words of the crisis desk: the case, the consult, from one shift to the next',
    purpose: 'Knowing what was said, without asking the child again',
    legalBasis: `${access}; crisis youth help; GDPR art. 9(2)(h)`,
    retention: 'One year after the request was closed',
  },
  D8C: {
    title: 'Crisis: who was asked by whom, what was given, until when, what came next',
    purpose: 'Every search ends in a registered result; no child falls between two desks',
    legalBasis: `${access}; crisis youth help`,
    retention: 'Five years after the request was closed',
  },
  D8CA: {
    title: 'Question to a partner of the crisis network: a child without a name, and until when',
    purpose: 'An answer within a day',
    legalBasis: `${access}; crisis youth help`,
    retention: 'Five years; from the partner it goes when it is answered',
  },
  D8CB: {
    title: 'Answer of a partner of the crisis network',
    purpose: 'An answer within a day, refusals can be accounted for',
    legalBasis: `${access}; crisis youth help`,
    retention: 'Five years',
  },
  D8R: {
    title: 'What a registrar may know of what it registered: in hand, or how it ended',
    purpose: 'Who asked for help hears what became of it',
    legalBasis: `${access}; crisis youth help`,
    retention: 'One year after the request was closed',
  },
  D12R: {
    title: 'Who registered a crisis for an organisation, and where the desk calls back',
    purpose: 'Asking what lacks, saying what was found',
    legalBasis: `${access}; crisis youth help`,
    retention: 'One year after the request was closed',
  },
  D12K: {
    title: 'Who answers the crisis telephone when',
    purpose: 'Somebody answers, day and night',
    legalBasis: 'Performance of the tasks of the services concerned',
    retention: 'One year after the turn',
  },
  D4: {
    title: 'Who a child is that waits: names, file number, day of birth',
    purpose: 'Guiding this child; knowing that two requests are one child’s',
    legalBasis: access,
    retention: 'Five years after the last request was closed',
  },
  D6: {
    title: 'What is asked for a child, under pseudonym: profile, wishes, siblings, priority',
    purpose: 'Putting requests in order and finding the place that fits',
    legalBasis: access,
    retention: 'Five years after the last request was closed',
  },
  D7: {
    title: 'Words about a child that waits',
    purpose: 'What a place must know or keep apart, said by who knows the child',
    legalBasis: `${access}; GDPR art. 9(2)(h)`,
    retention: 'Five years after the last request was closed',
  },
  D9: {
    title: 'Place in the order: what was found, by which rules, every rise and fall',
    purpose: 'An order that can be explained to the child and checked by others',
    legalBasis: access,
    retention: 'Ten years; under pseudonym alone once the request is closed five years',
  },
  D8: {
    title: 'Proposal to a provider: which place, until when, which child under pseudonym',
    purpose: 'Leading a child to a concrete place, in dialogue',
    legalBasis: access,
    retention:
      'As long as the file of the child; from the provider it goes when the proposal closes',
  },
  D8A: {
    title: 'Answer to a proposal: state, day of the start, refusal with its reason',
    purpose: 'Every search ends in a registered result, refusals can be accounted for',
    legalBasis: access,
    retention: 'As long as the file of the child',
  },
  D8L: {
    title: 'How a proposal came from the list: record, rank, departure from the order, mandate',
    purpose: 'An order that can be explained and checked',
    legalBasis: access,
    retention: 'As long as the file of the child',
  },
  D8Q: {
    title: 'Question to a provider about a unit, with its term',
    purpose: 'Knowing whether a place is really free',
    legalBasis: access,
    retention: 'Ten years',
  },
  D8QA: {
    title: 'Answer to a question about a unit',
    purpose: 'Knowing whether a place is really free',
    legalBasis: access,
    retention: 'Ten years',
  },
  D8T: {
    title: 'Register of thresholds: why help did not start, by organisation and module',
    purpose: 'Lack of supply told from exclusion with figures instead of opinions (R116-R118)',
    legalBasis: access,
    retention: 'Ten years; no data of a child in it',
  },
  D8TF: {
    title: 'What is done about a threshold, or on which ground it is accepted',
    purpose: 'Thresholds are lifted, or justified to everybody',
    legalBasis: access,
    retention: 'Ten years',
  },
  D8TA: {
    title: 'Comments on a threshold, of the provider and of the access team',
    purpose: 'Whoever is counted may say how it was',
    legalBasis: access,
    retention: 'Ten years',
  },
  D6F: {
    title: 'Request for crisis foster care: codes and numbers, no name and no words',
    purpose: 'Finding a family for tonight, by distance',
    legalBasis: access,
    retention: 'Five years after the request was closed',
  },
  D6C: {
    title: 'Card of a crisis request: ten fields that at least five requests of the year share',
    purpose: 'Families say whether they can, without knowing who the child is',
    legalBasis: `${access}; GDPR art. 5(1)(c)`,
    retention: 'Before the family as long as it is open and fits; the log of who saw it ten years',
  },
  D7F: {
    title: 'What a foster family needs to know of the child that comes',
    purpose: 'Care from the first evening on',
    legalBasis: `${access}; GDPR art. 9(2)(h)`,
    retention: 'Until the stay ends, or at once after a refusal for the family',
  },
  D8F: {
    title: 'Answer of a family to a card, and when it was seen',
    purpose: 'Knowing within minutes who can',
    legalBasis: access,
    retention: 'Ten years',
  },
  D8M: {
    title: 'Match of a request and a family, as both see it',
    purpose: 'Both say yes before anything is told; no place is given twice',
    legalBasis: access,
    retention: 'Five years after the stay ended',
  },
  D8K: {
    title: 'Whom a card was shown to, how far, what stood in the way; why a match ended',
    purpose: 'The service leads; who saw what is known',
    legalBasis: `${access}; GDPR art. 32`,
    retention: 'Ten years',
  },
  D11: {
    title: 'File of a foster family: who it is, what it can do, when it is there; no address',
    purpose: 'Asking the families that can, and no others',
    legalBasis: 'Decree of 29 June 2012 on foster care',
    retention: 'Five years after the family ended; a refusal erases who it was at once',
  },
  D11H: {
    title: 'What the file of a foster family said before',
    purpose: 'Every card can be explained by what was known',
    legalBasis: 'Decree of 29 June 2012 on foster care',
    retention: 'Five years after the family ended',
  },
  D17W: {
    title: 'Who has a window on whose file, what it allows and on which ground it is limited',
    purpose:
      'The child, each parent and the trusted person see what is theirs to see, and nobody else',
    legalBasis: rights,
    retention: 'Ten years after the window ended',
  },
  D9W: {
    title: 'What a window shows of the request: where it stands, the place in the order, decisions',
    purpose: 'Knowing what is decided about oneself, and why',
    legalBasis: rights,
    retention: 'Not kept apart: read from the file',
  },
  D10P: {
    title: 'Parts of a file: which there are, since when, of which class',
    purpose: 'Access to one’s file, with what is withheld shown as withheld',
    legalBasis: rights,
    retention: 'As long as the file of the child',
  },
  D7P: {
    title: 'The words of a part of a file',
    purpose: 'Access to one’s file',
    legalBasis: `${rights}; GDPR art. 9(2)(h)`,
    retention: 'As long as the file of the child',
  },
  D12Q: {
    title: 'Objection, correction, complaint, addition: what was asked, until when, the answer',
    purpose: 'Whoever a file is about can have it looked at again, and hears why',
    legalBasis: `${rights}; GDPR art. 16, 18 and 21`,
    retention: 'As long as the file of the child',
  },
  D13L: {
    title: 'The log of looks by child, of children on whose file somebody has a window',
    purpose: 'Answering who looked without searching the log',
    legalBasis: 'GDPR art. 15; C-579/21',
    retention: 'As long as the log of looks',
  },
  D13W: {
    title: 'Who looked at a file, as a window shows it',
    purpose: 'Knowing who looked, and why',
    legalBasis: 'GDPR art. 15; C-579/21',
    retention: 'Not kept apart: read from the log of looks',
  },
  D17M: {
    title: 'Which windows one has oneself, without a name',
    purpose: 'A page that is open closes when its window does',
    legalBasis: rights,
    retention: 'Not kept apart',
  },
  D12: {
    title: 'Messages of the dialogue about a place',
    purpose: 'The dialogue is never lost',
    legalBasis: access,
    retention:
      'As long as the file of the child; from the provider they go when the proposal closes',
  },
  D12N: {
    title: 'Notices to a person, without personal data',
    purpose: 'Telling the right person what asks for their eye',
    legalBasis: 'Performance of the tasks of the services concerned; no data of children',
    retention: 'One year after it was done with',
  },
  D12S: {
    title: 'What a person keeps for themself: marks, choices, saved addresses',
    purpose: 'Working without beginning anew each day',
    legalBasis: 'GDPR art. 6(1)(e), kept by the person concerned',
    retention: 'As long as the person has a role',
  },
  D12M: {
    title: 'Mail that waits: to which address of a person of the house, which notices',
    purpose: 'Telling people where they asked to be told',
    legalBasis: 'GDPR art. 6(1)(e), to an address that the person gave; no data of children',
    retention: 'Thirty days after it was sent or given up',
  },
  D13: {
    title: 'Sessions',
    purpose: 'Knowing who asks',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'One year after the session ended',
  },
  D14: {
    title: 'Log of looks and its chain',
    purpose: 'Knowing who looked at which file, and that nobody changed what is known of it',
    legalBasis: 'GDPR art. 5(2), 15 and 32; decree of 7 May 2004 on the legal position of minors',
    retention: 'Ten years; what is about a person as long as the key of the file',
  },
  D14F: {
    title: 'Findings over the log of looks, breaches, and what was done about them',
    purpose: 'A look that nobody can explain is found and answered for; a breach is told in time',
    legalBasis: 'GDPR art. 5(2), 32, 33 and 34',
    retention: 'Ten years',
  },
  D14I: {
    title: 'Whether the log is whole and the program does its work; no content',
    purpose: 'Who keeps the machine sees that it runs, and nothing of what is in it',
    legalBasis: 'No personal data',
    retention: 'The last time of each',
  },
  D13E: {
    title: 'Readings in an emergency: who, why, until when, and who looked at it afterwards',
    purpose: 'Every reading over a border is known, short and reviewed',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'Ten years',
  },
  D15: {
    title: 'Released figures: suppressed, dated, frozen',
    purpose:
      'Steering and accounting for youth care without a figure that tells of one child or one provider',
    legalBasis: 'No personal data: suppressed statistics',
    retention: 'Kept for good, as published',
  },
  D15K: {
    title: 'Counts of crisis by month and region, small numbers as they are',
    purpose: 'Who leads the crisis network sees what is asked and not found',
    legalBasis: `${access}; crisis youth help`,
    retention: 'Ten years',
  },
  D15N: {
    title: 'Note of a crisis desk to its regional board, while it is being written',
    purpose: 'What was asked and not found reaches who plans the help',
    legalBasis: `${access}; crisis youth help, feedback to the regional board`,
    retention: 'Ten years',
  },
  D15B: {
    title: 'Note of a crisis desk, as it was sent to the regional board',
    purpose: 'What was asked and not found reaches who plans the help',
    legalBasis: `${access}; crisis youth help, feedback to the regional board`,
    retention: 'Kept for good, as sent',
  },
  D17: {
    title: 'Accounts, roles, organisations',
    purpose: 'Giving the right person the right role',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'One year after the last role ended',
  },
  D17O: {
    title: 'Accounts, roles and keys of one’s own organisation, through functions alone',
    purpose: 'Who knows the people gives and ends their roles',
    legalBasis: 'GDPR art. 32, security of processing',
    retention: 'One year after the last role ended',
  },
  D18: {
    title: 'Rules by which requests are put in order: the register of algorithms',
    purpose: 'Anybody can see by which rules, from which source, approved by whom',
    legalBasis: 'No personal data of children; makers and approvers as officials',
    retention: 'Kept for good, as published',
  },
  D19: {
    title: 'Import files, staged rows and their problems',
    purpose: 'Checking a file whole before anything changes',
    legalBasis: access,
    retention: 'Rows 30 days, the record of the import ten years',
  },
  TECHNICAL: {
    title: 'Technical rows without content',
    purpose: 'Running the program',
    legalBasis: 'No personal data',
    retention: 'As long as the installation',
  },
};
