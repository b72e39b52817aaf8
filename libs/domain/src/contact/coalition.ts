import { groupBy } from '../collection/group-by.js';
import { compareText } from '../text/compare-text.js';
import { STANCE_VALUE, type Stance } from './code-lists.js';
import {
  DEFAULT_ROLE_WEIGHTS,
  dmuStanding,
  orderlessSum,
  weighMembers,
  type DmuMember,
  type RoleWeights,
} from './dmu-coverage.js';
import { influenceShares } from './dmu-roles.js';
import { singleThreadRisk, SINGLE_THREAD_LIMIT, type TouchCount } from './single-thread.js';

/** Who stands where among those known, by their part of the known influence; together 1, or all 0 where nobody is known. */
export interface Coalition {
  readonly supporters: number;
  readonly neutral: number;
  readonly opponents: number;
  /** Supporters − opponents weighed by the strength of their stance, −1…1. */
  readonly balance: number;
}

/**
 * The coalition for and against us: Σ w·stance over the known influence. A person with several roles and stances counts
 * with their mean, weighted by the influence in each role. O(n log n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` as the coverage does
 */
export function coalition(members: readonly DmuMember[], roles: RoleWeights = DEFAULT_ROLE_WEIGHTS): Coalition {
  const people = groupBy(weighMembers(members, roles), ({ member }) => member.contactId);
  const lines = influenceShares(members, roles).map(({ contactId, share }) => {
    const own = people.get(contactId) ?? [];
    const weight = orderlessSum(own.map((line) => line.weight));
    const pull = orderlessSum(own.map((line) => line.weight * STANCE_VALUE[line.member.stance]));
    return { share, stance: weight > 0 ? pull / weight : 0 };
  });
  const part = (holds: (stance: number) => boolean): number =>
    Math.min(1, orderlessSum(lines.flatMap(({ share, stance }) => (holds(stance) ? share : []))));
  const balance = orderlessSum(lines.map(({ share, stance }) => share * stance));
  return {
    supporters: part((stance) => stance > 0),
    neutral: part((stance) => stance === 0),
    opponents: part((stance) => stance < 0),
    balance: Math.max(-1, Math.min(1, balance)),
  };
}

/** What is left if one person leaves. */
export interface DepartureEffect {
  readonly contactId: string;
  readonly coverage: number;
  /** Coverage now − coverage then; below zero where a weak relation made way for a better one. */
  readonly loss: number;
  readonly balance: number;
  /** Roles in which nobody would be known any more. */
  readonly rolesLost: readonly string[];
}

/** "What if she leaves", for one person; undefined of somebody who is known in no role of the list. O(n log n). */
export function departureOf(
  members: readonly DmuMember[],
  contactId: string,
  roles: RoleWeights = DEFAULT_ROLE_WEIGHTS,
): DepartureEffect | undefined {
  if (!members.some((member) => member.contactId === contactId && Object.hasOwn(roles, member.role))) return undefined;
  const now = dmuStanding(members, roles);
  const left = members.filter((member) => member.contactId !== contactId);
  const { coverage, balance, rolesWithoutContact } = dmuStanding(left, roles);
  const rolesLost = rolesWithoutContact.filter((role) => !now.rolesWithoutContact.includes(role));
  return { contactId, coverage, loss: now.coverage - coverage, balance, rolesLost };
}

/** {@link departureOf} for everybody known, the heaviest loss first. O(n² log n), meant for one unit of up to some dozens. */
export function departureEffects(
  members: readonly DmuMember[],
  roles: RoleWeights = DEFAULT_ROLE_WEIGHTS,
): readonly DepartureEffect[] {
  return [...new Set(members.map(({ contactId }) => contactId))]
    .flatMap((contactId) => departureOf(members, contactId, roles) ?? [])
    .sort((a, b) => b.loss - a.loss || compareText(a.contactId, b.contactId));
}

/** Why a relationship hangs by one thread. */
export type ThreadWarning = 'ONE_CONTACT_CARRIES_MOST' | 'ONE_OF_OURS_CARRIES_MOST' | 'ONLY_ONE_STRONG_RELATION';

/** Strength from which a relation to a person would hold if another broke. */
export const STRONG_RELATION = 3;

/**
 * Every way in which a relationship hangs by one thread: more than 60 % of the contacts through one of theirs or one of
 * ours, or only one person to whom the relation is strong. Where no contact is logged only the last can be told. O(n).
 */
export function threadWarnings(
  touches: readonly TouchCount[],
  people: readonly { readonly contactId: string; readonly strength: number }[],
  limit: number = SINGLE_THREAD_LIMIT,
): readonly ThreadWarning[] {
  const { topContact, topOfOurs } = singleThreadRisk(touches, limit);
  const strong = new Set(
    people.filter(({ strength }) => strength >= STRONG_RELATION).map(({ contactId }) => contactId),
  );
  return [
    ...((topContact?.share ?? 0) > limit ? (['ONE_CONTACT_CARRIES_MOST'] as const) : []),
    ...((topOfOurs?.share ?? 0) > limit ? (['ONE_OF_OURS_CARRIES_MOST'] as const) : []),
    ...(strong.size === 1 ? (['ONLY_ONE_STRONG_RELATION'] as const) : []),
  ];
}

/** How a person's place changed. */
export type JobChange = 'LEFT' | 'MOVED' | 'JOINED';

export interface JobChangeFacts {
  readonly change: JobChange;
  readonly stance: Stance;
  /** Part of the influence, 0…1. */
  readonly influence: number;
  /** Whether we supply there now, or a rival does. */
  readonly incumbent: 'US' | 'RIVAL' | 'NOBODY';
}

export interface JobChangeEffect {
  /** A key influencer's change opens a window at a rival's customer and is a risk at ours. */
  readonly effect: 'OPPORTUNITY' | 'RISK' | 'NEUTRAL';
  /** The opportunity window to record, or null. */
  readonly trigger: 'KEY_INFLUENCER_CHANGE' | null;
  /** Change of the coalition's balance, −1…1: what she took along or brought. */
  readonly balanceShift: number;
}

/** Influence from which a person is a key influencer. Mortise's own proposal, configurable. */
export const KEY_INFLUENCE = 0.2;

/**
 * What a change of job means. Where we supply, any change of a key influencer is a risk unless it turns the balance our way;
 * where we do not, it opens a window unless it turns the balance against us. Others change the balance only. O(1).
 */
export function jobChangeEffect(
  { change, stance, influence, incumbent }: JobChangeFacts,
  keyInfluence: number = KEY_INFLUENCE,
): JobChangeEffect {
  const value = STANCE_VALUE[stance];
  const weight = Math.max(0, Math.min(1, Number.isFinite(influence) ? influence : 0));
  const shift = (change === 'JOINED' ? 1 : -1) * weight * value;
  const balanceShift = shift === 0 ? 0 : shift;
  if (weight < keyInfluence) return { effect: 'NEUTRAL', trigger: null, balanceShift };
  const better = incumbent === 'US' ? balanceShift > 0 : balanceShift >= 0;
  return better
    ? { effect: 'OPPORTUNITY', trigger: 'KEY_INFLUENCER_CHANGE', balanceShift }
    : { effect: 'RISK', trigger: null, balanceShift };
}
