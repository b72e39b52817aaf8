import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
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
 * people known in it share by their influence. O(members).
 */
export function dmuStanding(members: readonly DmuMember[], roles: RoleWeights = DEFAULT_ROLE_WEIGHTS): DmuStanding {
  const weighted = weigh(members, roles);
  const carried = new Map<string, number>();
  for (const { member, weight } of weighted) {
    carried.set(member.contactId, (carried.get(member.contactId) ?? 0) + weight * reach(member));
  }
  const [top, most] = [...carried].reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0] as [
    string,
    number,
  ]);
  const coverage = total(weighted, reach);
  const topContactId = most > 0 ? top : null;
  return {
    coverage,
    balance: total(weighted, (member) => STANCE_VALUE[member.stance]),
    rolesWithoutContact: Object.keys(roles).filter((role) => !members.some((member) => member.role === role)),
    topContactId,
    coverageWithoutTop: topContactId === null ? coverage : coverageWithout(members, topContactId, roles),
  };
}

/** Coverage once a person has left; those who share her roles take over her weight. */
export function coverageWithout(
  members: readonly DmuMember[],
  contactId: string,
  roles: RoleWeights = DEFAULT_ROLE_WEIGHTS,
): number {
  return total(
    weigh(
      members.filter((member) => member.contactId !== contactId),
      roles,
    ),
    reach,
  );
}

interface Weighted {
  readonly member: DmuMember;
  readonly weight: number;
}

function weigh(members: readonly DmuMember[], roles: RoleWeights): readonly Weighted[] {
  const roleTotal = Object.values(roles).reduce((sum, weight) => sum + nonNegative(weight), 0);
  if (roleTotal <= 0) throw new InvalidValueError('INVALID_WEIGHT', roleTotal);
  const known = members.filter((member) => roles[member.role] !== undefined);
  const influence = new Map<string, { sum: number; count: number }>();
  for (const { role, influenceWeight = 1 } of known) {
    const { sum, count } = influence.get(role) ?? { sum: 0, count: 0 };
    influence.set(role, { sum: sum + nonNegative(influenceWeight), count: count + 1 });
  }
  return known.map((member) => {
    const { sum, count } = influence.get(member.role) as { sum: number; count: number };
    // People of whom nobody is said to have influence share their role equally.
    const part = sum > 0 ? (member.influenceWeight ?? 1) / sum : 1 / count;
    return { member, weight: ((roles[member.role] as number) / roleTotal) * part };
  });
}

function total(weighted: readonly Weighted[], value: (member: DmuMember) => number): number {
  const sum = weighted.reduce((running, { member, weight }) => running + weight * value(member), 0);
  return Math.max(-1, Math.min(1, sum));
}

function reach({ strength }: DmuMember): number {
  return Math.max(0, Math.min(1, finite(strength) / RELATION_STRENGTH.full));
}

function nonNegative(weight: number): number {
  if (finite(weight) < 0) throw new InvalidValueError('INVALID_WEIGHT', weight);
  return weight;
}
