import { describe, expect, it } from '@jest/globals';
import { answersOf, CLOSE_ROUND, PUBLISH_ROUND, sentRound } from '../../test/assessment-scenario.js';
import { DEFAULT_ASSESSMENT_POLICY } from '../assessment/assessment-policy.js';
import type { ItemAnswer } from '../assessment/instrument.js';
import type { PublishedAssessment } from '../assessment/round.model.js';
import { measureGate, type StageFacts } from './stage-facts.js';
import { DEFAULT_STAGE_POLICY } from './stage-policy.js';

const { STABLE, STRATEGIC } = DEFAULT_STAGE_POLICY.gates.advance;

/** A published round in which all three raters gave the same answer. */
function publishedAs(answer: ItemAnswer): PublishedAssessment {
  const answers = answersOf('SHORT', answer);
  const round = sentRound().submits('kim', answers).submits('lee', answers).submits('wu', answers);
  return round.then(CLOSE_ROUND).then(PUBLISH_ROUND).state.published as PublishedAssessment;
}
const measured = (published: PublishedAssessment | null, gate = STABLE, asOf = '2026-12-01') => {
  const facts: StageFacts = {
    ...{ asOf, orders: { firstInvoicedOrder: '2024-01-01', lastInvoicedOrder: '2026-11-01' }, shares: [] },
    ...(published === null ? {} : { level: { published, policy: DEFAULT_ASSESSMENT_POLICY } }),
  };
  return measureGate(gate, facts).find(({ criterion }) => criterion === 'LEVEL_PROBABILITY');
};

describe('the level criterion of a gate', () => {
  it('P1 AS-04: is met by an assessment that makes the level probable, and says how probable', () => {
    const deep = publishedAs(3);
    expect(measured(deep)).toEqual({
      ...{ criterion: 'LEVEL_PROBABILITY', source: 'MEASURED', at: '2026-12-01', met: true, value: 1 },
      detail: { level: 'COOPERATIVE', min: 0.8, published: 'INTERDEPENDENT', at: deep.at, reasons: [] },
    });
    expect(measured(deep, STRATEGIC)).toMatchObject({ met: true, detail: { level: 'INTERDEPENDENT' } });
    expect(measured(publishedAs(2), STRATEGIC)).toMatchObject({
      ...{ met: false, value: 0, detail: { reasons: ['PROBABILITY_TOO_LOW'] } },
    });
  });

  it('P1 AS-04: is not met by one that is too old, and not known without one', () => {
    expect(measured(publishedAs(3), STABLE, '2027-09-01')).toMatchObject({
      met: false,
      detail: { reasons: ['STALE'] },
    });
    expect(measured(null)).toMatchObject({ met: null });
    expect(measured(publishedAs(3), [{ code: 'LEVEL_PROBABILITY', required: true }])).toMatchObject({ met: null });
  });
});
