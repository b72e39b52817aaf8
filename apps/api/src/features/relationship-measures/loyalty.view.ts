import {
  categoryBreadth,
  forwardCoverage,
  LOYALTY_KIND_OF,
  type LoyaltyComponent,
  type LoyaltyEvidence,
  loyaltyQuadrant,
  loyaltyRouteMix,
  loyaltyTriad,
  mean,
  repeatOrderShare,
} from '@mortise/domain';
import type { AccountFacts } from './account-facts.service.js';
import { newestOf, ownMinor, recentAnswers } from './answers.js';
import { purchaseShare } from './dependence.view.js';
import { lockInOf, purchasingRiskOf } from './exit-barrier.view.js';
import type { ExitFacts } from './exit-facts.service.js';
import { type AccountLoyalty, LOYALTY_COMPONENTS } from './loyalty.types.js';
import { figureOf, type MeasuredFigure } from './measure.types.js';
import type { AccountSatisfaction } from './satisfaction.types.js';

/** The three loyalties of an account, the routes to them, and what each rests on. */
export function loyaltyOf(facts: AccountFacts, exit: ExitFacts, satisfaction: AccountSatisfaction): AccountLoyalty {
  const { accountId, asOf, policyVersion, policy } = facts;
  const components: Readonly<Record<LoyaltyComponent, MeasuredFigure>> = {
    ...behaviour(facts),
    forwardCoverage: forward(facts),
    purchaseIntention: answered(facts, 'purchaseIntention'),
    attitude: answered(facts, 'attitude'),
    recommendation: answered(facts, 'recommendation'),
    referrals: referrals(facts),
  };
  const known = LOYALTY_COMPONENTS.flatMap((component) => {
    const { value } = components[component];
    return value === null ? [] : [[component, value]];
  });
  const triad = loyaltyTriad(Object.fromEntries(known) as LoyaltyEvidence, policy.loyalty.triad);
  const { theirs } = lockInOf(facts, exit);
  const costs = theirs.forfeitedRebate === null ? ['ledger_entry'] : ['ledger_entry', 'rebate_agreement'];
  const otherwise = theirs.reason ?? 'NOT_RECORDED';
  const switching = figureOf(theirs.index, otherwise, [...costs, 'account_month'], theirs.evidence);
  const risk = purchasingRiskOf(facts, exit);
  const happiness = figureOf(
    satisfaction.happiness,
    satisfaction.reason ?? 'NOT_ASKED',
    ['ledger_entry'],
    satisfaction.evidence,
  );
  const mix = loyaltyRouteMix({
    ...(happiness.value === null ? {} : { happiness: happiness.value }),
    ...(risk.value === null ? {} : { purchasingRisk: risk.value }),
    ...(switching.value === null ? {} : { switchingCost: switching.value }),
  });
  return {
    ...{ accountId, asOf, policyVersion },
    ...{ behavioural: triad.behavioural ?? null, intentional: triad.intentional ?? null },
    ...{ emotional: triad.emotional ?? null, code: triad.code ?? null, pattern: triad.pattern ?? null },
    components: LOYALTY_COMPONENTS.map((component) => ({
      ...{ component, kind: LOYALTY_KIND_OF[component], figure: components[component] },
    })),
    ...{ happiness, purchasingRisk: risk, switchingCost: switching },
    quadrant:
      satisfaction.index === null || switching.value === null
        ? null
        : loyaltyQuadrant(satisfaction.index, switching.value, policy.loyalty.quadrants),
    ...{ happyShare: mix.happyShare ?? null, warning: mix.warning ?? null },
  };
}

function behaviour(facts: AccountFacts): Record<'repeatOrders' | 'shareOfWallet' | 'breadth', MeasuredFigure> {
  const { trade } = facts;
  const repeated = trade && repeatOrderShare(trade.orderDays, trade.orderDaysBefore);
  const breadth = trade && categoryBreadth([...trade.byCategory.keys()], trade.neededCategories);
  const otherwise = trade === null ? 'NEEDS_TRADE_READ' : undefined;
  return {
    repeatOrders: figureOf(repeated, otherwise ?? 'NO_ORDERS_BEFORE', ['account_order_day']),
    shareOfWallet: purchaseShare(facts),
    breadth: figureOf(breadth, otherwise ?? 'NO_WALLET', ['account_category_month', 'wallet']),
  };
}

/** The mean of what each person said last within the months for which an answer counts. */
function answered(facts: AccountFacts, name: 'purchaseIntention' | 'attitude' | 'recommendation'): MeasuredFigure {
  const said = facts.judgements.of('LOYALTY_STATEMENT').filter((each) => each.said[name] !== undefined);
  const { given, reason } = recentAnswers(said, facts.asOf);
  const newest = newestOf(given, (each) => each.said.contact);
  const value = mean(newest.flatMap((each) => each.said[name] ?? []));
  return figureOf(
    value,
    reason ?? 'NOT_ASKED',
    ['ledger_entry'],
    newest.map(({ id }) => id),
  );
}

/** Nobody having written down a referral does not say that there was none. */
function referrals({ judgements, asOf }: AccountFacts): MeasuredFigure {
  const said = judgements.of('LOYALTY_STATEMENT').filter((each) => each.said.referredTo !== undefined);
  const { given } = recentAnswers(said, asOf);
  const made = newestOf(given, (each) => each.said.referredTo?.toLowerCase());
  return figureOf(
    made.length || undefined,
    'NOT_RECORDED',
    ['ledger_entry'],
    made.map(({ id }) => id),
  );
}

function forward(facts: AccountFacts): MeasuredFigure {
  const entries = facts.judgements.of('FORWARD_COMMITMENT');
  const own = entries.flatMap(({ id, on, said }) => {
    const amountMinor = ownMinor(said.amount, facts);
    return amountMinor === undefined
      ? []
      : [{ id, on, commitment: said.commitment, amountMinor, horizonMonths: said.horizon }];
  });
  const sources = ['ledger_entry', 'account_month'];
  if (entries.length === 0 || facts.trade === null)
    return figureOf(null, entries.length === 0 ? 'NOT_RECORDED' : 'NEEDS_TRADE_READ', sources);
  if (own.length === 0) return figureOf(null, 'CURRENCY_DIFFERS', sources);
  const value = forwardCoverage(own, facts.trade.netMinor, facts.asOf);
  const otherwise = facts.trade.netMinor > 0n ? 'NOT_RECORDED' : 'NO_SALES';
  return figureOf(
    value,
    otherwise,
    sources,
    own.map(({ id }) => id),
  );
}
