export { isFilled, isMoment } from '../decision/act.js';

/** Whether a number is a quantity of goods. */
export function isQuantity(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
