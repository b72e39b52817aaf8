import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';
import type { Random } from '../random/random.js';
import { type Interval, wilsonInterval } from '../statistics/interval.js';
import { compareText } from '../text/compare-text.js';
import { scaleMinor } from './white-space.js';

/** Accounts that were offered an action, or held out from it, and how many of them responded. */
export interface ResponseCount {
  readonly accounts: number;
  readonly responses: number;
}

export interface ResponseUplift {
  /** Response rate with the action minus without, in [−1, 1]. */
  readonly uplift: number;
  readonly interval: Interval;
}

/**
 * What an action adds to the response rate, against a hold-out; interval by Newcombe's hybrid of two Wilson intervals
 * (1998, method 10). Undefined where a group is empty. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 ≤ responses ≤ accounts and the confidence lies in (0, 1)
 */
export function responseUplift(
  treated: ResponseCount,
  holdOut: ResponseCount,
  confidence = 0.9,
): ResponseUplift | undefined {
  if (!(confidence > 0 && confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', confidence);
  for (const { accounts, responses } of [treated, holdOut])
    if (!(responses >= 0 && responses <= accounts)) throw new InvalidValueError('INVALID_NUMBER', responses);
  const withAction = wilsonInterval(treated.responses, treated.accounts, confidence);
  const without = wilsonInterval(holdOut.responses, holdOut.accounts, confidence);
  if (withAction === undefined || without === undefined) return undefined;
  const [rate, base] = [treated.responses / treated.accounts, holdOut.responses / holdOut.accounts];
  const uplift = rate - base;
  return {
    uplift,
    interval: {
      lower: uplift - Math.hypot(rate - withAction.lower, without.upper - base),
      upper: uplift + Math.hypot(withAction.upper - rate, base - without.lower),
    },
  };
}

/** An action that could be taken for accounts of a segment, with how it did before. */
export interface ActionRecord {
  readonly action: string;
  readonly treated: ResponseCount;
  readonly holdOut: ResponseCount;
  /** Margin of one response, in minor units. */
  readonly marginMinor: MinorUnits;
  /** Cost of taking the action once, in minor units. */
  readonly costMinor: MinorUnits;
}

export interface ActionValue {
  readonly action: string;
  /** uplift × margin − cost, per account. */
  readonly expectedUpliftMinor: MinorUnits;
  readonly response: ResponseUplift;
}

export interface NextBestAction {
  /** The action with the largest expected margin uplift above zero; undefined: leave the account alone. */
  readonly best: ActionValue | undefined;
  /** Every measured action, best first. */
  readonly measured: readonly ActionValue[];
  /** Actions without enough accounts in both groups: try them on some and hold out others. */
  readonly unmeasured: readonly string[];
}

/**
 * The next best action of a segment: argmax of (response with − response without) × margin − cost. What the account
 * would have bought anyway counts for no action. O(n log n).
 *
 * @param minimumGroup accounts needed in either group; 30 unless told (Mortise's own proposal)
 * @throws InvalidValueError as {@link responseUplift}, `INVALID_LENGTH` for a group below 1
 */
export function nextBestAction(actions: readonly ActionRecord[], minimumGroup = 30): NextBestAction {
  if (!Number.isInteger(minimumGroup) || minimumGroup < 1) throw new InvalidValueError('INVALID_LENGTH', minimumGroup);
  const unmeasured: string[] = [];
  const measured: ActionValue[] = [];
  for (const { action, treated, holdOut, marginMinor, costMinor } of actions) {
    const response = responseUplift(treated, holdOut);
    if (response === undefined || Math.min(treated.accounts, holdOut.accounts) < minimumGroup) unmeasured.push(action);
    else measured.push({ action, response, expectedUpliftMinor: scaleMinor(marginMinor, response.uplift) - costMinor });
  }
  measured.sort(
    (a, b) =>
      Number(b.expectedUpliftMinor > a.expectedUpliftMinor) - Number(b.expectedUpliftMinor < a.expectedUpliftMinor) ||
      compareText(a.action, b.action),
  );
  return { best: measured.find(({ expectedUpliftMinor }) => expectedUpliftMinor > 0n), measured, unmeasured };
}

/**
 * Draws the accounts that get no action, so that its effect can be measured: each with the same chance. O(accounts).
 *
 * @param share chance of being held out, in [0, 1]; a tenth unless told
 * @throws InvalidValueError `INVALID_NUMBER` for a share outside [0, 1]
 */
export function drawHoldOut(accounts: readonly string[], random: Random, share = 0.1): ReadonlySet<string> {
  if (!(share >= 0 && share <= 1)) throw new InvalidValueError('INVALID_NUMBER', share);
  return new Set(accounts.filter(() => random() < share));
}
