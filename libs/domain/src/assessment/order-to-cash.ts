/** Steps between an order and its payment in which something can go wrong. */
export const ORDER_TO_CASH_STEPS = ['ORDER', 'SHIPMENT', 'DELIVERY', 'DOCUMENT', 'INVOICE'] as const;
export type OrderToCashStep = (typeof ORDER_TO_CASH_STEPS)[number];

export interface OrderToCashQuality {
  /** Lines without any error ÷ lines, 0…1: the perfect order rate. */
  readonly perfect: number;
  /** Lines without an error in that step ÷ lines, 0…1: order accuracy, document accuracy and so on. */
  readonly accuracy: Readonly<Record<OrderToCashStep, number>>;
  readonly lines: number;
}

/**
 * How faultlessly order lines pass from order to payment: per step, and as the perfect order rate (Supply Chain Council,
 * SCOR). A step named twice on a line counts once. Undefined of no lines. O(lines).
 *
 * @param errors per order line, the steps in which there was an error
 */
export function orderToCashQuality(errors: readonly (readonly OrderToCashStep[])[]): OrderToCashQuality | undefined {
  const lines = errors.length;
  if (lines === 0) return undefined;
  const accuracy = (step: OrderToCashStep): number => errors.filter((steps) => !steps.includes(step)).length / lines;
  return {
    perfect: errors.filter((steps) => steps.length === 0).length / lines,
    accuracy: {
      ORDER: accuracy('ORDER'),
      SHIPMENT: accuracy('SHIPMENT'),
      DELIVERY: accuracy('DELIVERY'),
      DOCUMENT: accuracy('DOCUMENT'),
      INVOICE: accuracy('INVOICE'),
    },
    lines,
  };
}
