import type { ApplicationRole } from '../platform/db/roles.ts';

const team: readonly ApplicationRole[] = ['AT', 'AS'];
const house: readonly ApplicationRole[] = ['PI', 'PC'];
const dialogue: readonly ApplicationRole[] = ['AT', 'AS', 'PI'];
// Written out: this module is of the browser too, which has nothing of the database.
const everybody: readonly ApplicationRole[] = [
  'AT',
  'AS',
  'CR',
  'PI',
  'PC',
  'FS',
  'FF',
  'AN',
  'RB',
  'JJ',
  'CH',
  'PA',
  'TP',
  'RG',
  'AD',
  'PO',
  'OP',
];

/**
 * Every kind of notice that one can choose how to be told of, and who is told of it. Its words stand
 * under `kinds.<kind>` in the catalogues of `web/locales`; a kind without words says that there is a notice.
 */
export const noticeKinds: Readonly<Record<string, readonly ApplicationRole[]>> = {
  'account.hat-given': everybody,
  'account.hat-ended': everybody,
  'account.yes-asked': ['AD'],
  'account.mail-refused': everybody,
  'account.emergency-opened': ['AS', 'PO'],
  'account.look-asked': everybody,
  'account.findings': ['PO'],
  'allocation.proposal-sent': ['PI'],
  'allocation.proposal-said': dialogue,
  'allocation.proposal-accepted': team,
  'allocation.proposal-refused': team,
  'allocation.proposal-term-near': ['PI'],
  'allocation.proposal-term-passed': dialogue,
  'allocation.proposal-awaited': dialogue,
  'allocation.proposal-grade-changed': dialogue,
  'allocation.proposal-changed': dialogue,
  'allocation.proposal-start-planned': dialogue,
  'allocation.proposal-started': dialogue,
  'allocation.proposal-withdrawn': dialogue,
  'allocation.proposal-place-gone': dialogue,
  'allocation.inquiry-asked': house,
  'allocation.inquiry-answered': team,
  'allocation.inquiry-term-near': house,
  'allocation.inquiry-overdue': [...team, ...house],
  'allocation.inquiry-withdrawn': [...team, ...house],
  'dossier.asked': team,
  'dossier.answered': ['CH', 'PA', 'TP'],
  'foster-care.card-shown': ['FF'],
  'foster-care.match-asked': ['FF'],
  'foster-care.match-confirmed': ['FS', 'FF'],
  'foster-care.match-refused': ['FS', 'FF'],
  'foster-care.request-received': ['FS'],
  'foster-care.card-answered': ['FS'],
  'crisis.partner-asked': ['PI'],
  'crisis.ask-withdrawn': ['PI'],
  'crisis.placed': ['PI'],
  'crisis.partner-answered': ['CR'],
  'crisis.consult-open': ['CR'],
  'crisis.agreement-passed': ['CR'],
  'crisis.answer-late': ['CR'],
  'crisis.end-near': ['CR'],
  'crisis.end-passed': ['CR'],
  'crisis.registered': ['CR'],
  'crisis.read-in-emergency': ['CR'],
  'crisis.registration-changed': ['RG'],
  'crisis.handed-to-list': team,
  'crisis.accelerated': team,
  'capacity.unavailability-ends-soon': ['PC'],
  'capacity.unavailability-lapsed': ['PC'],
  'capacity.figures-old': ['PC'],
  'capacity.figures-never': ['PC'],
  'capacity.reconversion-planned': ['AS'],
  'capacity.reconversion-answered': ['AS'],
  'capacity.reconversion-asked': ['PC'],
  'capacity.reconversion-approved': ['PC'],
  'capacity.reconversion-refused': ['PC'],
  'capacity.reconversion-registered': ['PC'],
};

/** Whether a kind goes by mail when nobody chose otherwise; its twin is `notices.usual_mail`. */
export const usualMail = (kind: string): 'AT_ONCE' | 'DAILY' =>
  /^(account|allocation|crisis|foster-care)\./.test(kind) ? 'AT_ONCE' : 'DAILY';

/** Whether a kind goes to the phone when nobody chose otherwise; its twin is `notices.usual_push`. */
export const usualPush = (kind: string): 'AT_ONCE' | 'NEVER' =>
  /^(foster-care|crisis)\./.test(kind) ? 'AT_ONCE' : 'NEVER';
