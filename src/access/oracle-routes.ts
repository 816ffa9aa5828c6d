import { people, type Person } from './oracle.ts';

const access = ['AT', 'AS'] as const;
const provider = ['PI', 'PC'] as const;
const dialogue = ['AT', 'AS', 'PI'] as const;
const released = ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ'] as const;
const capacity = [...access, ...provider] as const;

/**
 * Who may ask what of the API, written by hand from the design's matrix. `everybody` also answers who is
 * not signed in. A route that does not stand here fails the build.
 */
export const oracleRoutes: Record<string, readonly Person[] | 'everybody'> = {
  // D0: areas and code lists.
  'GET /api/region/areas': people,
  'GET /api/capacity/modules': people,
  'GET /api/capacity/code-lists/modules': ['AD'],
  'POST /api/capacity/code-lists/modules': ['AD'],
  'PUT /api/capacity/code-lists/modules/{code}': ['AD'],
  // D1: the offer catalogue; not for the administrator, who sees no content.
  'GET /api/capacity/catalogue': ['AT', 'AS', 'CR', 'PI', 'PC', 'FS', 'FF', 'AN', 'RB', 'JJ'],
  // D2 and its history: the access team, the supervisor, the provider.
  'GET /api/capacity/photo': capacity,
  'GET /api/capacity/search': capacity,
  'GET /api/capacity/units/{unitId}': capacity,
  'GET /api/capacity/units/{unitId}/history': capacity,
  'GET /api/capacity/units/{unitId}/can-come': capacity,
  'GET /api/capacity/units/{unitId}/calendar': capacity,
  // Letter X of D2: the supervisor; of a provider's own, its people.
  'GET /api/capacity/export/units': ['AS', 'PI', 'PC'],
  'GET /api/capacity/export/{kind}': ['AS', 'PI', 'PC'],
  // Early warning: the access team, and the provider's capacity manager of its own units.
  'GET /api/capacity/attention': ['AT', 'AS', 'PC'],
  // Regional balance with every unit behind it: the access team; others see what is released.
  'GET /api/capacity/balance': access,
  'GET /api/capacity/weekly': capacity,
  'GET /api/capacity/weekly/difference': capacity,
  'GET /api/capacity/weekly/export': ['AS', 'PI', 'PC'],
  'GET /api/capacity/findings': capacity,
  'GET /api/capacity/findings/counts': capacity,
  'GET /api/capacity/units/{unitId}/findings': capacity,
  // What the access team found out about a place: reported and withdrawn by the team alone.
  'POST /api/capacity/place-reports': access,
  'POST /api/capacity/place-reports/{reportId}/withdraw': access,
  'POST /api/capacity/place-reports/{reportId}/reopen': access,
  'GET /api/live': capacity,
  'GET /api/capacity/duties': provider,
  // D2, writing: the provider's capacity manager.
  'POST /api/capacity/units/{unitId}/confirm': ['PC'],
  'POST /api/capacity/stays': ['PC'],
  'POST /api/capacity/stays/{stayId}/end': ['PC'],
  'POST /api/capacity/stays/{stayId}/move': ['PC'],
  'POST /api/capacity/stays/{stayId}/absences': ['PC'],
  'POST /api/capacity/absences/{absenceId}/end': ['PC'],
  'POST /api/capacity/unavailabilities': ['PC'],
  'POST /api/capacity/unavailabilities/{unavailabilityId}/end': ['PC'],
  'POST /api/capacity/unavailabilities/{unavailabilityId}/extend': ['PC'],
  'POST /api/capacity/several/confirm': ['PC'],
  'POST /api/capacity/several/unavailabilities': ['PC'],
  'POST /api/capacity/several/undo': ['PC'],
  'POST /api/capacity/stays/{stayId}/expect': ['PC'],
  'GET /api/capacity/planned-ends': provider,
  'GET /api/capacity/calendar-link': provider,
  'POST /api/capacity/calendar-link': provider,
  'POST /api/capacity/calendar-link/revoke': provider,
  // The provider's own units as the access team is answered.
  'GET /api/capacity/region-view': provider,
  'GET /api/capacity/region-view/{unitId}': provider,
  // The register of reconversions: seen as capacity is; each step is of the provider or of the supervisor.
  'GET /api/capacity/reconversions': capacity,
  'GET /api/capacity/reconversions/{reconversionId}': capacity,
  'POST /api/capacity/reconversions': ['PC'],
  'POST /api/capacity/reconversions/{reconversionId}/approve': ['AS'],
  'POST /api/capacity/reconversions/{reconversionId}/refuse': ['AS'],
  'POST /api/capacity/reconversions/{reconversionId}/ask': ['AS'],
  'POST /api/capacity/reconversions/{reconversionId}/answer': ['PC'],
  'POST /api/capacity/reconversions/{reconversionId}/withdraw': ['PC'],
  'POST /api/capacity/reconversions/{reconversionId}/take-effect': ['AS', 'PC'],
  'POST /api/capacity/reconversions/{reconversionId}/register': ['AS'],
  'POST /api/capacity/reconversions/{reconversionId}/take-back': ['AS', 'PC'],
  // The supervisor takes back imports of recognition.
  'POST /api/capacity/events/{eventId}/undo': ['AS', 'PC'],
  // D19: import files; the supervisor imports recognition.
  'POST /api/capacity/imports': ['AS', 'PC'],
  'GET /api/capacity/imports': ['AS', 'PI', 'PC'],
  'GET /api/capacity/imports/{importId}': ['AS', 'PI', 'PC'],
  'GET /api/capacity/imports/{importId}/problems': ['AS', 'PI', 'PC'],
  'POST /api/capacity/imports/{importId}/apply': ['AS', 'PC'],
  'POST /api/capacity/imports/{importId}/cancel': ['AS', 'PC'],
  // Notices: everybody their own.
  'GET /api/notices': people,
  'GET /api/notices/unread': people,
  'POST /api/notices/{noticeId}/mark': people,
  'POST /api/notices/read-all': people,
  'GET /api/notices/choices': people,
  'PUT /api/notices/choices/{kind}': people,
  'GET /api/notices/mailbox': people,
  'PUT /api/notices/mailbox': people,
  'POST /api/notices/mailbox/confirm': people,
  'POST /api/notices/mailbox/drop': people,
  // Addresses kept under a name: everybody their own.
  'GET /api/saved-searches': people,
  'POST /api/saved-searches': people,
  'PATCH /api/saved-searches/{searchId}': people,
  'DELETE /api/saved-searches/{searchId}': people,
  'POST /api/saved-searches/{searchId}/restore': people,
  // Push messages: each person their own devices; the public key is everybody's.
  'GET /api/notices/devices': people,
  'POST /api/notices/devices': people,
  'POST /api/notices/devices/{deviceId}/drop': people,
  'GET /api/notices/push-key': 'everybody',
  // Crisis foster care: sign-up without an account; a family its own page; a service its board; registrars requests.
  'GET /api/foster-care/sign-up': 'everybody',
  'POST /api/foster-care/sign-up': 'everybody',
  'GET /api/foster-care/mine': ['FF'],
  'PUT /api/foster-care/mine/profile': ['FF'],
  'PUT /api/foster-care/mine/windows/{windowId}': ['FF'],
  'POST /api/foster-care/mine/windows/{windowId}/clear': ['FF'],
  'POST /api/foster-care/mine/cards/{cardId}/answer': ['FF'],
  'POST /api/foster-care/mine/cards/seen': ['FF'],
  'POST /api/foster-care/matches/{matchId}/confirm': ['FS', 'FF'],
  'POST /api/foster-care/matches/{matchId}/refuse': ['FS', 'FF'],
  'POST /api/foster-care/matches/{matchId}/start': ['FS'],
  'POST /api/foster-care/matches/{matchId}/end': ['FS'],
  'GET /api/foster-care/requests': ['FS', 'CR', 'AT', 'AS'],
  'POST /api/foster-care/requests': ['FS', 'CR', 'AT', 'AS'],
  'POST /api/foster-care/requests/{requestId}/check': ['FS'],
  'POST /api/foster-care/requests/{requestId}/publish': ['FS'],
  'PUT /api/foster-care/requests/{requestId}/details': ['FS'],
  'POST /api/foster-care/requests/{requestId}/match': ['FS'],
  'POST /api/foster-care/requests/{requestId}/unfilled': ['FS'],
  'GET /api/foster-care/board': ['FS'],
  'POST /api/foster-care/families/{familyId}/decide': ['FS'],
  'PUT /api/foster-care/families/{familyId}/profile': ['FS'],
  'PUT /api/foster-care/families/{familyId}/windows/{windowId}': ['FS'],
  'POST /api/foster-care/families/{familyId}/windows/{windowId}/clear': ['FS'],
  // D17: the administrator all; a supervisor and a provider's intake the people of their own organisation.
  'GET /api/administration/people': ['AS', 'PI', 'FS', 'AD'],
  'POST /api/administration/hats': ['AS', 'PI', 'FS', 'AD'],
  'POST /api/administration/hats/{hatId}/end': ['AS', 'PI', 'FS', 'AD'],
  'GET /api/administration/requests': ['AS', 'PI', 'FS', 'AD'],
  'POST /api/administration/requests/{requestId}/answer': ['AS', 'PI', 'FS', 'AD'],
  'POST /api/administration/people': ['AD'],
  'POST /api/administration/people/{personId}/block': ['AD'],
  'GET /api/administration/organisations': ['AD'],
  'POST /api/administration/organisations': ['AD'],
  'PUT /api/administration/organisations/{organisationId}/steps/{step}': ['AD'],
  'GET /api/administration/mail': ['AD'],
  'GET /api/administration/settings': ['AD'],
  'POST /api/administration/settings': ['AD'],
  'GET /api/administration/changes': ['AD'],
  // Keys of a provider's own systems.
  'GET /api/keys': ['PC'],
  'POST /api/keys': ['PC'],
  'POST /api/keys/{keyId}/revoke': ['PC'],
  // D15: released figures; the administrator sees none.
  'GET /api/insight/releases': released,
  'GET /api/insight/figures': released,
  'GET /api/insight/series': released,
  'GET /api/insight/unavailability': released,
  // Letter X of D15: the analyst and the board.
  'GET /api/insight/unavailability/file': ['AN', 'RB'],
  'GET /api/insight/figures/file': ['AN', 'RB'],
  // D2, with units: the access team; letter X of it: the supervisor.
  'GET /api/insight/unavailability/now': access,
  'GET /api/insight/unavailability/now/file': ['AS'],
  // D6, D9, D8L: figures of allocation, not suppressed: the access team; a provider's intake its own answers. Letter X: the supervisor.
  'GET /api/insight/allocation/waiting': access,
  'GET /api/insight/allocation/answers': dialogue,
  'GET /api/insight/allocation/choices': access,
  'GET /api/insight/allocation/fairness': access,
  'GET /api/insight/allocation/file': ['AS'],
  // D4, D6, D7, D9: children who wait are the access team's.
  'GET /api/waiting-list': access,
  'GET /api/waiting-list/requests/{requestId}': access,
  'GET /api/waiting-list/duplicates': access,
  'POST /api/waiting-list/requests': access,
  'PATCH /api/waiting-list/requests/{requestId}': access,
  'PATCH /api/waiting-list/people/{personId}': access,
  'POST /api/waiting-list/requests/{requestId}/state': access,
  'PUT /api/waiting-list/requests/{requestId}/apart': access,
  'PUT /api/waiting-list/requests/{requestId}/note': access,
  'POST /api/waiting-list/requests/{requestId}/review': access,
  'POST /api/waiting-list/requests/{requestId}/owner': access,
  'POST /api/waiting-list/requests/{requestId}/assessments': access,
  'POST /api/waiting-list/assessments/{assessmentId}/confirm': access,
  'POST /api/waiting-list/requests/{requestId}/priority': access,
  'POST /api/waiting-list/requests/{requestId}/priority/decision': access,
  'POST /api/waiting-list/siblings': access,
  'POST /api/waiting-list/duplicates/{duplicateId}/decision': access,
  'POST /api/waiting-list/requests/{requestId}/hand-over': access,
  'POST /api/waiting-list/hand-overs/{handOverId}/answer': access,
  'POST /api/waiting-list/hand-overs/{handOverId}/withdrawal': access,
  'GET /api/waiting-list/export': access,
  'POST /api/waiting-list/imports': access,
  'GET /api/waiting-list/imports/{importId}': access,
  'POST /api/waiting-list/imports/{importId}/apply': access,
  // D18: published rules; a draft and its approval are the supervisors'.
  'GET /api/waiting-list/rules': people,
  'PUT /api/waiting-list/rules/draft': ['AS'],
  'POST /api/waiting-list/rules/{version}/approval': ['AS'],
  'GET /api/waiting-list/rules/{version}/trial': access,
  // D6, D9: candidates and places are the access team's.
  'POST /api/allocation/candidates': access,
  'GET /api/allocation/candidates/{recordId}': access,
  'GET /api/allocation/candidates/{recordId}/recomputed': access,
  'GET /api/allocation/requests/{requestId}/places': access,
  'GET /api/allocation/proposals/{proposalId}/letters/{requestId}': access,
  'GET /api/allocation/requests/{requestId}/letter': access,
  // D6, D9: rounds over the whole list.
  'GET /api/allocation/rounds': access,
  'POST /api/allocation/rounds': access,
  'GET /api/allocation/rounds/{roundId}': access,
  'GET /api/allocation/rounds/{roundId}/recomputed': access,
  'GET /api/allocation/rounds/{roundId}/ahead': access,
  'POST /api/allocation/rounds/{roundId}/choices': access,
  'POST /api/allocation/rounds/{roundId}/accept': access,
  'POST /api/allocation/rounds/{roundId}/close': access,
  // D8: the access team leads, the provider's intake answers what is addressed to it.
  'GET /api/allocation/proposals': dialogue,
  'GET /api/allocation/proposals/{proposalId}': dialogue,
  'GET /api/allocation/proposals/{proposalId}/children': ['PI'],
  'POST /api/allocation/proposals': access,
  'POST /api/allocation/proposals/{proposalId}/hearing': access,
  'POST /api/allocation/proposals/{proposalId}/send': access,
  'POST /api/allocation/proposals/{proposalId}/accept': ['PI'],
  'POST /api/allocation/proposals/{proposalId}/refuse': ['PI'],
  'POST /api/allocation/proposals/{proposalId}/messages': dialogue,
  'POST /api/allocation/proposals/{proposalId}/plan': dialogue,
  'POST /api/allocation/proposals/{proposalId}/replan': access,
  'POST /api/allocation/proposals/{proposalId}/start': dialogue,
  'POST /api/allocation/proposals/{proposalId}/withdraw': access,
  'POST /api/allocation/proposals/{proposalId}/decline': access,
  'POST /api/allocation/proposals/{proposalId}/grade': access,
  // D8Q: the access team asks about a unit, the house answers.
  'GET /api/allocation/inquiries': ['AT', 'AS', 'PI', 'PC'],
  'POST /api/allocation/inquiries': access,
  'POST /api/allocation/inquiries/{inquiryId}/answer': ['PI', 'PC'],
  'POST /api/allocation/inquiries/{inquiryId}/see': ['PI', 'PC'],
  'POST /api/allocation/inquiries/{inquiryId}/withdraw': access,
  // D10, how a stay goes: the provider says how it sees its own while it is asked, the access team what comes of it.
  'GET /api/allocation/follow-ups': dialogue,
  'POST /api/allocation/follow-ups/{followUpId}/view': ['PI'],
  'POST /api/allocation/follow-ups/{followUpId}/result': access,
  'POST /api/allocation/follow-ups': access,
  // The register of thresholds: the intake reads and comments its own; what is done about it is the access team's.
  'GET /api/allocation/thresholds': dialogue,
  'GET /api/allocation/thresholds/{thresholdId}': dialogue,
  'POST /api/allocation/thresholds/{thresholdId}/follow-up': access,
  'POST /api/allocation/thresholds/{thresholdId}/comments': dialogue,
  'POST /api/allocation/threshold-cases/{caseId}/client-view': access,
  // The session itself.
  'GET /api/session': 'everybody',
  'POST /api/session/hat': people,
};

/**
 * Routes that are opened by their address alone: whoever holds a live link reads as its maker would. Who may
 * have made one; a session counts for nothing there.
 */
export const oracleLinks: Record<string, readonly Person[]> = {
  'GET /api/capacity/calendar/{secret}/feed.ics': provider,
};
