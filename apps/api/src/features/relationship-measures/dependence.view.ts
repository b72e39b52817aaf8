import { cooperationBasis, dependenceBalance } from '@mortise/domain';
import type { AccountFacts } from './account-facts.service.js';
import { newestSaid } from './answers.js';
import type { AccountDependence } from './dependence.types.js';
import { lockInOf, replacementOf } from './exit-barrier.view.js';
import type { ExitFacts } from './exit-facts.service.js';
import { figureOf, type MeasuredFigure } from './measure.types.js';
import type { AccountSatisfaction } from './satisfaction.types.js';

/** The customer's part of what we sell. */
function revenueShare({ trade }: AccountFacts): MeasuredFigure {
  const share = trade && trade.allMinor > 0n ? Number(trade.netMinor) / Number(trade.allMinor) : undefined;
  const value = share === undefined ? undefined : Math.min(1, Math.max(0, share));
  return figureOf(value, trade === null ? 'NEEDS_TRADE_READ' : 'NO_SALES', ['account_month', 'product_month']);
}

/** Our part of what the customer buys; more than all of it is all of it. */
export function purchaseShare({ share, seesTrade }: AccountFacts): MeasuredFigure {
  const value = share === null ? undefined : Math.min(1, Math.max(0, share.share));
  return figureOf(value, seesTrade ? 'NO_WALLET' : 'NEEDS_TRADE_READ', ['account_share']);
}

/** Who needs whom, and whether anybody is held by that alone. */
export function dependenceOf(
  facts: AccountFacts,
  exit: ExitFacts,
  satisfaction: AccountSatisfaction,
): AccountDependence {
  const { accountId, asOf, policyVersion, policy } = facts;
  const parts = {
    revenueShare: revenueShare(facts),
    customerReplacement: replacementOf(facts, 'OURS'),
    purchaseShare: purchaseShare(facts),
    supplierReplacement: replacementOf(facts, 'THEIRS'),
  };
  const [revenue, customer, purchases, supplier] = Object.values(parts).map(({ value }) => value);
  const balance =
    revenue == null || customer == null || purchases == null || supplier == null
      ? null
      : dependenceBalance({
          revenueShare: revenue,
          customerReplacementDifficulty: customer,
          purchaseShare: purchases,
          supplierReplacementDifficulty: supplier,
        });
  const assessed = newestSaid(facts.judgements.of('EXIT_BARRIER'), 'basis')?.value ?? null;
  const gap = satisfaction.ours?.gap?.mean ?? null;
  const read = cooperationBasis(balance?.power ?? 0, gap, assessed, policy.relationshipDifference.largePowerGap);
  return {
    ...{ accountId, asOf, policyVersion, ...parts },
    ...{ ours: balance?.ours ?? null, theirs: balance?.theirs ?? null },
    ...{ power: balance?.power ?? null, interdependence: balance?.interdependence ?? null },
    reason: balance === null ? 'PART_UNKNOWN' : null,
    ...{ basis: read.basis, coercionFlagged: read.flagged, coerced: read.coerced, contradicted: read.contradicted },
    lockIn: lockInOf(facts, exit),
  };
}
