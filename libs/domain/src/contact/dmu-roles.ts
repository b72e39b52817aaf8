import { groupBy } from '../collection/group-by.js';
import { DMU_ROLES, type DmuRole } from './code-lists.js';
import { DEFAULT_ROLE_WEIGHTS, orderlessSum, weighMembers, type DmuMember, type RoleWeights } from './dmu-coverage.js';

/** Fewer known members than this, and what is known of the decision-making unit is a gap in the data. */
export const FEWEST_KNOWN_MEMBERS = 2;

export interface RoleCoverage {
  readonly role: string;
  /** People known in the role, by id. */
  readonly contactIds: readonly string[];
}

export interface DmuCompleteness {
  /** Distinct people known in any role of the list. */
  readonly known: number;
  readonly dataGap: boolean;
  /** Every role of the list with who is known in it. */
  readonly roles: readonly RoleCoverage[];
  /** Part of the roles in which somebody is known, 0…1; 0 of an empty list. */
  readonly roleCoverage: number;
}

/** Who is known in which role of the tenant's list. The order of the members does not matter. O(members × roles). */
export function dmuCompleteness(
  members: readonly Pick<DmuMember, 'contactId' | 'role'>[],
  roles: readonly string[] = DMU_ROLES,
): DmuCompleteness {
  const listed = members.filter(({ role }) => roles.includes(role));
  const known = new Set(listed.map(({ contactId }) => contactId)).size;
  const coverage = roles.map((role) => {
    const inRole = listed.filter((member) => member.role === role).map(({ contactId }) => contactId);
    return { role, contactIds: [...new Set(inRole)].sort() };
  });
  const covered = coverage.filter(({ contactIds }) => contactIds.length > 0).length;
  return {
    ...{ known, dataGap: known < FEWEST_KNOWN_MEMBERS, roles: coverage },
    roleCoverage: covered / Math.max(1, roles.length),
  };
}

/**
 * Members under a tenant's merged role list (initiator → user gives the five classic roles); a person who then has the same
 * role twice keeps the line with more influence. O(n).
 */
export function mergeRoles(
  members: readonly DmuMember[],
  merged: Readonly<Record<string, string>>,
): readonly DmuMember[] {
  const lines = new Map<string, DmuMember>();
  for (const member of members) {
    const role = Object.hasOwn(merged, member.role) ? (merged[member.role] as string) : member.role;
    const key = JSON.stringify([member.contactId, role]);
    const known = lines.get(key);
    const more = known === undefined || (member.influenceWeight ?? 1) > (known.influenceWeight ?? 1);
    if (more) lines.set(key, { ...member, role });
  }
  return [...lines.values()];
}

/** Which roles a tenant does not tell apart: each is counted as the other. */
export type MergedRoles = Readonly<Partial<Record<DmuRole, DmuRole>>>;

/**
 * A tenant's list of roles with their weights, in the order of the catalogue, for storage keeps none: what is counted as
 * another role has no weight of its own. O(roles).
 */
export function rolesOfTenant(weights: RoleWeights, merged: MergedRoles = {}): RoleWeights {
  const listed = DMU_ROLES.filter((role) => (weights[role] ?? 0) > 0 && !Object.hasOwn(merged, role));
  return Object.fromEntries(listed.map((role) => [role, weights[role] as number]));
}

/** People with their roles as the tenant counts them, each once. O(people × roles). */
export function inRolesOfTenant<Person extends { readonly roles: readonly DmuRole[] }>(
  people: readonly Person[],
  merged: MergedRoles,
): readonly Person[] {
  return people.map((person) => ({ ...person, roles: [...new Set(person.roles.map((role) => merged[role] ?? role))] }));
}

/** A person with all roles at once, as an address book has it. */
export interface DmuPerson extends Omit<DmuMember, 'role' | 'influenceWeight'> {
  readonly roles: readonly string[];
  /** Weight among the people of the same role, ≥ 0; null: unknown, and then as everybody. */
  readonly influenceWeight: number | null;
}

/** People as members, one line for each role. O(people × roles). */
export function dmuMembers(people: readonly DmuPerson[]): readonly DmuMember[] {
  return people.flatMap(({ contactId, roles, influenceWeight, strength, stance }) =>
    roles.map((role) => ({
      ...{ contactId, role, strength, stance },
      ...(influenceWeight === null ? {} : { influenceWeight }),
    })),
  );
}

/** One person's part of the whole influence. */
export interface InfluenceShare {
  readonly contactId: string;
  readonly share: number;
}

/**
 * Influence of every known person, normalised to 1 over those known, most first. Empty where nobody is known in a role
 * that has weight. O(n log n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` as the coverage does
 */
export function influenceShares(
  members: readonly DmuMember[],
  roles: RoleWeights = DEFAULT_ROLE_WEIGHTS,
): readonly InfluenceShare[] {
  const people = groupBy(weighMembers(members, roles), ({ member }) => member.contactId);
  const parts = Array.from(people, ([contactId, lines]) => {
    return { contactId, weight: orderlessSum(lines.map(({ weight }) => weight)) };
  });
  const total = orderlessSum(parts.map(({ weight }) => weight));
  if (total <= 0) return [];
  return parts
    .map(({ contactId, weight }) => ({ contactId, share: weight / total }))
    .sort((a, b) => b.share - a.share || (a.contactId < b.contactId ? -1 : 1));
}

/**
 * Reach of a message: the part of the known influence that received it, 0…1; undefined where nobody is known. Buyer, user
 * and beneficiary are different people, and each has to hear it. O(n log n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` as the coverage does
 */
export function messageReach(
  members: readonly DmuMember[],
  receivedBy: ReadonlySet<string>,
  roles: RoleWeights = DEFAULT_ROLE_WEIGHTS,
): number | undefined {
  const shares = influenceShares(members, roles);
  if (shares.length === 0) return undefined;
  return Math.min(1, orderlessSum(shares.flatMap(({ contactId, share }) => (receivedBy.has(contactId) ? share : []))));
}
