import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersOf, sheetOf } from '../../test/assessment-scenario.js';
import { krippendorffAlpha } from '../agreement/krippendorff-alpha.js';
import type { ItemAnswer } from './instrument.js';
import { INSTRUMENT_V1 } from './instrument-v1.js';
import { raterReliability, type RatedRound } from './rater-reliability.js';

/** A round in which one rater of each of three groups gives one answer throughout. */
const roundOf = (marketing: ItemAnswer, manager: ItemAnswer, customer: ItemAnswer | null): RatedRound => ({
  form: 'SHORT',
  sheets: [
    sheetOf('a', 'MARKETING', answersOf('SHORT', marketing)),
    sheetOf('b', 'SALES_MANAGER', answersOf('SHORT', manager)),
    sheetOf('c', 'CUSTOMER', answersOf('SHORT', customer)),
  ],
});
const GROUPS = ['MARKETING', 'SALES_MANAGER', 'CUSTOMER'] as const;

describe(raterReliability.name, () => {
  it('§8.13: is the ordinal alpha over accounts and items', () => {
    const rounds = [roundOf(1, 1, 2), roundOf(2, 3, null), roundOf(4, 4, 4)];
    const rows = [...Array(6).fill([1, 1, 2]), ...Array(6).fill([2, 3]), ...Array(6).fill([4, 4, 4])];
    const alpha = krippendorffAlpha(rows, 'ORDINAL');
    const result = raterReliability(rounds, INSTRUMENT_V1, GROUPS);
    expect(result.alpha).toBeCloseTo(alpha.known ? alpha.alpha : NaN, 12);
    expect(result.reading).toBe('FIRM');
  });

  it('§8.13: is the intraclass correlation of group scores over the accounts that have them all', () => {
    const rounds = [roundOf(1, 2, 3), roundOf(2, 3, 4), roundOf(2, 2, null)];
    const { scores } = raterReliability(rounds, INSTRUMENT_V1, GROUPS);
    expect(scores).toMatchObject({ targets: 2, raters: 3 });
    // B = 54, J = 72, E = 0 in points of the score.
    expect(scores?.single.TWO_WAY_MIXED).toBeCloseTo(1, 12);
    expect(scores?.single.TWO_WAY_RANDOM).toBeCloseTo(54 / (54 + (3 * 72) / 2), 12);
    expect(scores?.average.TWO_WAY_RANDOM).toBeCloseTo(54 / (54 + 72 / 2), 12);
    // Nobody of the fourth group has rated.
    expect(raterReliability(rounds, INSTRUMENT_V1).scores).toBeNull();
  });

  it('says nothing where nothing can be said', () => {
    const none = { alpha: null, reading: null, scores: null };
    expect(raterReliability([], INSTRUMENT_V1)).toEqual(none);
    expect(raterReliability([roundOf(3, 3, 3)], INSTRUMENT_V1, GROUPS)).toEqual(none);
    const vague: RatedRound = { form: 'SHORT', sheets: [sheetOf('a', 'MARKETING', answersOf('SHORT', null))] };
    expect(raterReliability([vague, vague], INSTRUMENT_V1, GROUPS)).toEqual(none);
  });

  it('does not depend on the order of accounts or sheets', () => {
    const answer = fc.constantFrom<ItemAnswer>(1, 2, 3, 4);
    const rounds = fc.array(fc.tuple(answer, answer, fc.option(answer)).map((said) => roundOf(...said)));
    fc.assert(
      fc.property(rounds, (rated) => {
        const turned = [...rated].reverse().map((round) => ({ ...round, sheets: [...round.sheets].reverse() }));
        const [a, b] = [rated, turned].map((some) => raterReliability(some, INSTRUMENT_V1, GROUPS).alpha);
        if (a == null || b == null) expect(b).toBe(a);
        else expect(b).toBeCloseTo(a, 10);
      }),
    );
  });
});
