import type { RuleContent } from './rule-set.ts';

/**
 * The rules that an installation may begin with: our own proposal, after domain/priority.md d.3 (the sources name
 * the factors, nobody published bands or shares). It holds nowhere until two people of the access team say so.
 */
export const firstRuleSet: {
  version: string;
  title: string;
  source: string;
  content: RuleContent;
} = {
  version: 'VP-2026-1',
  title: 'Eerste voorstel van volgorde',
  source:
    'Eigen voorstel (synthetisch), naar de factoren uit het webinar Plan Jeugdhulp 2026, de wet en de IPH-lijst',
  content: {
    bands: [
      {
        code: 'A0',
        exempt: true,
        secondWorker: 'AFTER',
        reviewDays: 14,
        when: [['UNSAFE_NOW'], ['NO_ROOF'], ['COURT_URGENT']],
      },
      {
        code: 'A1',
        exempt: false,
        secondWorker: 'NONE',
        reviewDays: 60,
        when: [['CRISIS_OUTFLOW'], ['VIST'], ['GI_OUTFLOW']],
      },
      {
        code: 'B',
        exempt: false,
        secondWorker: 'NONE',
        reviewDays: 180,
        when: [
          ['MANO_DEGREE:HIGH'],
          ['PRIORITY_GRANTED'],
          ['RISK_LEVEL:HIGH'],
          ['TIME_CRITICAL'],
          ['NO_DAY_ACTIVITY', 'NO_CONTEXT'],
          ['ONE_TO_ONE', 'MANY_BREAKS'],
        ],
      },
      {
        code: 'C',
        exempt: false,
        secondWorker: 'NONE',
        reviewDays: 270,
        when: [
          ['MANO_DEGREE:SOME'],
          ['TRAJECTORY_AT_RISK'],
          ['PRIORITY_PENDING'],
          ['CARE_RIGHT_AT_STAKE'],
        ],
      },
      { code: 'D', exempt: false, secondWorker: 'NONE', reviewDays: 365, when: [[]] },
    ],
    lanes: [
      { code: 'longest-waiting', percent: 20, waitingDays: 365 },
      { code: 'crisis-outflow', percent: 10, anyOf: ['CRISIS_OUTFLOW'] },
    ],
    seed: 'vrijplaats 2026',
    longestWithoutReviewDays: 365,
  },
};
