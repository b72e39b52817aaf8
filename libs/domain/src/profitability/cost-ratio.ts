import { InvalidValueError } from '../errors/invalid-value.error.js';

/** The trade's saying that winning a customer costs seven times as much as keeping one: a reference line, no measurement. */
export const REFERENCE_ACQUISITION_RATIO = 7;

/** What was spent in a period on winning and on keeping accounts, and how many were won and kept. */
export interface AcquisitionAndRetention {
  readonly acquisitionMinor: bigint;
  readonly newAccounts: number;
  readonly retentionMinor: bigint;
  readonly retainedAccounts: number;
}

/**
 * The tenant's own ratio: cost per new account ÷ cost per retained account. Undefined where nobody was won or kept, or
 * keeping cost nothing. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for counts that are not whole and ≥ 0, or negative costs
 */
export function acquisitionRetentionRatio(costs: AcquisitionAndRetention): number | undefined {
  const { acquisitionMinor, newAccounts, retentionMinor, retainedAccounts } = costs;
  for (const count of [newAccounts, retainedAccounts]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new InvalidValueError('INVALID_NUMBER', count);
  }
  for (const cost of [acquisitionMinor, retentionMinor]) {
    if (cost < 0n) throw new InvalidValueError('INVALID_NUMBER', cost);
  }
  if (newAccounts === 0 || retainedAccounts === 0 || retentionMinor === 0n) return undefined;
  const ratio = Number(acquisitionMinor) / newAccounts / (Number(retentionMinor) / retainedAccounts);
  return Number.isFinite(ratio) ? ratio : undefined;
}
