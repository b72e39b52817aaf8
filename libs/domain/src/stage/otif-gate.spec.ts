import { describe, expect, it } from '@jest/globals';
import { measureGate, type StageFacts } from './stage-facts.js';
import { DEFAULT_STAGE_POLICY } from './stage-policy.js';

const FACTS: StageFacts = {
  asOf: '2026-04-01',
  orders: { firstInvoicedOrder: '2024-01-01', lastInvoicedOrder: '2026-03-01' },
  shares: [],
};
const measured = (onTimeInFull?: number) =>
  measureGate(
    DEFAULT_STAGE_POLICY.gates.advance.STABLE,
    onTimeInFull === undefined ? FACTS : { ...FACTS, onTimeInFull },
  ).find(({ criterion }) => criterion === 'OTIF_FLOOR');

describe('the delivery criterion of a gate', () => {
  it('LV-02 P1: is met from the floor on, and says the figure and the floor', () => {
    expect(measured(0.95)).toEqual({
      criterion: 'OTIF_FLOOR',
      source: 'MEASURED',
      at: '2026-04-01',
      met: true,
      value: 0.95,
      detail: { min: 0.95 },
    });
    expect(measured(0.949)).toMatchObject({ met: false, value: 0.949 });
  });

  it('LV-02 P1: is not known without a delivery, which passes nobody', () => {
    expect(measured()).toEqual({ criterion: 'OTIF_FLOOR', source: 'MEASURED', at: '2026-04-01', met: null });
  });
});
