import type { AssessmentPolicy } from '../assessment/assessment-policy.js';
import { readLevelGate } from '../assessment/level-gate.js';
import { SCORED_LEVELS } from '../assessment/levels.js';
import type { PublishedAssessment } from '../assessment/round.model.js';
import { addMonthsToDate, epochDay, type IsoDate } from '../calendar/date.js';
import { monthIndex, monthOf } from '../calendar/month.js';
import { criterionTraits, type CriterionCode, type Gate, type GateCriterion } from './criteria.js';
import { isOnScale, type MeasuredEvidence } from './evidence.js';
import type { ShareObservation } from './share-hysteresis.js';

/** What is known of an account's orders. */
export interface OrderFacts {
  readonly firstInvoicedOrder: IsoDate | null;
  readonly lastInvoicedOrder: IsoDate | null;
}

/** What is known of the people; leave out what is not known. */
export interface ContactFacts {
  /** Pairs of one of our people and one of theirs in contact. */
  readonly contactPairs?: number;
  /** Active pairs of our function and theirs. */
  readonly functionPairs?: number;
  /** Strength of the relation to the key person, 0–5. */
  readonly keyPersonStrength?: number;
  readonly dmuCoverage?: number;
  readonly singleThreadAtRisk?: boolean | null;
  readonly middleTierMet?: boolean;
}

/** What the customer's people answered about our company in the last survey, 1–7; leave out what is not known. */
export interface TrustFacts {
  readonly surveyedOn: IsoDate;
  readonly trust?: number;
  readonly commitment?: number;
}

/** The last assessment published by the day, and the rules it is read by. */
export interface LevelFacts {
  readonly published: PublishedAssessment;
  readonly policy: AssessmentPolicy;
}

/** Facts from which gates are measured, as of a day. */
export interface StageFacts {
  readonly asOf: IsoDate;
  readonly orders: OrderFacts;
  /** Rolling shares in ascending month order; may be empty where no wallet is known. */
  readonly shares: readonly ShareObservation[];
  readonly contacts?: ContactFacts;
  readonly trust?: TrustFacts;
  /** On time in full over the last months, 0–1; left out where no delivery is known. */
  readonly onTimeInFull?: number;
  /** Left out where the relationship was never assessed. */
  readonly level?: LevelFacts;
}

type Measurement = Pick<MeasuredEvidence, 'met' | 'value' | 'detail'>;

const UNKNOWN: Measurement = { met: null };

/** The criteria of a gate that these facts can measure; the others are left for other measures and attestations. */
export function measureGate(gate: Gate, facts: StageFacts): readonly MeasuredEvidence[] {
  return gate.flatMap((criterion) => {
    const measure = MEASURES[criterion.code];
    if (measure === undefined) return [];
    const evidence = { criterion: criterion.code, source: 'MEASURED', at: facts.asOf } as const;
    return [{ ...evidence, ...measure(facts, criterion) }];
  });
}

const MEASURES: { readonly [Code in CriterionCode]?: (facts: StageFacts, criterion: GateCriterion) => Measurement } = {
  FIRST_INVOICED_ORDER: ({ orders, asOf }, criterion) => {
    const { firstInvoicedOrder, lastInvoicedOrder } = orders;
    if (firstInvoicedOrder === null || lastInvoicedOrder === null) return { met: false };
    const detail = { firstInvoicedOrder, lastInvoicedOrder };
    return { met: !isBeforeWindow(lastInvoicedOrder, asOf, criterion), value: firstInvoicedOrder, detail };
  },
  NO_ORDER_IN_WINDOW: ({ orders, asOf }, criterion) => {
    const { lastInvoicedOrder } = orders;
    // Somebody who never bought has not stopped buying.
    if (lastInvoicedOrder === null) return { met: false };
    return { met: isBeforeWindow(lastInvoicedOrder, asOf, criterion), value: lastInvoicedOrder };
  },
  SHARE_LOWER_BOUND: (facts, criterion) => {
    const { min = 0 } = criterion;
    return confirmed(
      facts,
      criterion,
      ({ lower }) => lower,
      (least) => least >= min,
      'least',
      { min },
    );
  },
  SHARE_UPPER_BOUND: (facts, criterion) => {
    const { below = 0 } = criterion;
    return confirmed(
      facts,
      criterion,
      ({ upper }) => upper,
      (most) => most < below,
      'most',
      { below },
    );
  },
  CONTACT_PAIR: ({ contacts }, criterion) => atLeast(contacts?.contactPairs, criterion),
  FUNCTION_PAIRS: ({ contacts }, criterion) => atLeast(contacts?.functionPairs, criterion),
  KEY_PERSON_STRENGTH: ({ contacts }, criterion) => atLeast(contacts?.keyPersonStrength, criterion),
  DMU_COVERAGE: ({ contacts }, criterion) => atLeast(contacts?.dmuCoverage, criterion),
  SINGLE_THREAD_RISK_OFF: ({ contacts }) => {
    const atRisk = contacts?.singleThreadAtRisk ?? null;
    return atRisk === null ? UNKNOWN : { met: !atRisk, value: atRisk };
  },
  MIDDLE_TIER_MET: ({ contacts }) => {
    const met = contacts?.middleTierMet;
    return met === undefined ? UNKNOWN : { met, value: met };
  },
  LEVEL_PROBABILITY: ({ level, asOf }, criterion) => assessed(level, asOf, criterion),
  OTIF_FLOOR: ({ onTimeInFull }, criterion) => atLeast(onTimeInFull, criterion),
  TRUST: ({ trust, asOf }, criterion) => surveyed(trust?.trust, trust?.surveyedOn, asOf, criterion),
  COMMITMENT: ({ trust, asOf }, criterion) => surveyed(trust?.commitment, trust?.surveyedOn, asOf, criterion),
};

/** Whether the level is probable enough, out of an assessment fit to carry the account through a gate. */
function assessed(facts: LevelFacts | undefined, asOf: IsoDate, { level, min }: GateCriterion): Measurement {
  const floor = SCORED_LEVELS.find((each) => each === level);
  // A gate that names no level asks nothing of the assessment, which then says nothing.
  if (facts === undefined || floor === undefined) return UNKNOWN;
  const { published, policy } = facts;
  const gate = { ...policy.gate, probability: min ?? policy.gate.probability };
  const { met, probability, reasons } = readLevelGate(published, floor, asOf, { ...policy, gate });
  const detail = { level: floor, min: gate.probability, published: published.level, at: published.at };
  return {
    met,
    ...(probability === null ? {} : { value: probability }),
    detail: { ...detail, reasons: reasons.map(({ code }) => code) },
  };
}

/** A figure of a survey speaks while the survey is within the gate's months; without one nothing does. */
function surveyed(
  value: number | undefined,
  surveyedOn: IsoDate | undefined,
  asOf: IsoDate,
  criterion: GateCriterion,
): Measurement {
  const { scale } = criterionTraits(criterion.code);
  // A gate that names no floor asks nothing of the figure, which then says nothing.
  if (criterion.min === undefined) return UNKNOWN;
  if (surveyedOn === undefined || (scale !== undefined && !isOnScale(value, scale))) return UNKNOWN;
  if (epochDay(surveyedOn) > epochDay(asOf) || isBeforeWindow(surveyedOn, asOf, criterion)) return UNKNOWN;
  const { met, detail } = atLeast(value, criterion);
  return value === undefined ? UNKNOWN : { met, value, detail: { ...detail, surveyedOn } };
}

function atLeast(value: number | undefined, { min = 0 }: GateCriterion): Measurement {
  return value === undefined || Number.isNaN(value) ? UNKNOWN : { met: value >= min, value, detail: { min } };
}

function isBeforeWindow(date: IsoDate, asOf: IsoDate, { months = 12 }: GateCriterion): boolean {
  return epochDay(date) < epochDay(addMonthsToDate(asOf, -months));
}

/** Whether a bound held in each of the last months, without a month missing and up to last month at the earliest. */
function confirmed(
  { shares, asOf }: StageFacts,
  { months: needed = 1 }: GateCriterion,
  bound: (observation: ShareObservation) => number,
  holds: (worst: number) => boolean,
  worstOf: 'least' | 'most',
  limit: Readonly<Record<string, number>>,
): Measurement {
  const recent = shares.slice(-needed);
  const last = recent.at(-1);
  if (last === undefined || recent.length < needed) return UNKNOWN;
  const end = monthIndex(last.month);
  if (end < monthIndex(monthOf(asOf)) - 1) return UNKNOWN;
  if (!recent.every(({ month }, i) => monthIndex(month) === end - needed + 1 + i)) return UNKNOWN;
  const value = (worstOf === 'least' ? Math.min : Math.max)(...recent.map(bound));
  return { met: holds(value), value, detail: { ...limit, months: recent.map(({ month }) => month) } };
}
