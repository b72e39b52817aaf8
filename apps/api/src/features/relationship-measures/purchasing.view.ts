import {
  capTargetStage,
  KRALJIC_POSITIONS,
  kraljicPosition,
  profitImpactCriteria,
  type PurchasingFacts,
  supplyRiskCriteria,
  weightedScore,
} from '@mortise/domain';
import type { Judgement } from '../ledger/judgements.service.js';
import type { AccountFacts } from './account-facts.service.js';
import { newestSaid } from './answers.js';
import { figureOf, type MeasuredFigure } from './measure.types.js';
import type { PurchasingPortfolio, PurchasingPosition } from './purchasing.types.js';

type Views = readonly Judgement<'PURCHASING_VIEW'>[];

/** Positions of the categories that somebody has judged from the customer's seat. */
export function purchasingOf(facts: AccountFacts, purchasesMinor: bigint | null): PurchasingPortfolio {
  const { accountId, asOf, policyVersion, policy, targetStage } = facts;
  const views = facts.judgements.of('PURCHASING_VIEW');
  const categories = [...new Set(views.map(({ said }) => said.category))]
    .map((categoryId) =>
      positionOf(
        categoryId,
        facts,
        views.filter(({ said }) => said.category === categoryId),
        purchasesMinor,
      ),
    )
    .sort((a, b) => rankOf(b) - rankOf(a) || (a.categoryId < b.categoryId ? -1 : 1));
  const most = categories[0]?.position ?? undefined;
  const capped = targetStage === null ? undefined : capTargetStage(targetStage, most, policy.kraljic);
  return {
    ...{ accountId, asOf, policyVersion, categories, targetStage },
    reason: categories.length === 0 ? 'NOT_RECORDED' : null,
    ...{ realisticTarget: capped?.targetStage ?? null, capped: capped?.capped ?? false },
  };
}

const rankOf = ({ position }: PurchasingPosition): number =>
  position === null ? -1 : KRALJIC_POSITIONS.indexOf(position);

function positionOf(
  categoryId: string,
  facts: AccountFacts,
  views: Views,
  purchasesMinor: bigint | null,
): PurchasingPosition {
  const { purchasing, ...policy } = facts.policy.kraljic;
  const judged = {
    costShare: costShare(categoryId, facts, views, purchasesMinor),
    qualityEffect: judgedFigure(views, 'qualityEffect'),
    volumeEffect: judgedFigure(views, 'volumeEffect'),
    qualifiedSuppliers: judgedFigure(views, 'qualifiedSuppliers'),
    switchingMonths: judgedFigure(views, 'switchingMonths'),
  };
  const substitutes = newestSaid(views, 'substitutes')?.value;
  const known: PurchasingFacts = {
    ...Object.fromEntries(
      Object.entries(judged).flatMap(([name, { value }]) => (value === null ? [] : [[name, value]])),
    ),
    ...(substitutes === undefined ? {} : { substitutes }),
  };
  const impact = weightedScore(profitImpactCriteria(known, purchasing));
  const risk = weightedScore(supplyRiskCriteria(known, purchasing));
  const position = impact === undefined || risk === undefined ? null : kraljicPosition(impact, risk, policy);
  return {
    ...{ categoryId, position, reason: position === null ? 'PART_UNKNOWN' : null, ...judged },
    ...{ profitImpact: impact ?? null, supplyRisk: risk ?? null, substitutes: substitutes ?? null },
  };
}

type Judged = 'costShare' | 'qualityEffect' | 'volumeEffect' | 'qualifiedSuppliers' | 'switchingMonths';

function judgedFigure(views: Views, name: Judged): MeasuredFigure {
  const found = newestSaid(views, name);
  return figureOf(found?.value, 'NOT_RECORDED', ['ledger_entry'], found ? [found.id] : []);
}

/** Measured where the customer's statement tells what it buys altogether and we know what it bought of us. */
function costShare(
  categoryId: string,
  { trade }: AccountFacts,
  views: Views,
  purchasesMinor: bigint | null,
): MeasuredFigure {
  const ours = trade?.byCategory.get(categoryId);
  if (ours === undefined || purchasesMinor === null || purchasesMinor <= 0n) return judgedFigure(views, 'costShare');
  const share = Math.min(1, Number(ours) / Number(purchasesMinor));
  return figureOf(share, 'NOT_RECORDED', ['account_category_month', 'customer_financials']);
}
