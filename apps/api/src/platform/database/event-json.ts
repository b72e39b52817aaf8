/** An event as JSON keeps it: amounts, whose names end in `Minor`, as text, for JSON has no whole numbers of any size. */
export function storedEvent(event: object): string {
  return JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

/** The event that {@link storedEvent} has written. */
export function eventOf<Event>(stored: unknown): Event {
  const text = JSON.stringify(stored);
  return JSON.parse(text, (key, value: unknown) =>
    key.endsWith('Minor') && typeof value === 'string' ? BigInt(value) : value,
  ) as Event;
}
