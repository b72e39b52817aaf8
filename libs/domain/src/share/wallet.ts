import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { walletAllocationRule } from './wallet-allocation-rule.js';

/** How a wallet became known, best first: the first method on hand is used, the others are kept for comparison. */
export const WALLET_METHODS = ['DECLARED', 'BOM', 'STATEMENT', 'TENDER', 'WAR_RANK', 'ESTIMATE'] as const;
export type WalletMethod = (typeof WALLET_METHODS)[number];

/** How far a wallet figure can be trusted, best first. */
export const CONFIDENCES = ['A', 'B', 'C', 'D'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * Policy of share of wallet. A coefficient of variation of 0 states that figures of that confidence are exact, for a
 * tenant whose wallets are counted and not estimated.
 */
export interface SharePolicy {
  readonly coefficientOfVariation: Readonly<Record<Confidence, number>>;
  /** Probability inside the interval, between 0 and 1. */
  readonly coverage: 0.5 | 0.8 | 0.9 | 0.95;
}

export const DEFAULT_SHARE_POLICY: SharePolicy = {
  coefficientOfVariation: { A: 0.05, B: 0.15, C: 0.3, D: 0.5 },
  coverage: 0.8,
};

/** What a customer buys in one category and window, as one source says it, in minor units. */
export interface WalletAmount {
  readonly method: Exclude<WalletMethod, 'WAR_RANK'>;
  readonly amountMinor: bigint;
  readonly confidence: Confidence;
  /** Where the figure comes from, for the reader. */
  readonly source?: string;
}

/** No money figure, only our rank among the customer's suppliers of the category; always confidence D. */
export interface WalletRank {
  readonly method: 'WAR_RANK';
  readonly rank: number;
  readonly suppliers: number;
  readonly source?: string;
}

export type WalletObservation = WalletAmount | WalletRank;

/** A wallet as a log-normal quantity: its median, and the interval that holds it with the policy's coverage. */
export interface WalletEstimate {
  readonly method: WalletMethod;
  /** The best confidence among the sources used. */
  readonly confidence: Confidence;
  readonly medianMinor: bigint;
  readonly lowMinor: bigint;
  readonly highMinor: bigint;
  /** Standard deviation of the logarithm; 0 for an exact wallet. */
  readonly sigma: number;
  /** The observations used: all of the best method on hand. */
  readonly sources: readonly WalletObservation[];
}

/** Standard normal quantile at (1 + coverage) / 2, ready for the few coverages there are: wallets are read in thousands. */
const QUANTILE = { 0.5: 0.6744897501960817, 0.8: 1.2815515655446004, 0.9: 1.6448536269514722, 0.95: 1.959963984540054 };

interface LogNormal {
  readonly amountMinor: bigint;
  readonly sigma: number;
  readonly confidence: Confidence;
}

/**
 * The wallet of one category from its observations: the best method on hand, several sources of it combined by
 * inverse variance on the log scale. Observations of zero or less say nothing about a log-normal size and are used only
 * when there are no others; a rank says nothing before we sell. Null where that leaves no observation.
 *
 * @param oursMinor our sales in the same window; a rank observation implies the wallet from them
 */
export function estimateWallet(
  observations: readonly WalletObservation[],
  oursMinor: bigint,
  policy: SharePolicy = DEFAULT_SHARE_POLICY,
): WalletEstimate | null {
  const telling = observations.filter((observation) => observation.method !== 'WAR_RANK' || oursMinor > 0n);
  const method = WALLET_METHODS.find((candidate) => telling.some((observation) => observation.method === candidate));
  if (method === undefined) return null;
  const ofMethod = telling.filter((observation) => observation.method === method);
  const pairs = ofMethod.map((observation) => ({ observation, value: logNormal(observation, oursMinor, policy) }));
  const positive = pairs.filter(({ value }) => value.amountMinor > 0n);
  const used = positive.length > 0 ? positive : pairs.slice(0, 1);
  const { amountMinor, sigma } = combine(used.map(({ value }) => value));
  const factor = Math.exp(QUANTILE[policy.coverage] * sigma);
  return {
    method,
    confidence: used.map(({ value }) => value.confidence).reduce((best, next) => (next < best ? next : best)),
    medianMinor: amountMinor,
    lowMinor: scaleMinor(amountMinor, 1 / factor),
    highMinor: scaleMinor(amountMinor, factor),
    sigma,
    sources: used.map(({ observation }) => observation),
  };
}

function logNormal(observation: WalletObservation, oursMinor: bigint, policy: SharePolicy): LogNormal {
  const confidence = observation.method === 'WAR_RANK' ? 'D' : observation.confidence;
  const variation = finite(policy.coefficientOfVariation[confidence]);
  if (variation < 0) throw new InvalidValueError('INVALID_NUMBER', variation);
  const sigma = Math.sqrt(Math.log1p(variation * variation));
  const amountMinor =
    observation.method === 'WAR_RANK'
      ? scaleMinor(oursMinor, 1 / walletAllocationRule(observation.rank, observation.suppliers))
      : observation.amountMinor;
  return { amountMinor, sigma, confidence };
}

/** Inverse-variance mean of the logarithms. Exact sources, being certain, silence the others. */
function combine(values: readonly LogNormal[]): { readonly amountMinor: bigint; readonly sigma: number } {
  const exact = values.filter(({ sigma }) => sigma === 0);
  const voices = exact.length > 0 ? exact : values;
  const [first] = voices as [LogNormal, ...LogNormal[]];
  if (voices.length === 1) return first;
  const weights = voices.map(({ sigma }) => (sigma === 0 ? 1 : 1 / (sigma * sigma)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Logarithms relative to the first source keep the ratio, and so the digits, of amounts of any size.
  const shift = voices.reduce((sum, { amountMinor }, i) => {
    return sum + (weights[i] as number) * Math.log(Number(amountMinor) / Number(first.amountMinor));
  }, 0);
  return {
    amountMinor: scaleMinor(first.amountMinor, Math.exp(shift / total)),
    sigma: exact.length > 0 ? 0 : Math.sqrt(1 / total),
  };
}

/** An amount times a factor, to the nearest minor unit; amounts below 2^53 lose nothing to a factor of 1. */
function scaleMinor(amountMinor: bigint, factor: number): bigint {
  return factor === 1 ? amountMinor : BigInt(Math.round(Number(amountMinor) * factor));
}
