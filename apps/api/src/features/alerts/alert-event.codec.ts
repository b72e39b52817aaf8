import type { AlertEvent } from '@mortise/domain';

/** An alert's event as JSON keeps it: amounts as text, for JSON has no whole numbers of any size. */
export function storedEvent(event: AlertEvent): string {
  return JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** The event that {@link storedEvent} has written. */
export function eventOf(stored: Readonly<Record<string, unknown>>): AlertEvent {
  const amount = stored['budgetCapMinor'];
  return (typeof amount === 'string' ? { ...stored, budgetCapMinor: BigInt(amount) } : stored) as unknown as AlertEvent;
}
