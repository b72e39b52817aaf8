import { InvalidValueError, namedZone, tabledZone, UTC_ZONE, type ZoneOffset } from '@mortise/domain';

/** Whether the runtime knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    namedZone(name);
    return true;
  } catch (error) {
    if (error instanceof InvalidValueError) return false;
    throw error;
  }
}

/** Zones that were asked for before; making one costs far more than asking it. */
const ZONES = new Map<string, ZoneOffset>();

/** The zone of that name; a tenant whose zone the runtime does not know is served by UTC rather than not at all. */
export function zoneOf(name: string): ZoneOffset {
  const known = ZONES.get(name) ?? (isTimeZone(name) ? tabledZone(namedZone(name)) : UTC_ZONE);
  ZONES.set(name, known);
  return known;
}
