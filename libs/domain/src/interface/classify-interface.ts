import { daysBetween, type IsoDate } from '../calendar/date.js';
import { groupBy } from '../collection/group-by.js';
import type { Tier } from '../contact/code-lists.js';
import { sum } from '../statistics/descriptive.js';
import { compareText } from '../text/compare-text.js';
import {
  contactMatrix,
  effectiveBreadth,
  isWithin,
  shareOfWeight,
  type ContactTouch,
  type MatrixCell,
} from './contact-matrix.js';
import { DEFAULT_INTERFACE_POLICY, type InterfacePolicy, type InterfaceReading } from './interface-form.js';

/** A team of people of both companies; without `to` it is still at work. */
export interface JointTeam {
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly ourMembers: number;
  readonly theirMembers: number;
}

/** What the contacts of an account measure. */
export interface InterfaceMetrics {
  readonly asOf: IsoDate;
  /** Contacts inside the window: everything below rests on these and no others. */
  readonly touches: number;
  /** Part of the decayed contacts that runs between our sales and their purchasing, 0…1. */
  readonly salesPurchasingShare: number;
  /** Active pairs of functions without sales↔purchasing, most contact first. */
  readonly activePairs: readonly MatrixCell[];
  /** Hierarchy tiers of the customer met inside the window. */
  readonly tiers: readonly Tier[];
  /** Whether one executive of ours and one of theirs are an active pair. */
  readonly executivePairActive: boolean;
  readonly jointTeamActive: boolean;
  /** Effective number of function pairs in contact, ≥ 1. */
  readonly effectiveBreadth: number;
}

/** What of them tells the form; of the active pairs it is their number. */
export type InterfaceMeasures = Omit<InterfaceMetrics, 'asOf' | 'touches' | 'effectiveBreadth' | 'activePairs'> & {
  readonly activePairs: readonly Pick<MatrixCell, 'ours' | 'theirs'>[];
};

/** What an account lacks for the next form. */
export type InterfaceGap =
  'MORE_FUNCTION_PAIRS' | 'MORE_TIERS' | 'LESS_SALES_PURCHASING' | 'EXECUTIVE_PAIR' | 'JOINT_TEAM';

export interface InterfaceClassification {
  readonly reading: InterfaceReading;
  /** What is missing for a triangle, or from a triangle for a diamond; nothing at a diamond. */
  readonly missing: readonly InterfaceGap[];
}

/**
 * The measures behind the interface form. Undefined where no contact is logged inside the window: unlogged is not
 * absent. Mortise's own proposal, configurable; that contact structure tells relationship types apart is Ryals & Davies
 * (2013). O(n log n).
 *
 * @throws InvalidValueError as {@link contactMatrix} does
 */
export function interfaceMetrics(
  touches: readonly ContactTouch[],
  jointTeams: readonly JointTeam[],
  asOf: IsoDate,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): InterfaceMetrics | undefined {
  const { cells, touches: inside } = contactMatrix(touches, asOf, policy);
  const breadth = effectiveBreadth(cells);
  if (breadth === undefined) return undefined;
  const met = new Set(inside.map(({ theirTier }) => theirTier));
  return {
    asOf,
    touches: inside.length,
    salesPurchasingShare: salesPurchasingShare(cells),
    activePairs: cells
      .filter((cell) => cell.active && !isSalesPurchasing(cell))
      .sort((a, b) => b.weight - a.weight || compareText(keyOf(a), keyOf(b))),
    tiers: (['WORKING', 'MIDDLE', 'TOP'] as const).filter((tier) => met.has(tier)),
    executivePairActive: executivePairActive(inside, asOf, policy),
    jointTeamActive: jointTeams.some((team) => isAtWork(team, asOf)),
    effectiveBreadth: breadth,
  };
}

/**
 * The form that one look at the contacts gives. Butterfly: fewer than 2 pairs or sales↔purchasing ≥ 80 %. Diamond: at
 * least 5 pairs, an active executive pair, a joint team and sales↔purchasing < 40 %. Triangle: at least 3 pairs on 2
 * tiers. Otherwise it is forming. Bounds are the policy's. O(pairs).
 */
export function classifyInterface(
  metrics: InterfaceMeasures,
  policy: InterfacePolicy = DEFAULT_INTERFACE_POLICY,
): InterfaceClassification {
  const { butterfly, triangle, diamond } = policy;
  const { salesPurchasingShare: share, activePairs, tiers, executivePairActive: executive, jointTeamActive } = metrics;
  const pairs = activePairs.length;
  const point = pairs < butterfly.pairsBelow || share >= butterfly.salesPurchasingFrom;
  const forTriangle = gaps([
    [pairs >= triangle.pairs, 'MORE_FUNCTION_PAIRS'],
    [tiers.length >= triangle.tiers, 'MORE_TIERS'],
    [share < butterfly.salesPurchasingFrom, 'LESS_SALES_PURCHASING'],
  ]);
  const forDiamond = gaps([
    [pairs >= diamond.pairs, 'MORE_FUNCTION_PAIRS'],
    [share < diamond.salesPurchasingBelow, 'LESS_SALES_PURCHASING'],
    [executive, 'EXECUTIVE_PAIR'],
    [jointTeamActive, 'JOINT_TEAM'],
  ]);
  if (point) return { reading: 'BUTTERFLY', missing: forTriangle };
  if (forDiamond.length === 0) return { reading: 'DIAMOND', missing: [] };
  return forTriangle.length === 0
    ? { reading: 'TRIANGLE', missing: forDiamond }
    : { reading: 'FORMING', missing: forTriangle };
}

/** Whether a joint team with members of both sides is at work on a day. */
export function isAtWork({ from, to, ourMembers, theirMembers }: JointTeam, asOf: IsoDate): boolean {
  const began = daysBetween(from, asOf) >= 0;
  const over = to !== undefined && daysBetween(to, asOf) > 0;
  return began && !over && ourMembers > 0 && theirMembers > 0;
}

function gaps(criteria: readonly (readonly [met: boolean, gap: InterfaceGap])[]): readonly InterfaceGap[] {
  return criteria.flatMap(([met, gap]) => (met ? [] : [gap]));
}

/** The pair of functions through which a butterfly runs. */
export const SALES_PURCHASING = { ours: 'SALES', theirs: 'PURCHASING' } as const;

/** Whether it is {@link SALES_PURCHASING}. */
export function isSalesPurchasing({ ours, theirs }: Pick<MatrixCell, 'ours' | 'theirs'>): boolean {
  return ours === SALES_PURCHASING.ours && theirs === SALES_PURCHASING.theirs;
}

function salesPurchasingShare(cells: readonly MatrixCell[]): number {
  return shareOfWeight(cells.find(isSalesPurchasing)?.weight ?? 0, sum(cells.map(({ weight }) => weight)));
}

/** Who meets when executives of both sides do, where a contact does not say our own tier. */
export const EXECUTIVES = { ourFunction: 'MANAGEMENT', theirTier: 'TOP' } as const;

/** Whether executives of both sides met. */
export function isBetweenExecutives({
  ourTier,
  ourFunction,
  theirTier,
}: Pick<ContactTouch, 'ourTier' | 'ourFunction' | 'theirTier'>): boolean {
  const ours = ourTier === undefined ? ourFunction === EXECUTIVES.ourFunction : ourTier === EXECUTIVES.theirTier;
  return ours && theirTier === EXECUTIVES.theirTier;
}

function executivePairActive(touches: readonly ContactTouch[], asOf: IsoDate, { active }: InterfacePolicy): boolean {
  const executive = touches.filter((touch) => isBetweenExecutives(touch) && isWithin(touch.on, asOf, active.days));
  const pairs = groupBy(executive, ({ ourPersonId, contactId }) => JSON.stringify([ourPersonId, contactId]));
  return [...pairs.values()].some(({ length }) => length >= active.touches);
}

function keyOf({ ours, theirs }: MatrixCell): string {
  return `${ours}|${theirs}`;
}
