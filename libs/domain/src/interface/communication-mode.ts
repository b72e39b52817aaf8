/** One of our people is assigned to a unit of the customer's decision-making unit. */
export interface UnitAssignment {
  readonly ourPersonId: string;
  /** A role of the tenant's list, or a department. */
  readonly unit: string;
}

export interface CommunicationCoverage {
  /** One person (or one team acting as one) to the whole unit, or unit to unit; null while nobody is assigned. */
  readonly mode: 'ONE_TO_DMU' | 'UNITS_TO_DMU' | null;
  /** Units nobody of ours is assigned to, in the order of the list. */
  readonly unassigned: readonly string[];
}

/**
 * How we communicate with the customer's units: everything through one of ours, or one of ours for each. Assignments to
 * units outside the list are left out. O(assignments + units).
 */
export function communicationMode(
  assignments: readonly UnitAssignment[],
  units: readonly string[],
): CommunicationCoverage {
  const list = new Set(units);
  const listed = assignments.filter(({ unit }) => list.has(unit));
  const people = new Set(listed.map(({ ourPersonId }) => ourPersonId));
  const assigned = new Set(listed.map(({ unit }) => unit));
  const mode = people.size === 0 ? null : people.size === 1 ? 'ONE_TO_DMU' : 'UNITS_TO_DMU';
  return { mode, unassigned: units.filter((unit) => !assigned.has(unit)) };
}
