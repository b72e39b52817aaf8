import { exactShare, shareNumber, type ExactShare } from './exact-share.js';
import {
  CONFIDENCES,
  DEFAULT_SHARE_POLICY,
  estimateWallet,
  type Confidence,
  type SharePolicy,
  WALLET_METHODS,
  type WalletEstimate,
  type WalletMethod,
  type WalletObservation,
} from './wallet.js';

/** Facts that contradict each other and have to be corrected at their source. */
export type ShareDataError = 'OURS_EXCEEDS_WALLET' | 'NEGATIVE_SALES';

/** A share of wallet with its interval; 0 ≤ lower ≤ share ≤ upper ≤ 1. */
export interface KnownShare {
  readonly known: true;
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
  /** `share` as the fraction it is, for comparisons to the minor unit. */
  readonly exact: ExactShare;
  readonly walletMinor: bigint;
  /** Method and confidence of the wallet; over several categories the weakest that takes part. */
  readonly method: WalletMethod;
  readonly confidence: Confidence;
  readonly dataErrors: readonly ShareDataError[];
}

export interface UnknownShare {
  readonly known: false;
  /** `NO_WALLET`: nobody said what the customer buys. `NO_PURCHASES`: the customer bought nothing, from anyone. */
  readonly reason: 'NO_WALLET' | 'NO_PURCHASES';
}

export type ShareOfWallet = KnownShare | UnknownShare;

/** Our net sales and what is known of the wallet, for one agreed category and the same window, in minor units. */
export interface CategoryPurchases {
  readonly category: string;
  readonly oursMinor: bigint;
  readonly wallets: readonly WalletObservation[];
}

export interface AccountShare {
  readonly total: ShareOfWallet;
  readonly categories: readonly { readonly category: string; readonly share: ShareOfWallet }[];
  /** Categories left out of the total on both sides, because no wallet is known. */
  readonly withoutWallet: readonly string[];
}

/**
 * Share of wallet of one category: ours ÷ wallet, clamped to 0…1. The wallet is log-normal around its figure and our
 * sales are known, so the interval comes from the wallet's quantiles: lower = ours ÷ high, upper = ours ÷ low.
 */
export function shareOfWallet(
  purchases: Omit<CategoryPurchases, 'category'>,
  policy: SharePolicy = DEFAULT_SHARE_POLICY,
): ShareOfWallet {
  const wallet = estimateWallet(purchases.wallets, purchases.oursMinor, policy);
  return wallet === null ? { known: false, reason: 'NO_WALLET' } : ratio(purchases.oursMinor, [wallet]);
}

/**
 * Share over the agreed categories: Σ ours ÷ Σ wallet. The interval adds the categories' quantiles, as if all figures
 * of a customer were wrong together: never too narrow, and without an approximation for the sum of log-normals.
 */
export function accountShare(
  categories: readonly CategoryPurchases[],
  policy: SharePolicy = DEFAULT_SHARE_POLICY,
): AccountShare {
  const rows = categories.map(({ category, oursMinor, wallets }) => {
    return { category, oursMinor, wallet: estimateWallet(wallets, oursMinor, policy) };
  });
  const wallets = rows.flatMap(({ wallet }) => wallet ?? []);
  const ours = rows.reduce((sum, { oursMinor, wallet }) => (wallet === null ? sum : sum + oursMinor), 0n);
  return {
    total: wallets.length === 0 ? { known: false, reason: 'NO_WALLET' } : ratio(ours, wallets),
    categories: rows.map(({ category, oursMinor, wallet }) => ({
      category,
      share: wallet === null ? { known: false, reason: 'NO_WALLET' } : ratio(oursMinor, [wallet]),
    })),
    withoutWallet: rows.filter(({ wallet }) => wallet === null).map(({ category }) => category),
  };
}

function ratio(oursMinor: bigint, wallets: readonly WalletEstimate[]): ShareOfWallet {
  const sum = (pick: (wallet: WalletEstimate) => bigint): bigint => wallets.reduce((total, w) => total + pick(w), 0n);
  const walletMinor = sum((wallet) => wallet.medianMinor);
  if (walletMinor <= 0n && oursMinor <= 0n) return { known: false, reason: 'NO_PURCHASES' };
  const exact = exactShare(oursMinor, walletMinor);
  const share = shareNumber(exact);
  const dataErrors: ShareDataError[] = [];
  if (oursMinor > walletMinor) dataErrors.push('OURS_EXCEEDS_WALLET');
  if (oursMinor < 0n) dataErrors.push('NEGATIVE_SALES');
  return {
    known: true,
    share,
    // Quantiles are rounded to minor units, so the bounds are held to their side of the point.
    lower: Math.min(
      share,
      shareNumber(
        exactShare(
          oursMinor,
          sum((wallet) => wallet.highMinor),
        ),
      ),
    ),
    upper: Math.max(
      share,
      shareNumber(
        exactShare(
          oursMinor,
          sum((wallet) => wallet.lowMinor),
        ),
      ),
    ),
    exact,
    walletMinor,
    method: weakest(
      WALLET_METHODS,
      wallets.map((wallet) => wallet.method),
    ),
    confidence: weakest(
      CONFIDENCES,
      wallets.map((wallet) => wallet.confidence),
    ),
    dataErrors,
  };
}

/** The code that stands last in a list ordered best first. */
function weakest<Code>(bestFirst: readonly Code[], codes: readonly Code[]): Code {
  return bestFirst[Math.max(...codes.map((code) => bestFirst.indexOf(code)))] as Code;
}
