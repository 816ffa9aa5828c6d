import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../platform/period.ts';
import { askFit, compareNearest, failingOf, nearestChange } from './eligibility.ts';
import {
  aChild,
  anOffer,
  aQuestion,
  someChild,
  someNearChild,
  someNearOffer,
  someOffer,
  START,
} from './fit.fixtures.ts';
import {
  type ChildFacts,
  type OfferFacts,
  type SecurityLevel,
  securityLevels,
} from './fit-facts.ts';
import { criteria } from './verdict.ts';

type Asked = readonly [child: Partial<ChildFacts>, offer: Partial<OfferFacts>];

const failing = ([child, offer]: Asked) =>
  failingOf(askFit(aQuestion(aChild(child))).explain(anOffer(offer)));
/** What fails, and from when it would hold: `-` where time alone mends nothing, `never` where nothing does. */
const told = (asked: Asked) =>
  failing(asked).map(
    ({ code, change }) => `${code} ${change ? `${change.code} ${change.from ?? '-'}` : 'never'}`,
  );

test('a child whom everything fits, with a verdict for each criterion in their order', () => {
  const fit = askFit(aQuestion()).explain(anOffer());
  expect(fit.fits).toBe(true);
  expect(fit.verdicts.map(({ criterion }) => criterion)).toEqual([...criteria]);
  expect(fit.verdicts.at(-1)!.holds).toBe('NOT_ASKED');
});

const guest = (changes: Partial<OfferFacts['guests'][number]> = {}) => ({
  id: 'g1',
  requestId: null,
  period: { from: '2026-01-01', until: null },
  apartFrom: [],
  ...changes,
});
const stop = (onlyFor: OfferFacts['stops'][number]['onlyFor'], until: string | null) => ({
  onlyFor,
  period: { from: '2026-06-01', until },
});

describe('each criterion, and the nearest change', () => {
  const cases: [string, Asked, string[]][] = [
    ['another module', [{}, { moduleCode: 'STAY_U12' }], ['MODULE_NOT_WANTED MODULE_ADDED -']],
    [
      'cannot start yet',
      [{ startFrom: '2027-03-01' }, {}],
      ['STARTS_LATER START_LATER 2027-03-01'],
    ],
    ['starts that very day', [{ startFrom: START }, {}], []],
    [
      'the decision ends on the first day',
      [{ validUntil: START }, {}],
      ['DECISION_ENDED DECISION_RENEWED -'],
    ],
    ['the decision ends the day after', [{ validUntil: '2026-12-02' }, {}], []],
    ['a decision without end', [{ validUntil: null }, {}], []],
    ['one year too young', [{ bornMonth: '2015-03' }, {}], ['TOO_YOUNG OLDER 2027-03-01']],
    ['old enough from that month on', [{ bornMonth: '2014-12' }, {}], []],
    ['a month too young', [{ bornMonth: '2015-01' }, {}], ['TOO_YOUNG OLDER 2027-01-01']],
    ['in its last year', [{ bornMonth: '2009-01' }, {}], []],
    ['a year too old', [{ bornMonth: '2008-12' }, {}], ['TOO_OLD never']],
    [
      'unborn',
      [{ bornMonth: '2027-04', unborn: true }, { ageMin: 0 }],
      ['TOO_YOUNG OLDER 2027-04-01'],
    ],
    ['a group of boys', [{}, { genderMix: 'BOYS' }], ['OTHER_GROUP never']],
    ['a group of girls', [{}, { genderMix: 'GIRLS' }], []],
    ['X and a group of girls', [{ sex: 'X' }, { genderMix: 'GIRLS' }], ['OTHER_GROUP never']],
    ['X and a mixed group', [{ sex: 'X' }, {}], []],
    [
      'an indication that lacks',
      [{}, { asksIndications: ['GES_PLUS'] }],
      ['INDICATION_MISSING INDICATION_GIVEN -'],
    ],
    [
      'an indication that is there',
      [{ indications: ['GES_PLUS'] }, { asksIndications: ['GES_PLUS'] }],
      [],
    ],
    ['a frame that is not taken', [{}, { frames: ['COURT'] }], ['OTHER_FRAME FRAME_OPENED -']],
    ['a frame that is', [{}, { frames: ['COURT', 'VOLUNTARY'] }], []],
    [
      'parents who were asked',
      [{ consentRepresentative: 'ASKED' }, {}],
      ['CONSENT_MISSING CONSENT_GIVEN -'],
    ],
    [
      'a child of 14 who refuses',
      [{ consentMinor: 'REFUSED' }, {}],
      ['CONSENT_MISSING CONSENT_GIVEN -'],
    ],
    ['a child of 14 who cannot judge', [{ consentMinor: 'REFUSED', minorAble: false }, {}], []],
    ['a child of 11', [{ bornMonth: '2015-03', consentMinor: 'ASKED' }, { ageMin: 6 }], []],
    [
      'a child of 11 who can judge',
      [{ bornMonth: '2015-03', consentMinor: 'ASKED', minorAble: true }, { ageMin: 6 }],
      ['CONSENT_MISSING CONSENT_GIVEN -'],
    ],
    [
      'of age, whatever parents say',
      [{ bornMonth: '2008-03', consentRepresentative: 'REFUSED' }, { ageMax: 20 }],
      [],
    ],
    [
      'a measure of the court',
      [{ fileKind: 'COURT', consentRepresentative: 'REFUSED', consentMinor: 'REFUSED' }, {}],
      [],
    ],
    [
      'a mandated centre is no court',
      [{ fileKind: 'OCJ_MANO', consentRepresentative: 'REFUSED' }, {}],
      ['CONSENT_MISSING CONSENT_GIVEN -'],
    ],
    [
      'not with somebody there',
      [{ apartFrom: [{ kind: 'PERSON', id: 'g1' }] }, { guests: [guest()] }],
      ['GUEST_RULED_OUT RULED_OUT_LIFTED -'],
    ],
    [
      'until that one leaves',
      [
        { apartFrom: [{ kind: 'PERSON', id: 'g1' }] },
        { guests: [guest({ period: { from: '2026-01-01', until: '2027-02-01' } })] },
      ],
      ['GUEST_RULED_OUT GUEST_LEAVES 2027-02-01'],
    ],
    [
      'who has left by then',
      [
        { apartFrom: [{ kind: 'PERSON', id: 'g1' }] },
        { guests: [guest({ period: { from: '2026-01-01', until: START } })] },
      ],
      [],
    ],
    [
      'not with somebody promised',
      [
        { apartFrom: [{ kind: 'REQUEST', id: 'r7' }] },
        { guests: [guest({ requestId: 'r7', period: { from: '2027-06-01', until: null } })] },
      ],
      ['GUEST_RULED_OUT RULED_OUT_LIFTED -'],
    ],
    [
      'somebody there, not with this child',
      [{}, { guests: [guest({ apartFrom: ['r1'] })] }],
      ['GUEST_RULED_OUT RULED_OUT_LIFTED -'],
    ],
    [
      'not in this unit',
      [{ apartFrom: [{ kind: 'UNIT', id: 'u1' }] }, {}],
      ['UNIT_RULED_OUT RULED_OUT_LIFTED -'],
    ],
    [
      'no new girls',
      [{}, { stops: [stop('GIRLS', '2027-01-10')] }],
      ['PARTIAL_STOP STOP_ENDS 2027-01-10'],
    ],
    ['no new boys', [{}, { stops: [stop('BOYS', '2027-01-10')] }], []],
    ['a stop that is over', [{}, { stops: [stop('GIRLS', START)] }], []],
    [
      'nobody under 12, and 12 before it ends',
      [{ bornMonth: '2015-01' }, { ageMin: 6, stops: [stop('UNDER_12', '2027-06-01')] }],
      ['PARTIAL_STOP STOP_ENDS 2027-01-01'],
    ],
    [
      'nobody under 12, and it ends before',
      [{ bornMonth: '2015-09' }, { ageMin: 6, stops: [stop('UNDER_12', '2027-06-01')] }],
      ['PARTIAL_STOP STOP_ENDS 2027-06-01'],
    ],
    [
      'nobody over 12, without end',
      [{}, { stops: [stop('OVER_12', null)] }],
      ['PARTIAL_STOP STOP_ENDS -'],
    ],
    [
      'two stops',
      [{}, { stops: [stop('GIRLS', '2027-01-10'), stop('OVER_12', '2027-02-10')] }],
      ['PARTIAL_STOP STOP_ENDS 2027-02-10'],
    ],
    ['no adapted place', [{ needs: ['adapted'] }, {}], ['FEATURE_MISSING FEATURE_ADDED -']],
    [
      'needs spread over two places',
      [{ needs: ['adapted', 'single'] }, { placeFeatures: [['adapted'], ['single']] }],
      ['FEATURE_MISSING FEATURE_ADDED -'],
    ],
    ['full', [{}, { offerable: 0 }], ['FULL PLACE_COMES_FREE -']],
    [
      'full until a day',
      [{}, { offerable: 0, nextPlaceOn: '2027-03-01' }],
      ['FULL PLACE_COMES_FREE 2027-03-01'],
    ],
    ['a place that comes free before the start', [{}, { offerable: 0, nextPlaceOn: START }], []],
  ];
  test.each(cases)('%s', (_, asked, expected) => {
    expect(told(asked)).toEqual(expected);
  });

  test('a group closer than the need: people may, rules and doors may not', () => {
    const served = (need: SecurityLevel) =>
      securityLevels.filter(
        (level) => failing([{ securityNeed: need }, { securityLevel: level }]).length === 0,
      );
    expect(securityLevels.map(served)).toEqual([
      ['OPEN', 'RELATIONAL'],
      ['RELATIONAL'],
      ['PROCEDURAL'],
      ['INFRASTRUCTURAL'],
    ]);
    const codes = failing([{ securityNeed: 'RELATIONAL' }, { securityLevel: 'INFRASTRUCTURAL' }]);
    expect(codes.map(({ code }) => code)).toEqual(['SECURITY_TOO_HIGH']);
  });
});

describe('brothers and sisters', () => {
  const siblings = (changes: Partial<NonNullable<ChildFacts['siblings']>> = {}) => ({
    groupId: 's',
    wish: 'REQUIRED' as const,
    requestIds: ['r2'],
    stays: [],
    ...changes,
  });
  const sister = (changes: Partial<ChildFacts> = {}) =>
    aChild({ requestId: 'r2', siblings: siblings({ requestIds: ['r1'] }), ...changes });
  const together = (other: ChildFacts, offer: Partial<OfferFacts>) =>
    failingOf(
      askFit(aQuestion(aChild({ siblings: siblings() }), { companions: [other] })).explain(
        anOffer(offer),
      ),
    );

  test('need a place each', () => {
    expect(together(sister(), { offerable: 2 })).toEqual([]);
    const [verdict] = together(sister(), { offerable: 1 });
    expect(verdict).toMatchObject({
      code: 'NOT_TOGETHER',
      params: { asked: 2, offerable: 1 },
      change: { code: 'SIBLINGS_MAY_SPLIT' },
    });
  });

  test('each must fit, now or from a day on', () => {
    const [young] = together(sister({ bornMonth: '2015-04' }), { offerable: 2 });
    expect(young).toMatchObject({
      code: 'SIBLING_NOT_FITTING',
      params: { requestIds: ['r2'], criteria: ['AGE'] },
      change: { code: 'SIBLINGS_FIT_LATER', from: '2027-04-01' },
    });
    const [boy] = together(sister({ sex: 'M' }), { offerable: 2, genderMix: 'GIRLS' });
    expect(boy!.change).toEqual({ code: 'SIBLINGS_MAY_SPLIT', from: null });
  });

  test('live where one of them lives already, or not there at all', () => {
    const stays = [{ unitId: 'u2', point: { lat: 51, lon: 4 } }];
    const codes = (wish: 'REQUIRED' | 'PREFERRED' | 'APART', unitId: string) =>
      failing([{ siblings: siblings({ wish, stays }) }, { unitId }]).map(({ code }) => code);
    expect(codes('REQUIRED', 'u1')).toEqual(['SIBLING_ELSEWHERE']);
    expect(codes('REQUIRED', 'u2')).toEqual([]);
    expect(codes('PREFERRED', 'u1')).toEqual([]);
    expect(codes('APART', 'u2')).toEqual(['UNIT_RULED_OUT']);
  });
});

describe('joint feasibility', () => {
  const placeOf = (answer: Parameters<ReturnType<typeof askFit>['explain']>[1]) =>
    askFit(aQuestion())
      .explain(anOffer({ offerable: 0 }), answer)
      .verdicts.at(-1)!;
  test('decides where it was asked', () => {
    expect(placeOf({ outcome: 'free', places: ['x'], settled: [] }).holds).toBe('YES');
    const moves = { outcome: 'moves' as const, lodgings: [], moves: [], onceAndForGood: true };
    expect(placeOf({ ...moves, firstWithoutMoves: null })).toMatchObject({
      code: 'ONLY_IF_OTHERS_MOVE',
      change: { code: 'OTHERS_MOVE', from: null },
    });
    expect(placeOf({ ...moves, firstWithoutMoves: '2027-02-01' }).change).toEqual({
      code: 'PLACE_COMES_FREE',
      from: '2027-02-01',
    });
    const impossible = { outcome: 'impossible' as const, shortages: [] };
    expect(placeOf({ ...impossible, first: null, firstWithoutMoves: null })).toMatchObject({
      code: 'FULL',
      change: { code: 'PLACE_COMES_FREE', from: null },
    });
  });
});

describe('the nearest change, all together', () => {
  const nearest = (child: Partial<ChildFacts>, offer: Partial<OfferFacts>) =>
    nearestChange(aQuestion(aChild(child)), anOffer(offer));

  test('waits for the last of what time mends, and says what waiting breaks', () => {
    const waits = nearest(
      { bornMonth: '2015-02' },
      { stops: [stop('GIRLS', '2027-03-10')], offerable: 0, nextPlaceOn: '2027-01-01' },
    );
    expect(waits).toEqual({ outOfReach: false, decisions: [], from: '2027-03-10' });
    const ended = nearest({ bornMonth: '2015-02', validUntil: '2027-01-15' }, {});
    expect(ended.decisions.map(({ code }) => code)).toEqual(['DECISION_ENDED']);
    expect(ended.from).toBe('2027-02-01');
    const old = nearest({ bornMonth: '2009-01' }, { stops: [stop('GIRLS', '2027-03-10')] });
    expect(old).toMatchObject({ outOfReach: true, from: '2027-03-10' });
  });

  test('ranks: what can be mended, fewest decisions, earliest day', () => {
    const list = [
      nearest({}, { genderMix: 'BOYS' }),
      nearest({}, { frames: ['COURT'] }),
      nearest({ bornMonth: '2015-02' }, {}),
      nearest({ startFrom: '2026-12-15' }, {}),
    ];
    expect(list.toSorted(compareNearest)).toEqual(list.toReversed());
  });

  test('no earlier day fits, and on that day all does', () => {
    let found = 0;
    fc.assert(
      fc.property(someNearChild, someNearOffer, (child, offer) => {
        const question = aQuestion(child);
        const { outOfReach, decisions, from } = nearestChange(question, offer);
        const holdsOn = (day: string) => {
          const asked = { ...question, period: { from: day, until: null } };
          return failingOf(askFit(asked).explain(offer)).every(
            // Agreement comes of age too; the question is who says yes, not who grows up.
            ({ criterion }) => criterion === 'CONSENT',
          );
        };
        const blocked = outOfReach || decisions.some(({ criterion }) => criterion !== 'CONSENT');
        let first: string | null = null;
        for (let days = 0; days < 420 && first === null; days++) {
          const day = addDays(START, days);
          if (holdsOn(day)) first = day;
        }
        if (first === null) {
          expect(blocked || from! >= addDays(START, 420)).toBe(true);
        } else {
          found++;
          expect([blocked, from ?? START]).toEqual([false, first]);
        }
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(100);
  });
});

test('any answer is the same again, whatever was asked before, and says no exactly where it does not fit', () => {
  fc.assert(
    fc.property(
      someChild(),
      fc.array(someOffer(), { minLength: 1, maxLength: 8 }),
      (child, offers) => {
        const asker = askFit(aQuestion(child));
        const answers = offers.map((offer) => asker.explain(offer));
        for (const [n, offer] of [...offers.entries()].toReversed()) {
          const fresh = askFit(aQuestion(child)).explain(offer);
          expect(answers[n]).toEqual(fresh);
          expect(fresh.fits).toBe(failingOf(fresh).length === 0);
          for (const { holds, change } of fresh.verdicts) {
            if (holds !== 'NO') expect(change).toBe(null);
            if (change?.from) expect(change.from > START).toBe(true);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
