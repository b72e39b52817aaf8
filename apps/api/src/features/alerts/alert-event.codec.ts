import type { AlertEvent } from '@mortise/domain';

export { storedEvent } from '../../platform/database/event-json.js';

/** The event that {@link storedEvent} has written. */
export function eventOf(stored: Readonly<Record<string, unknown>>): AlertEvent {
  const amount = stored['budgetCapMinor'];
  return (typeof amount === 'string' ? { ...stored, budgetCapMinor: BigInt(amount) } : stored) as unknown as AlertEvent;
}
