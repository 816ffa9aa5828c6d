import { lookRules } from '../access/looks.ts';
import { purposes } from '../access/purposes.ts';
import { may } from '../access/policies.ts';
import { matrix, type DataClass } from '../access/matrix.ts';
import {
  capacityRoutesWith,
  changedUnits,
  classesOfUnits,
  forgetStagedRows,
  problemWords,
  streamClass,
  takeEffectDue,
  takeSnapshot,
  tellOfOldFigures,
  tellOfUnavailability,
} from '../capacity/index.ts';
import {
  allocationRoutes,
  allocationWords,
  dialogueCalendar,
  expireProposals,
  overdueInquiries,
  remindOfTerms,
  losePlaces,
} from '../allocation/index.ts';
import { crisisRoutes, crisisWords, runClocks } from '../crisis/index.ts';
import { dossierRoutesWith, dossierWords, gatherLooks } from '../dossier/index.ts';
import {
  administrationRoutes,
  administrationWords,
  withKeyScopes,
} from '../administration/index.ts';
import { fosterCareRoutes, fosterCareWords, signUpRoutes } from '../foster-care/index.ts';
import {
  countCrisis,
  insightRoutes,
  insightWords,
  makeDueReleases,
  releaseCrisis,
} from '../insight/index.ts';
import {
  composeMail,
  forgetNotices,
  noticeRoutes,
  noticeWords,
  pushKeyRoute,
  pushWords,
  unreadOf,
} from '../notices/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { ApplicationRole } from '../platform/db/roles.ts';
import type { LiveSource, PersonalSource, ToldSource } from '../platform/http/live.ts';
import type { ProblemWords } from '../platform/http/problem.ts';
import type { OpenRoute } from '../platform/http/open-routes.ts';
import type { Route } from '../platform/http/route.ts';
import type { MailSettings, PushSettings } from '../platform/config.ts';
import { forgetMail, sendDue } from '../platform/mail/send-due.ts';
import { openTransport } from '../platform/mail/transport.ts';
import { forgetPushes, sendDuePushes } from '../platform/push/send-due.ts';
import { openPushTransport } from '../platform/push/transport.ts';
import { forgetOld } from '../platform/jobs/forget-old.ts';
import { everyMinute, type NightlyJob } from '../platform/jobs/nightly-job.ts';
import { dayIn } from '../platform/period.ts';
import { privacyRoutesWith, privacyWords, watchLog } from '../privacy/index.ts';
import { openPaperRoutes, paperRoutes } from '../papers/index.ts';
import { regionRoutes } from '../region/index.ts';
import { forgetSearches, savedSearchRoutes, savedSearchWords } from '../saved-search/index.ts';
import {
  findDuplicates,
  forgetListImports,
  waitingListRoutes,
  waitingListWords,
} from '../waiting-list/index.ts';

/** Every endpoint of every slice. */
export const allRoutes: readonly Route[] = withKeyScopes([
  ...regionRoutes,
  ...noticeRoutes,
  ...savedSearchRoutes,
  ...administrationRoutes,
  ...capacityRoutesWith([dialogueCalendar]),
  ...waitingListRoutes,
  ...allocationRoutes,
  ...fosterCareRoutes,
  ...crisisRoutes,
  ...insightRoutes,
  ...privacyRoutesWith(purposes),
  ...dossierRoutesWith((purpose, language) => purposes[purpose]?.[language] ?? null),
  ...paperRoutes,
]);

/** What answers who has no account. */
export const openRoutesWith = (settings: { pushKey: string | null }): readonly OpenRoute[] => [
  ...signUpRoutes,
  ...openPaperRoutes,
  pushKeyRoute(settings.pushKey),
];

export const tags = [
  { name: 'region', description: 'Regions, zones and municipalities' },
  { name: 'capacity', description: 'Units, places, stays and what is free' },
  { name: 'waiting-list', description: 'Children who wait, how urgent, in which order and why' },
  { name: 'allocation', description: 'Candidates, places for a child, proposals in dialogue' },
  {
    name: 'foster-care',
    description: 'Crisis foster care: families, requests by distance, matches',
  },
  { name: 'crisis', description: 'Crisis requests, who is asked, help and what comes after' },
  { name: 'notices', description: 'What asks for one’s eye' },
  { name: 'saved-search', description: 'Addresses kept under a name' },
  { name: 'administration', description: 'Accounts, roles, organisations, settings and keys' },
  { name: 'insight', description: 'Released figures and reports' },
  { name: 'privacy', description: 'The log of looks, findings over it, breaches' },
  { name: 'dossier', description: 'The person’s own window on a file' },
  { name: 'papers', description: 'What the program says of itself: register, matrix, assessment' },
  { name: 'live', description: 'Changes as they happen' },
];

/** The slices' own words for their failures. */
export const words: readonly ProblemWords[] = [
  problemWords,
  noticeWords,
  savedSearchWords,
  administrationWords,
  waitingListWords,
  allocationWords,
  fosterCareWords,
  crisisWords,
  insightWords,
  privacyWords,
  dossierWords,
];

/** What counts as a look, and for which purpose. */
export { lookRules };

export const mayRead = (role: ApplicationRole, dataClass: string): boolean =>
  dataClass in matrix && may(role, 'R', dataClass as DataClass);

/** What the live stream shows: the units whose figures changed. */
export function liveUnits(db: Database, clock: Clock): LiveSource {
  return {
    topic: 'units',
    channel: 'vp_capacity',
    roles: ['AT', 'AS', 'CR', 'PI', 'PC'],
    classes: ['D1', 'D2'],
    idsOf: (payload) => (JSON.parse(payload) as { units: string[] }).units,
    classOf: streamClass,
    async frames(ids) {
      const frames = await changedUnits(db, ids, dayIn(clock.now()));
      return new Map([...frames].map(([key, units]) => [key, `{"units":${units}}`]));
    },
    classesOf: (ids) => classesOfUnits(db, ids),
  };
}

/** What one person is told on their own streams: how many notices were not read. */
export function liveNotices(db: Database): PersonalSource {
  return {
    topic: 'notices',
    channel: 'vp_notice',
    roles: ['FS', 'FF', 'PO'],
    frame: async (session) => JSON.stringify(await unreadOf(db, session)),
  };
}

/** What the crisis desk of a region is told: something changed; the desk is asked for anew. */
export const liveDesk: ToldSource = {
  topic: 'crisis',
  channel: 'vp_crisis',
  concerns: ({ role, areaCode }, region) => role === 'CR' && areaCode === region,
};

/** What a family and a service are told: a card, an answer or a match changed; the page or the board is asked for anew. */
export const liveFosterCare: ToldSource = {
  topic: 'foster-care',
  channel: 'vp_foster',
  concerns: ({ role, personId, organisationId }, whose) =>
    (role === 'FF' && personId === whose) || (role === 'FS' && organisationId === whose),
};

/** Mail goes out each minute, where a server for it is set; without one it waits, and grows old. */
export function mailJobs(settings: MailSettings | null, publicUrl: string): NightlyJob[] {
  if (settings === null) return [];
  const transport = openTransport(settings, publicUrl);
  const compose = composeMail(publicUrl);
  return [
    {
      name: 'send-mail',
      at: everyMinute,
      catchUpDays: 0,
      run: async (db) => {
        await sendDue(db, { transport, compose });
      },
    },
  ];
}

/** Sends what waits for phones, where there are keys for it. */
export function pushSender(
  settings: PushSettings | null,
  publicUrl: string,
): ((db: Database) => Promise<void>) | null {
  if (settings === null) return null;
  const transport = openPushTransport(settings, publicUrl);
  return async (db) => {
    await sendDuePushes(db, { transport, words: pushWords });
  };
}

/** What is done by the clock, in Brussels time. */
export const nightlyJobs: readonly NightlyJob[] = [
  {
    // Deadlines are looked up each time: what was due while the server was down is done by the next minute.
    name: 'crisis-clocks',
    at: everyMinute,
    catchUpDays: 0,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await runClocks(tx);
      }),
  },
  {
    name: 'gather-looks',
    at: everyMinute,
    catchUpDays: 0,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await gatherLooks(tx);
      }),
  },
  {
    name: 'settle-due',
    at: '00:05',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await tx.rows('select capacity.settle_due()');
      }),
  },
  {
    name: 'reconversions-take-effect',
    at: '00:06',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await takeEffectDue(tx);
      }),
  },
  {
    name: 'rules-of-the-order',
    at: '00:07',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await tx.rows('select waiting_list.apply_rules()');
      }),
  },
  {
    name: 'forget-list-imports',
    at: '03:15',
    catchUpDays: 1,
    run: (db) => db.as('vp_jobs', forgetListImports),
  },
  {
    name: 'fold-standing',
    at: '03:05',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await tx.rows('select waiting_list.fold_standing()');
      }),
  },
  {
    name: 'expire-proposals',
    at: '00:02',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await expireProposals(tx);
      }),
  },
  {
    name: 'inquiries-overdue',
    at: '00:03',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await overdueInquiries(tx);
      }),
  },
  {
    name: 'remind-of-terms',
    at: '07:00',
    catchUpDays: 0,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await remindOfTerms(tx);
      }),
  },
  {
    name: 'lose-places',
    at: '00:08',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await losePlaces(tx);
      }),
  },
  {
    name: 'find-duplicates',
    at: '02:10',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await findDuplicates(tx);
      }),
  },
  {
    name: 'tell-of-unavailability',
    at: '00:10',
    catchUpDays: 1,
    run: (db) => db.as('vp_jobs', tellOfUnavailability),
  },
  {
    name: 'tell-of-old-figures',
    at: '06:30',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await tellOfOldFigures(tx);
      }),
  },
  {
    name: 'weekly-snapshot',
    at: '06:00',
    weekday: 1,
    catchUpDays: 6,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await takeSnapshot(tx, 'WEEKLY');
      }),
  },
  {
    name: 'release-figures',
    at: '05:00',
    catchUpDays: 1,
    run: async (db) => {
      await makeDueReleases(db);
    },
  },
  {
    // What goes out is what was counted just before.
    name: 'count-crisis',
    at: '04:10',
    catchUpDays: 1,
    run: (db) =>
      db.as('vp_jobs', async (tx) => {
        await countCrisis(tx);
        await releaseCrisis(tx);
      }),
  },
  {
    // After midnight’s own work, so that the day is whole.
    name: 'watch-log',
    at: '04:40',
    catchUpDays: 1,
    run: async (db) => {
      await watchLog(db);
    },
  },
  {
    name: 'forget-staged-rows',
    at: '03:10',
    catchUpDays: 1,
    run: (db) => db.as('vp_jobs', forgetStagedRows),
  },
  {
    name: 'forget-old',
    at: '03:20',
    catchUpDays: 1,
    run: async (db) => {
      await forgetOld(db);
    },
  },
  {
    name: 'forget-pushes',
    at: '03:25',
    catchUpDays: 1,
    run: forgetPushes,
  },
  {
    name: 'forget-mail',
    at: '03:15',
    catchUpDays: 1,
    run: forgetMail,
  },
  {
    name: 'forget-notices',
    at: '03:20',
    catchUpDays: 1,
    run: (db) => db.as('vp_jobs', forgetNotices),
  },
  {
    name: 'forget-searches',
    at: '03:30',
    catchUpDays: 1,
    run: (db) => db.as('vp_jobs', forgetSearches),
  },
];
