import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { speak } from '../../web/i18n/index.ts';
import { changeCodes, verdictCodes } from '../verdict.ts';
import type { ShownVerdict } from './fit-words.ts';
import { Verdicts } from './Verdicts.tsx';

const no = (part: Partial<ShownVerdict>): ShownVerdict => ({
  criterion: 'AGE',
  holds: 'NO',
  code: 'TOO_YOUNG',
  params: {},
  change: null,
  ...part,
});
/** What one reads: the text alone, with a space where a part ends. */
const read = (...verdicts: ShownVerdict[]) =>
  renderToStaticMarkup(<Verdicts verdicts={verdicts} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('why not, in words', () => {
  test.each([
    [
      no({
        params: { age: 5, ageMin: 6, ageMax: 12 },
        change: { code: 'OLDER', from: '2027-03-01' },
      }),
      'Leeftijd : te jong: 5 jaar, hier vanaf 6 jaar Kan vanaf maart 2027',
    ],
    [
      no({
        criterion: 'STOP',
        code: 'PARTIAL_STOP',
        params: { stops: ['GIRLS'] },
        change: { code: 'STOP_ENDS', from: '2027-01-12' },
      }),
      'Opnamestop : stop voor meisjes Als de stop voor meisjes eindigt op 12 januari 2027',
    ],
    [
      no({
        criterion: 'CONSENT',
        code: 'CONSENT_MISSING',
        params: { missing: ['REPRESENTATIVE', 'CHILD'], refused: [] },
        change: { code: 'CONSENT_GIVEN', from: null },
      }),
      'Toestemming : toestemming ontbreekt van ouders of voogd en de jongere zelf Als de toestemming er komt',
    ],
    [
      no({
        criterion: 'CONSENT',
        code: 'CONSENT_MISSING',
        params: { missing: ['CHILD'], refused: ['CHILD'] },
      }),
      'Toestemming : toestemming geweigerd door de jongere zelf Daar verandert niets aan.',
    ],
    [
      no({
        criterion: 'PLACE',
        code: 'ONLY_IF_OTHERS_MOVE',
        params: { asked: 1, moves: 2 },
        change: { code: 'OTHERS_MOVE', from: null },
      }),
      'Vrije plaats : alleen als 2 andere kinderen verhuizen Als anderen verhuizen',
    ],
  ] as const)('%#', (verdict, words) => {
    expect(read(verdict)).toBe(words);
  });

  /** Every code with every day it may carry: no key, no hole, no code is left on the screen. */
  test.each(['fr', 'en', 'nl'] as const)(
    'of every code there are words in %s',
    async (language) => {
      await speak(language);
      const params = { startFrom: '2027-01-12', stops: ['UNDER_12'], refused: [] };
      const dated = ['OLDER', 'START_LATER', 'STOP_ENDS', 'GUEST_LEAVES', 'PLACE_COMES_FREE'];
      const all = read(
        ...verdictCodes.map((code) => no({ code, params })),
        ...changeCodes.map((code) => no({ params, change: { code, from: null } })),
        ...[...dated, 'SIBLINGS_FIT_LATER'].map((code) =>
          no({ params, change: { code: code as 'OLDER', from: '2027-03-01' } }),
        ),
      );
      expect(all.match(/\{\{|codes\.|undefined|[A-Z]+_[A-Z]+/g)).toBeNull();
    },
  );
});
