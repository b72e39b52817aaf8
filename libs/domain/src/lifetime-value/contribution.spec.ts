import { describe, expect, it } from '@jest/globals';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { drawGamma } from '../special-functions/index.js';
import {
  contributionIndependence,
  DEFAULT_CONTRIBUTION_POLICY,
  expectedContribution,
  fitContribution,
  type SegmentHistory,
} from './contribution.js';
import { fitGammaGamma, gammaGammaMean, type GammaGammaModel } from './gamma-gamma.js';

/** Small accounts that order often and large ones that order seldom, `each` of a kind. */
function twoSegments(each: number): SegmentHistory[] {
  const random = seededRandom(4);
  const account = (segment: string, orders: number, worth: number): SegmentHistory => {
    return { segment, orders, meanContribution: drawGamma(5 * orders, 5 / worth, random) / orders };
  };
  return Array.from({ length: each }, (_, index) => [
    account('shop', 10 + (index % 5), 100),
    account('plant', 2 + (index % 3), 5000),
  ]).flat();
}

describe(contributionIndependence.name, () => {
  it('§8.9: independent below |ρ| = 0.2, dependent from there on, whichever the direction', () => {
    const orders = [1, 2, 3, 4, 5];
    const of = (means: readonly number[]) =>
      contributionIndependence(orders.map((x, index) => ({ orders: x, meanContribution: means[index] as number })));
    expect(of([3, 1, 5, 2, 4])).toEqual({ correlation: expect.closeTo(0.3, 12), accounts: 5, independent: false });
    expect(of([4, 1, 5, 2, 3])).toEqual({ correlation: expect.closeTo(-0.1, 12), accounts: 5, independent: true });
    expect(of([3, 5, 1, 4, 2])).toEqual({ correlation: expect.closeTo(-0.3, 12), accounts: 5, independent: false });
    const exact = { ...DEFAULT_CONTRIBUTION_POLICY, dependenceFrom: 1 };
    const along = [1, 2, 3].map((x) => ({ orders: x, meanContribution: x }));
    expect(contributionIndependence(along, exact).independent).toBe(false);
  });

  it('takes what does not vary for independent and leaves out what is not fitted', () => {
    const same = [1, 1, 0].map((orders, index) => ({ orders, meanContribution: index + 1 }));
    expect(contributionIndependence(same)).toEqual({ correlation: undefined, accounts: 2, independent: true });
    expect(() => contributionIndependence([{ orders: -1, meanContribution: 1 }])).toThrow(InvalidValueError);
  });
});

describe(fitContribution.name, () => {
  it('§8.9: goes segment by segment where contribution depends on the number of orders', () => {
    const histories = twoSegments(40);
    const fit = fitContribution(histories);
    expect(fit.independence.independent).toBe(false);
    expect(fit.segments.get('shop')?.fit).toEqual(fitGammaGamma(histories.filter(({ segment }) => segment === 'shop')));
    const shop = { segment: 'shop', orders: 1, meanContribution: 2000 };
    const expected = expectedContribution(fit, shop);
    expect(expected?.basis).toBe('ACCOUNT');
    expect(expected?.contribution).toBe(gammaGammaMean(fit.segments.get('shop')?.fit?.model as GammaGammaModel, shop));
    expect(expected?.contribution).toBeLessThan(gammaGammaMean(fit.all.fit?.model as GammaGammaModel, shop) ?? 0);
  });

  it('§8.9: takes all accounts together where it does not, and where a segment is too small', () => {
    const small = fitContribution(twoSegments(29));
    expect(small.independence.independent).toBe(false);
    expect([...small.segments.values()].map(({ fit }) => fit)).toEqual([undefined, undefined]);
    expect(fitContribution(twoSegments(30)).segments.get('plant')?.fit?.accounts).toBe(30);
    const plants = twoSegments(40).map((history, index) => ({ ...history, orders: 1 + ((index * 7) % 5) }));
    const together = fitContribution(plants, { ...DEFAULT_CONTRIBUTION_POLICY, dependenceFrom: 2 });
    expect(together.segments.get('plant')?.fit).toBeUndefined();
    const shop = { segment: 'shop', orders: 1, meanContribution: 2000 };
    const all = gammaGammaMean(together.all.fit?.model as GammaGammaModel, shop);
    expect(expectedContribution(together, shop)).toEqual({
      contribution: all,
      basis: 'ACCOUNT',
      model: together.all.fit?.model,
    });
  });
});

describe(expectedContribution.name, () => {
  const histories: SegmentHistory[] = [
    { segment: 'a', orders: 3, meanContribution: 100 },
    { segment: 'a', orders: 1, meanContribution: -60 },
    { segment: 'b', orders: 4, meanContribution: 400 },
    { orders: 2, meanContribution: 250 },
    { segment: 'new', orders: 0, meanContribution: 0 },
  ];
  const fit = fitContribution(histories);

  it('§8.9: stands on the mean of the segment without own orders and after losses', () => {
    const at = (history: SegmentHistory) => expectedContribution(fit, history);
    expect(at({ segment: 'a', orders: 0, meanContribution: 0 })).toEqual({
      contribution: 60,
      basis: 'SEGMENT_NO_ORDERS',
    });
    expect(at({ segment: 'a', orders: 1, meanContribution: -60 })).toEqual({
      contribution: 60,
      basis: 'SEGMENT_LOSS_MAKING',
    });
    expect(at({ segment: 'b', orders: 2, meanContribution: 0 })?.basis).toBe('SEGMENT_LOSS_MAKING');
    expect(at({ segment: 'b', orders: 1, meanContribution: 30 })?.basis).toBe('ACCOUNT');
  });

  it('stands on the mean of all where the segment has no orders, is unknown or not named', () => {
    for (const segment of [{ segment: 'new' }, { segment: 'unheard of' }, {}]) {
      const expected = expectedContribution(fit, { ...segment, orders: 0, meanContribution: 0 });
      expect(expected?.contribution).toBeCloseTo((300 - 60 + 1600 + 500) / 10, 9);
    }
  });

  it('says that there is no fit, and knows nothing where nobody has ordered', () => {
    const one = fitContribution([{ orders: 2, meanContribution: 30 }]);
    expect(expectedContribution(one, { orders: 1, meanContribution: 90 })).toEqual({
      contribution: 30,
      basis: 'SEGMENT_NO_FIT',
    });
    const none = fitContribution([]);
    expect(none.all.meanContribution).toBeUndefined();
    expect(expectedContribution(none, { orders: 1, meanContribution: 90 })).toBeUndefined();
    expect(() => expectedContribution(one, { orders: -1, meanContribution: 0 })).toThrow(InvalidValueError);
  });
});
