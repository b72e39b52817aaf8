import type { IsoDate } from '../calendar/date.js';
import { sum } from '../statistics/descriptive.js';
import type { Stage } from '../stage/stages.js';
import { checkedWeight } from '../statistics/weight.js';
import {
  DEFAULT_WINDOW_POLICY,
  openWindows,
  type TriggerObservation,
  type WindowPolicy,
} from './opportunity-window.js';
import { TRIGGER_CODES, type TriggerCode } from './trigger-codes.js';

/** What each trigger means once we are the supplier to be replaced. */
export const MIRRORED_THREATS = {
  NEW_PRODUCT_LAUNCH: 'NEW_PRODUCT_WITHOUT_US',
  ANNUAL_SUPPLIER_REVIEW: 'REVIEW_OF_US',
  KEY_INFLUENCER_CHANGE: 'OUR_SUPPORTER_CHANGES',
  RIVAL_QUALITY_PROBLEM: 'OUR_QUALITY_PROBLEM',
  SERVICE_COMPLAINT_ABOUT_MAIN_SUPPLIER: 'COMPLAINT_ABOUT_OUR_SERVICE',
  RELATIONSHIP_WEAKNESS: 'OUR_RELATIONSHIP_IS_WEAK',
  RELATIONSHIP_DETERIORATION: 'OUR_RELATIONSHIP_DETERIORATES',
  COST_DOWN_NEED: 'COST_DOWN_EXPECTED_OF_US',
} as const satisfies Readonly<Record<TriggerCode, string>>;

export type ThreatCode = (typeof MIRRORED_THREATS)[TriggerCode];

/** How much of an account each threat could move at its strongest, 0…1. */
export type ThreatWeights = Readonly<Record<TriggerCode, number>>;

/** Quality, service and a failing relation weigh most; a review that comes every year least. Mortise's own proposal. */
export const DEFAULT_THREAT_WEIGHTS: ThreatWeights = {
  NEW_PRODUCT_LAUNCH: 0.4,
  ANNUAL_SUPPLIER_REVIEW: 0.3,
  KEY_INFLUENCER_CHANGE: 0.6,
  RIVAL_QUALITY_PROBLEM: 0.8,
  SERVICE_COMPLAINT_ABOUT_MAIN_SUPPLIER: 0.8,
  RELATIONSHIP_WEAKNESS: 0.5,
  RELATIONSHIP_DETERIORATION: 0.8,
  COST_DOWN_NEED: 0.5,
};

export interface MirroredThreats {
  /** Chance-like score 0…1 that a rival finds a way in. */
  readonly risk: number;
  /** Those present, gravest first. */
  readonly threats: readonly { readonly threat: ThreatCode; readonly trigger: TriggerCode; readonly risk: number }[];
}

/** Stages in which we hold a position that a rival could attack. */
const DEFENDED: readonly Stage[] = ['STABLE', 'STRATEGIC'];

/**
 * How a rival would attack us: the same triggers observed about ourselves, each with its fading strength, combined as
 * independent ways in, 1 − Π(1 − weight · strength). Undefined before we are the main supplier. The order of the
 * observations does not matter. Mortise's own proposal, configurable. O(n log n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a weight outside 0…1
 */
export function mirroredThreats(
  stage: Stage,
  aboutUs: readonly TriggerObservation[],
  asOf: IsoDate,
  options: { readonly windows?: WindowPolicy; readonly weights?: ThreatWeights } = {},
): MirroredThreats | undefined {
  const { windows = DEFAULT_WINDOW_POLICY, weights = DEFAULT_THREAT_WEIGHTS } = options;
  if (!DEFENDED.includes(stage)) return undefined;
  const open = openWindows(aboutUs, asOf, windows);
  const threats = TRIGGER_CODES.map((trigger) => {
    const parts = open
      .filter(({ observation }) => observation.code === trigger)
      .map(({ strength }) => checkedWeight(weights[trigger], 1) * strength);
    return { threat: MIRRORED_THREATS[trigger], trigger, risk: eitherOf(parts) };
  }).filter(({ risk }) => risk > 0);
  threats.sort((a, b) => b.risk - a.risk);
  return { risk: eitherOf(threats.map(({ risk }) => risk)), threats };
}

/** 1 − Π(1 − p), through logarithms so that many small parts are not lost. */
function eitherOf(parts: readonly number[]): number {
  if (parts.some((part) => part >= 1)) return 1;
  return Math.max(0, -Math.expm1(sum(parts.map((part) => Math.log1p(-part)).sort((a, b) => a - b))));
}
