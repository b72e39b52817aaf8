import { describe, expect, it } from '@jest/globals';
import { capTargetStage, kraljicPosition, weightedScore } from './kraljic.js';
import { profitImpactCriteria, supplyRiskCriteria, type PurchasingFacts } from './purchasing-criteria.js';

/** From what is known of a purchase to what a relationship can become. */
const from = (facts: PurchasingFacts) => {
  const [impact, risk] = [weightedScore(profitImpactCriteria(facts)), weightedScore(supplyRiskCriteria(facts))];
  if (impact === undefined || risk === undefined) return undefined;
  const position = kraljicPosition(impact, risk);
  return { position, ...capTargetStage('STRATEGIC', position) };
};

describe('criticality of a purchase', () => {
  it('SW-03: a part that much depends on and few can make lets a relationship become strategic', () => {
    expect(from({ costShare: 0.2, qualityEffect: 90, qualifiedSuppliers: 1, substitutes: 'NONE' })).toEqual({
      position: 'STRATEGIC',
      targetStage: 'STRATEGIC',
      capped: false,
    });
  });

  it('SW-03: what is cheap and to be had anywhere gives no reason for it', () => {
    expect(from({ costShare: 0.001, qualityEffect: 5, qualifiedSuppliers: 9, substitutes: 'FULL' })).toEqual({
      position: 'NON_CRITICAL',
      targetStage: 'STABLE',
      capped: true,
    });
    expect(from({ costShare: 0.2 })).toBeUndefined();
  });
});
