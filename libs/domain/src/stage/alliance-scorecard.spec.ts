import { describe, expect, it } from '@jest/globals';
import { allianceEvidence, type AllianceScorecard } from './alliance-scorecard.js';
import { assessGate } from './evidence.js';
import { DEFAULT_STAGE_POLICY } from './stage-policy.js';

const rated = (goal: number, capability: number, knowledge: number, evidence = 'joint plan'): AllianceScorecard => ({
  GOAL_ALIGNMENT: { points: goal, evidence: 'minutes of May' },
  CAPABILITY_MATCH: { points: capability, evidence },
  KNOWLEDGE_EXCHANGE: { points: knowledge, evidence: 'shared drawings' },
});

describe(allianceEvidence.name, () => {
  it('ST-21: two thirds of the points on goals, capability and knowledge are enough', () => {
    expect(allianceEvidence(rated(2, 1, 3), '2026-11-22')).toEqual({
      criterion: 'ALLIANCE_SCORECARD',
      source: 'MEASURED',
      at: '2026-11-22',
      met: true,
      value: 2 / 3,
      detail: { min: 2 / 3 },
    });
    expect(allianceEvidence(rated(2, 1, 2.9), '2026-11-22').met).toBe(false);
    expect(allianceEvidence(rated(3, 3, 3), '2026-11-22', 1)).toMatchObject({ met: true, value: 1 });
    expect(allianceEvidence(rated(0, 0, 0), '2026-11-22', 0)).toMatchObject({ met: true, value: 0 });
  });

  it('ST-21: a rating without evidence says nothing, and two of three are not the score', () => {
    const { KNOWLEDGE_EXCHANGE: _, ...two } = rated(3, 3, 3);
    for (const scorecard of [rated(3, 3, 3, ' '), two, {}]) {
      const evidence = allianceEvidence(scorecard, '2026-11-22');
      expect(evidence).toEqual({ criterion: 'ALLIANCE_SCORECARD', source: 'MEASURED', at: '2026-11-22', met: null });
    }
  });

  it('ST-21: opens its part of the gate to a strategic relationship', () => {
    const status = (scorecard: AllianceScorecard) =>
      assessGate(DEFAULT_STAGE_POLICY.gates.advance.STRATEGIC, [
        allianceEvidence(scorecard, '2026-11-22'),
      ]).criteria.find(({ criterion }) => criterion === 'ALLIANCE_SCORECARD')?.status;
    expect([status(rated(2, 2, 2)), status(rated(2, 2, 1)), status({})]).toEqual(['MET', 'NOT_MET', 'UNKNOWN']);
  });

  it.each([-0.1, 3.1, NaN])('ST-21: refuses %p points', (points) => {
    expect(() => allianceEvidence(rated(points, 1, 1), '2026-11-22')).toThrow('INVALID_NUMBER');
  });
});
