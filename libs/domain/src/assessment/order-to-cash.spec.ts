import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ORDER_TO_CASH_STEPS, orderToCashQuality } from './order-to-cash.js';

describe(orderToCashQuality.name, () => {
  it('LV-02: is the share of order lines without an error, by step and over all', () => {
    expect(orderToCashQuality([[], ['DOCUMENT'], ['DOCUMENT', 'ORDER', 'ORDER'], []])).toEqual({
      perfect: 0.5,
      accuracy: { ORDER: 0.75, SHIPMENT: 1, DELIVERY: 1, DOCUMENT: 0.5, INVOICE: 1 },
      lines: 4,
    });
    expect(orderToCashQuality(ORDER_TO_CASH_STEPS.map((step) => [step]))).toEqual({
      perfect: 0,
      accuracy: { ORDER: 0.8, SHIPMENT: 0.8, DELIVERY: 0.8, DOCUMENT: 0.8, INVOICE: 0.8 },
      lines: 5,
    });
    expect(orderToCashQuality([])).toBeUndefined();
  });

  it('no step is worse than all of them together, whatever the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...ORDER_TO_CASH_STEPS)), { minLength: 1 }), (errors) => {
        const quality = orderToCashQuality(errors);
        expect(orderToCashQuality(errors.toReversed())).toEqual(quality);
        for (const accuracy of Object.values(quality?.accuracy ?? {})) {
          expect(accuracy <= 1 && accuracy >= (quality?.perfect ?? 0)).toBe(true);
        }
      }),
    );
  });
});
