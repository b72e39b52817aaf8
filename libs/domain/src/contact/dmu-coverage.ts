import { groupBy } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { checkedWeight } from '../statistics/weight.js';
import { compareText } from '../text/compare-text.js';
import { DMU_ROLES, RELATION_STRENGTH, STANCE_VALUE, type Stance } from './code-lists.js';

/** A person of the decision-making unit in one of his or her roles. */
export interface DmuMember {
  readonly contactId: string;
  /** A code of the tenant's role list; roles outside the list are left out. */
  readonly role: string;
  /** Weight among the people of the same role, ≥ 0; 1 unless told. */
  readonly influenceWeight?: number;
  /** 0–5, see {@link RELATION_STRENGTH}. */
  readonly strength: number;
  readonly stance: Stance;
}

/** A tenant's role list with the weight of each role, ≥ 0, normalised to 1 here. */
export type RoleWeights = Readonly<Record<string, number>>;

export const DEFAULT_ROLE_WEIGHTS: RoleWeights = Object.fromEntries(DMU_ROLES.map((role) => [role, 1]));

export interface DmuStanding {
  /** Σ w·min(1, strength ÷ 4) in 0…1; a role in which nobody is known counts 0. */
  readonly coverage: number;
  /** Σ w·stance in −1…1. */
  readonly balance: number;
  readonly rolesWithoutContact: readonly string[];
  /** The contact who carries most of the coverage, or null when nobody carries any. */
  readonly topContactId: string | null;
  /** Coverage without that contact: what is left if she leaves. */
  readonly coverageWithoutTop: number;
}

/**
 * Coverage of and balance in the customer's decision-making unit. Each role of the list has its weight, which the
 * people known in it share by their influence. The order of the members does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a weight that is none or below zero or a list without weight,
 *   `INVALID_NUMBER` for a strength that is no number
 */
export function dmuStanding(members: readonly DmuMember[], roles: RoleWeights = DEFAULT_ROLE_WEIGHTS): DmuStanding {
  const weighted = weighMembers(members, roles);
  const carried = Array.from(
    groupBy(weighted, ({ member }) => member.contactId),
    ([contactId, own]) => ({ contactId, coverage: total(own, reach) }),
  );
  // Of equals the first by id, so that the order of the rows does not matter.
  const [top] = carried.sort((a, b) => b.coverage - a.coverage || compareText(a.contactId, b.contactId));
  const coverage = total(weighted, reach);
  const topContactId = top !== undefined && top.coverage > 0 ? top.contactId : null;
  const known = new Set(members.map(({ role }) => role));
  return {
    coverage,
    balance: total(weighted, (member) => STANCE_VALUE[member.stance]),
    rolesWithoutContact: Object.keys(roles).filter((role) => !known.has(role)),
    topContactId,
    coverageWithoutTop: topContactId === null ? coverage : coverageWithout(members, topContactId, roles),
  };
}

/** Coverage once a person has left; those who share her roles take over her weight. O(n log n). Throws as {@link dmuStanding}. */
export function coverageWithout(
  members: readonly DmuMember[],
  contactId: string,
  roles: RoleWeights = DEFAULT_ROLE_WEIGHTS,
): number {
  return total(
    weighMembers(
      members.filter((member) => member.contactId !== contactId),
      roles,
    ),
    reach,
  );
}

/** A member with his or her part of the whole unit's influence. */
export interface WeightedMember {
  readonly member: DmuMember;
  readonly weight: number;
}

/** Every member of a listed role with his or her weight; the weights of one role add up to the role's. O(n log n). */
export function weighMembers(members: readonly DmuMember[], roles: RoleWeights): readonly WeightedMember[] {
  const codes = Object.keys(roles);
  const parts = partsOfWhole(Object.values(roles));
  if (parts === undefined) throw new InvalidValueError('INVALID_WEIGHT', 0);
  const inRole = groupBy(members, ({ role }) => role);
  return codes.flatMap((role, place) => {
    const known = inRole.get(role) ?? [];
    // People of whom nobody is said to have influence share their role equally.
    const influence = partsOfWhole(known.map(({ influenceWeight = 1 }) => influenceWeight));
    return known.map((member, i) => {
      return { member, weight: (parts[place] as number) * (influence?.[i] ?? 1 / known.length) };
    });
  });
}

/** Sum that does not depend on the order of its terms. O(n log n). */
export function orderlessSum(terms: readonly number[]): number {
  return sum([...terms].sort((a, b) => a - b));
}

/** Weights as parts of 1, of any size; undefined where nothing has weight. */
function partsOfWhole(weights: readonly number[]): readonly number[] | undefined {
  const heaviest = weights.reduce((most, weight) => Math.max(most, checkedWeight(weight)), 0);
  if (heaviest === 0) return undefined;
  const scaled = weights.map((weight) => weight / heaviest);
  const whole = orderlessSum(scaled);
  return scaled.map((weight) => weight / whole);
}

function total(weighted: readonly WeightedMember[], value: (member: DmuMember) => number): number {
  return Math.max(-1, Math.min(1, orderlessSum(weighted.map(({ member, weight }) => weight * value(member)))));
}

function reach({ strength }: DmuMember): number {
  return Math.max(0, Math.min(1, finite(strength) / RELATION_STRENGTH.full));
}
