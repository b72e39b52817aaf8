import { epochMilliseconds } from '../calendar/date.js';

/** Whether a text says anything. */
export function isFilled(text: string): boolean {
  return text.trim() !== '';
}

/** Whether a text is a moment. */
export function isMoment(text: string): boolean {
  try {
    epochMilliseconds(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a number is a quantity of goods. */
export function isQuantity(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
