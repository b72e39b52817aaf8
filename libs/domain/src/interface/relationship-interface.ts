import { daysBetween, type IsoDate } from '../calendar/date.js';
import { groupBy, groupByName } from '../collection/group-by.js';
import { TIERS, type BusinessFunction, type Tier } from '../contact/code-lists.js';
import { singleThreadRisk, type SingleThreadRisk } from '../contact/single-thread.js';
import { initiativeRatio } from '../posture/offer-mix.js';
import { compareText } from '../text/compare-text.js';
import { classifyInterface, interfaceMetrics, isAtWork, type InterfaceGap } from './classify-interface.js';
import { contactMatrix, isWithin, type ContactTouch, type MatrixCell } from './contact-matrix.js';
import { interfaceCriteria, type InterfaceCriterion } from './interface-criteria.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy, type InterfaceReading } from './interface-form.js';
import type { SightedTeam } from './joint-teams.js';
import { networkDensity, type NetworkDensity } from './network-density.js';

/** A contact with the entry it stands in. */
export interface TouchEntry extends ContactTouch {
  readonly id: string;
  /** Who began it; null where the entry does not say. */
  readonly initiator: 'OURS' | 'THEIRS' | null;
}

/** A proposal of value, with the entry it stands in. */
export interface ProposalEntry {
  readonly id: string;
  readonly on: IsoDate;
  readonly initiatedBy: 'OURS' | 'THEIRS';
}

/** What of the ledger an interface is read from. Entries outside the window may be among them and are left out. */
export interface InterfaceFacts {
  readonly touches: readonly TouchEntry[];
  readonly teams: readonly SightedTeam[];
  readonly proposals: readonly ProposalEntry[];
}

/** What evidence a figure rests on: how many entries, the last day, and the newest of them. */
export interface ContactEvidence {
  readonly lastOn: IsoDate;
  /** Hierarchy tiers of the customer met. */
  readonly tiers: readonly Tier[];
  /** The newest entries, up to {@link MOST_EVIDENCE}. */
  readonly evidence: readonly string[];
}

/** One of our functions and one of theirs. */
export interface InterfaceCell extends MatrixCell, ContactEvidence {}

/** One of our people and one of theirs. */
export interface CounterpartPair extends ContactEvidence {
  readonly ourPersonId: string;
  readonly contactId: string;
  readonly ourFunction: BusinessFunction;
  readonly theirFunction: BusinessFunction;
  readonly touches: number;
  readonly recent: number;
  readonly active: boolean;
}

export interface TierContact extends Omit<ContactEvidence, 'tiers'> {
  readonly tier: Tier;
  readonly touches: number;
}

export interface RelationshipInterface {
  readonly asOf: IsoDate;
  readonly windowDays: number;
  /** Contacts inside the window. */
  readonly touches: number;
  /** Null where no contact is logged inside the window: unlogged is not absent. */
  readonly reading: InterfaceReading | null;
  /** What is missing for the next form; everything where nothing is logged. */
  readonly missing: readonly InterfaceGap[];
  /** Whether a single thing is missing for the next form. */
  readonly nearMiss: boolean;
  readonly criteria: readonly InterfaceCriterion[];
  readonly matrix: readonly InterfaceCell[];
  /** Pairs of functions that are active beside sales↔purchasing. */
  readonly activePairs: number;
  /** Part of decayed contacts, 0…1; null as `reading`. */
  readonly salesPurchasingShare: number | null;
  /** Effective number of function pairs; null as `reading`. */
  readonly effectiveBreadth: number | null;
  readonly tiers: readonly TierContact[];
  /** Pairs of people in contact, active ones first, then by contacts; up to {@link MOST_PAIRS}. */
  readonly counterparts: readonly CounterpartPair[];
  /** All pairs of people that are active. */
  readonly activeCounterparts: number;
  /** Executives of both sides who meet, the most active pair; null where there is none. */
  readonly executivePair: CounterpartPair | null;
  /** Teams at work on the day. */
  readonly jointTeams: readonly SightedTeam[];
  readonly network: NetworkDensity | null;
  /** Part of the contacts of the window that we began, 0…1; null where none says. */
  readonly contactInitiative: number | null;
  /** Value proposals of a year that we began ÷ all; null where there is none. */
  readonly initiativeRatio: number | null;
  /** The proposals it rests on, newest first, up to {@link MOST_EVIDENCE}. */
  readonly proposals: readonly string[];
  readonly singleThread: SingleThreadRisk;
}

/** Entries named as evidence of one figure. */
export const MOST_EVIDENCE = 5;
/** Pairs of people that are told. */
export const MOST_PAIRS = 50;
/** Days of value proposals that tell who acts first. */
export const INITIATIVE_DAYS = 365;

/**
 * The interface of an account on a day, with the entries each figure rests on: the reading of {@link classifyInterface} and
 * what lies behind it. The order of the entries does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_LENGTH`
 */
export function relationshipInterface(
  { touches, teams, proposals }: InterfaceFacts,
  asOf: IsoDate,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): RelationshipInterface {
  const metrics = interfaceMetrics(touches, teams, asOf, policy);
  const { cells } = contactMatrix(touches, asOf, policy);
  const inside = touches.filter(({ on }) => isWithin(on, asOf, policy.windowDays)).sort(newestFirst);
  const nothing = { salesPurchasingShare: 0, activePairs: [], tiers: [], executivePairActive: false };
  const working = teams.filter((team) => isAtWork(team, asOf));
  const measured = metrics ?? { ...nothing, jointTeamActive: working.length > 0 };
  const { reading, missing } = classifyInterface(measured, policy);
  const byCell = groupBy(inside, ({ ourFunction, theirFunction }) => `${ourFunction}|${theirFunction}`);
  const pairs = counterpartPairs(inside, asOf, policy);
  const year = proposals.filter(({ on }) => isWithin(on, asOf, INITIATIVE_DAYS)).sort(newestFirst);
  const begun = inside.flatMap(({ initiator }) => (initiator === null ? [] : [{ initiatedBy: initiator }]));
  return {
    ...{ asOf, windowDays: policy.windowDays, touches: inside.length },
    reading: metrics === undefined ? null : reading,
    missing,
    nearMiss: missing.length === 1,
    criteria: interfaceCriteria(measured, policy),
    matrix: cells.map((cell) => ({ ...cell, ...evidenceOf(byCell.get(`${cell.ours}|${cell.theirs}`) ?? []) })),
    activePairs: measured.activePairs.length,
    salesPurchasingShare: metrics?.salesPurchasingShare ?? null,
    effectiveBreadth: metrics?.effectiveBreadth ?? null,
    tiers: TIERS.flatMap((tier) => tierContact(tier, inside)),
    counterparts: pairs.slice(0, MOST_PAIRS),
    activeCounterparts: pairs.filter(({ active }) => active).length,
    executivePair: counterpartPairs(inside.filter(isExecutive), asOf, policy)[0] ?? null,
    jointTeams: working,
    network: networkDensity(inside, asOf, policy.windowDays) ?? null,
    contactInitiative: initiativeRatio(begun) ?? null,
    initiativeRatio: initiativeRatio(year) ?? null,
    proposals: year.slice(0, MOST_EVIDENCE).map(({ id }) => id),
    singleThread: singleThreadRisk(inside),
  };
}

/** Newest first; of a day by id, so that the order of the rows does not matter. */
function newestFirst(a: { readonly on: IsoDate; readonly id: string }, b: typeof a): number {
  return compareText(b.on, a.on) || compareText(b.id, a.id);
}

function isExecutive({ theirTier, ourTier, ourFunction }: TouchEntry): boolean {
  return theirTier === 'TOP' && (ourTier ?? (ourFunction === 'MANAGEMENT' ? 'TOP' : null)) === 'TOP';
}

/** @param newest newest first, at least one */
function evidenceOf(newest: readonly TouchEntry[]): ContactEvidence {
  const met = new Set(newest.map(({ theirTier }) => theirTier));
  return {
    lastOn: newest[0]?.on ?? '',
    tiers: TIERS.filter((tier) => met.has(tier)),
    evidence: newest.slice(0, MOST_EVIDENCE).map(({ id }) => id),
  };
}

function tierContact(tier: Tier, newest: readonly TouchEntry[]): readonly TierContact[] {
  const own = newest.filter(({ theirTier }) => theirTier === tier);
  if (own.length === 0) return [];
  const { lastOn, evidence } = evidenceOf(own);
  return [{ tier, touches: own.length, lastOn, evidence }];
}

/** Active pairs first, then by contacts. */
function counterpartPairs(
  newest: readonly TouchEntry[],
  asOf: IsoDate,
  { active }: InterfacePolicy,
): readonly CounterpartPair[] {
  return groupByName(newest, ({ ourPersonId, contactId }) => JSON.stringify([ourPersonId, contactId]))
    .map(([, rows]): CounterpartPair => {
      const [{ ourPersonId, contactId, ourFunction, theirFunction }] = rows;
      const recent = rows.filter(({ on }) => daysBetween(on, asOf) < active.days).length;
      return {
        ...{ ourPersonId, contactId, ourFunction, theirFunction, touches: rows.length, recent },
        active: recent >= active.touches,
        ...evidenceOf(rows),
      };
    })
    .sort((a, b) => Number(b.active) - Number(a.active) || b.touches - a.touches);
}
