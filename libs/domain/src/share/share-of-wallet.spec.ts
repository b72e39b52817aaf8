import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { shareDecimal } from './exact-share.js';
import { accountShare, shareOfWallet, type KnownShare, type ShareOfWallet } from './share-of-wallet.js';
import { CONFIDENCES, DEFAULT_SHARE_POLICY, estimateWallet, WALLET_METHODS, type WalletAmount } from './wallet.js';

function known(share: ShareOfWallet): KnownShare {
  if (!share.known) throw new Error(`expected a share, got ${share.reason}`);
  return share;
}

const declared = (amount: number, confidence: WalletAmount['confidence'] = 'A'): WalletAmount => ({
  method: 'DECLARED',
  amountMinor: BigInt(amount),
  confidence,
});

describe(shareOfWallet.name, () => {
  it('ST-02 §8.2: is ours over the wallet to the last digit, with the method and confidence it came from', () => {
    const share = known(shareOfWallet({ oursMinor: 12_345n, wallets: [declared(98_765)] }));
    expect(share).toMatchObject({ method: 'DECLARED', confidence: 'A', walletMinor: 98_765n, dataErrors: [] });
    expect(share.exact).toEqual({ oursMinor: 12_345n, walletMinor: 98_765n });
    expect(shareDecimal(share.exact, 10)).toBe('0.1249936718');
    expect(share.share).toBe(12_345 / 98_765);
  });

  it.each([
    ['A', 0.05],
    ['B', 0.15],
    ['C', 0.3],
    ['D', 0.5],
  ] as const)(
    'inverts the 10 %% and 90 %% quantiles of a log-normal wallet of confidence %s',
    (confidence, variation) => {
      const share = known(shareOfWallet({ oursMinor: 30_000_000n, wallets: [declared(100_000_000, confidence)] }));
      const factor = Math.exp(1.2815515655446004 * Math.sqrt(Math.log(1 + variation ** 2)));
      expect(share.lower).toBeCloseTo(0.3 / factor, 7);
      expect(share.upper).toBeCloseTo(0.3 * factor, 7);
    },
  );

  it('has no width where a tenant states that its wallets are counted', () => {
    const policy = {
      ...DEFAULT_SHARE_POLICY,
      coefficientOfVariation: { ...DEFAULT_SHARE_POLICY.coefficientOfVariation, A: 0 },
    };
    const share = known(shareOfWallet({ oursMinor: 1n, wallets: [declared(3)] }, policy));
    expect([share.lower, share.upper]).toEqual([share.share, share.share]);
  });

  it('§8.2: uses the best method on hand, whatever the confidence of the others', () => {
    const wallets = WALLET_METHODS.filter((method) => method !== 'WAR_RANK').map((method, i) => {
      return { method, amountMinor: BigInt(1000 + i), confidence: method === 'DECLARED' ? 'D' : 'A' } as const;
    });
    for (let kept = wallets; kept.length > 0; kept = kept.slice(1)) {
      const estimate = estimateWallet([...kept].reverse(), 1n);
      expect([estimate?.method, estimate?.medianMinor]).toEqual([kept[0]?.method, kept[0]?.amountMinor]);
    }
  });

  it('§8.2: combines several sources of one method by inverse variance on the log scale', () => {
    const [a, c] = [declared(1_000_000, 'A'), declared(2_000_000, 'C')];
    const estimate = estimateWallet([a, c], 1n);
    const [va, vc] = [Math.log(1 + 0.05 ** 2), Math.log(1 + 0.3 ** 2)];
    const log = (Math.log(1_000_000) / va + Math.log(2_000_000) / vc) / (1 / va + 1 / vc);
    expect(Number(estimate?.medianMinor)).toBeCloseTo(Math.exp(log), -1);
    expect(estimate?.sigma).toBeCloseTo(Math.sqrt(1 / (1 / va + 1 / vc)), 12);
    expect(estimate?.sources).toEqual([a, c]);
    expect(estimate?.confidence).toBe('A');
    expect(estimateWallet([c, a], 1n)?.confidence).toBe('A');
  });

  it('lets counted wallets silence estimated ones, and takes their geometric mean where they differ', () => {
    const policy = { ...DEFAULT_SHARE_POLICY, coefficientOfVariation: { A: 0, B: 0.15, C: 0.3, D: 0.5 } };
    const estimate = estimateWallet([declared(9, 'B'), declared(100), declared(400)], 1n, policy);
    expect([estimate?.medianMinor, estimate?.sigma]).toEqual([200n, 0]);
  });

  it('§8.2: falls back on our rank where no money figure exists, with the lowest confidence', () => {
    const share = known(shareOfWallet({ oursMinor: 5_000n, wallets: [{ method: 'WAR_RANK', rank: 1, suppliers: 3 }] }));
    expect(share).toMatchObject({ share: 0.5, walletMinor: 10_000n, method: 'WAR_RANK', confidence: 'D' });
  });

  it('makes nothing of a rank before we sell', () => {
    const wallets = [{ method: 'WAR_RANK', rank: 1, suppliers: 3 } as const];
    expect(shareOfWallet({ oursMinor: 0n, wallets })).toEqual({ known: false, reason: 'NO_WALLET' });
  });

  it('tells no wallet from no purchases', () => {
    expect(shareOfWallet({ oursMinor: 5n, wallets: [] })).toEqual({ known: false, reason: 'NO_WALLET' });
    expect(shareOfWallet({ oursMinor: 0n, wallets: [declared(0)] })).toEqual({ known: false, reason: 'NO_PURCHASES' });
    expect(shareOfWallet({ oursMinor: -3n, wallets: [declared(-5)] })).toEqual({
      known: false,
      reason: 'NO_PURCHASES',
    });
  });

  it('§8.2: clamps and reports what cannot be', () => {
    const above = known(shareOfWallet({ oursMinor: 120n, wallets: [declared(100)] }));
    expect(above).toMatchObject({ share: 1, upper: 1, dataErrors: ['OURS_EXCEEDS_WALLET'] });
    const returned = known(shareOfWallet({ oursMinor: -20n, wallets: [declared(100)] }));
    expect(returned).toMatchObject({ share: 0, lower: 0, upper: 0, dataErrors: ['NEGATIVE_SALES'] });
    const nothing = known(shareOfWallet({ oursMinor: 20n, wallets: [declared(0), declared(0)] }));
    expect(nothing).toMatchObject({ share: 1, dataErrors: ['OURS_EXCEEDS_WALLET'] });
  });

  it('prefers figures above zero to a zero from the same method', () => {
    expect(estimateWallet([declared(0), declared(700)], 1n)?.medianMinor).toBe(700n);
  });

  it.each([-0.1, NaN, Infinity])('refuses %p as a coefficient of variation', (A) => {
    const policy = {
      ...DEFAULT_SHARE_POLICY,
      coefficientOfVariation: { ...DEFAULT_SHARE_POLICY.coefficientOfVariation, A },
    };
    expect(() => shareOfWallet({ oursMinor: 1n, wallets: [declared(2)] }, policy)).toThrow(InvalidValueError);
  });
});

describe(accountShare.name, () => {
  it('ST-02: is the sum over the agreed categories and names those without a wallet', () => {
    const result = accountShare([
      { category: 'tubes', oursMinor: 30n, wallets: [declared(100)] },
      { category: 'plates', oursMinor: 50n, wallets: [{ ...declared(100, 'C'), method: 'TENDER' }] },
      { category: 'seals', oursMinor: 999n, wallets: [] },
    ]);
    expect(result.total).toMatchObject({ share: 0.4, walletMinor: 200n, method: 'TENDER', confidence: 'C' });
    expect(result.categories.map(({ share }) => share.known)).toEqual([true, true, false]);
    expect(result.withoutWallet).toEqual(['seals']);
  });

  it('is unknown without any wallet', () => {
    expect(accountShare([{ category: 'seals', oursMinor: 9n, wallets: [] }]).total).toEqual({
      known: false,
      reason: 'NO_WALLET',
    });
    expect(accountShare([]).total).toEqual({ known: false, reason: 'NO_WALLET' });
  });
});

describe('properties of shares', () => {
  const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 18n });
  const money = fc.record({
    method: fc.constantFrom('DECLARED', 'BOM', 'STATEMENT', 'TENDER', 'ESTIMATE' as const),
    amountMinor: amount,
    confidence: fc.constantFrom(...CONFIDENCES),
  });
  const rank = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(8))
    .map(([rank, more]) => ({ method: 'WAR_RANK', rank, suppliers: rank + more }) as const);
  const category = fc.record({
    category: fc.string(),
    oursMinor: amount,
    wallets: fc.array(fc.oneof(money, rank), { maxLength: 4 }),
  });

  it('ST-02: 0 ≤ lower ≤ share ≤ upper ≤ 1, and never a NaN', () => {
    fc.assert(
      fc.property(fc.array(category, { maxLength: 4 }), (categories) => {
        const { total, categories: each } = accountShare(categories);
        for (const share of [total, ...each.map((row) => row.share)]) {
          if (!share.known) continue;
          const { lower, share: point, upper } = share;
          expect(0 <= lower && lower <= point && point <= upper && upper <= 1).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('more sales never lower a share of the same wallets', () => {
    const wallets = fc.array(money, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(amount, fc.bigInt({ min: 0n, max: 10n ** 18n }), wallets, (oursMinor, more, of) => {
        const [less, most] = [
          shareOfWallet({ oursMinor, wallets: of }),
          shareOfWallet({ oursMinor: oursMinor + more, wallets: of }),
        ];
        if (!less.known || !most.known) return;
        expect(most.share).toBeGreaterThanOrEqual(less.share);
        expect(most.lower).toBeGreaterThanOrEqual(less.lower);
        expect(most.upper).toBeGreaterThanOrEqual(less.upper);
      }),
    );
  });

  it('less confidence never narrows the interval', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        (oursMinor, wallet) => {
          const widths = CONFIDENCES.map((confidence) => {
            const wallets = [{ method: 'BOM', amountMinor: wallet, confidence } as const];
            const { lower, upper } = known(shareOfWallet({ oursMinor, wallets }));
            return { lower, upper };
          });
          widths.slice(1).forEach(({ lower, upper }, i) => {
            expect(lower).toBeLessThanOrEqual(widths[i]?.lower as number);
            expect(upper).toBeGreaterThanOrEqual(widths[i]?.upper as number);
          });
        },
      ),
    );
  });
});
