import { InvalidValueError } from '../errors/invalid-value.error.js';
import { PRICING_DEPTH, type PricingRegime } from '../price/pricing-regime.js';
import type { ItemAnswer, AssessmentInstrument } from './instrument.js';
import type { InstrumentV1Item } from './instrument-v1.js';
import { SCORED_LEVELS, type ScoredLevel } from './levels.js';

/** How delicate a piece of exchanged information is, least first. */
export const INFORMATION_CLASSES = ['PUBLIC', 'USEFUL', 'SENSITIVE', 'STRATEGIC'] as const;
export type InformationClass = (typeof INFORMATION_CLASSES)[number];

/** What the records of the last twelve months say; left out where nothing is on record. */
export interface LevelRecords {
  /** Pieces of information exchanged, by class. */
  readonly exchanges?: Readonly<Partial<Record<InformationClass, number>>>;
  /** Months that the customer's forecasts reach ahead. */
  readonly forecastMonths?: number;
  /** Our place among the customer's suppliers; 1 is first. */
  readonly supplierRank?: number;
  readonly pricingRegime?: PricingRegime;
}

/** When records count. Mortise's own proposal, configurable. */
export const DEFAULT_RECORD_BOUNDS = {
  /** Exchanges in twelve months from which a class is exchanged regularly: one each quarter. */
  regularExchanges: 4,
  /** Months ahead from which demand is planned together, and from which it is planned by the year. */
  shortTermMonths: 3,
  annualMonths: 12,
} as const;

export type RecordBounds = Readonly<Record<keyof typeof DEFAULT_RECORD_BOUNDS, number>>;

/**
 * The answers that the records bear out, beside which a rater's own can be held: the most delicate class of information
 * exchanged regularly, the reach of forecasts, the rank among suppliers, the way prices are made. Items without records
 * are left out. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a count, reach or rank that cannot be
 */
export function answersFromRecords(
  { exchanges, forecastMonths, supplierRank, pricingRegime }: LevelRecords,
  bounds: RecordBounds = DEFAULT_RECORD_BOUNDS,
): Readonly<Partial<Record<InstrumentV1Item, ItemAnswer>>> {
  return {
    ...(exchanges === undefined ? {} : { INFORMATION: informationAnswer(exchanges, bounds) }),
    ...(forecastMonths === undefined ? {} : { PLANNING_HORIZON: planningAnswer(forecastMonths, bounds) }),
    ...(supplierRank === undefined ? {} : { STANDING: standingAnswer(supplierRank) }),
    ...(pricingRegime === undefined ? {} : { PRICING: PRICING_DEPTH[pricingRegime] }),
  };
}

function informationAnswer(exchanges: NonNullable<LevelRecords['exchanges']>, bounds: RecordBounds): ItemAnswer {
  const regular = INFORMATION_CLASSES.map((kind) => atLeast(exchanges[kind] ?? 0, 0) >= bounds.regularExchanges);
  return (Math.max(0, regular.lastIndexOf(true)) + 1) as ItemAnswer;
}

function planningAnswer(months: number, { shortTermMonths, annualMonths }: RecordBounds): ItemAnswer {
  if (atLeast(months, 0) >= annualMonths) return 3;
  return months >= shortTermMonths ? 2 : 1;
}

function standingAnswer(rank: number): ItemAnswer {
  return atLeast(rank, 1) === 1 ? 3 : 2;
}

function atLeast(value: number, least: number): number {
  if (!(value >= least && Number.isFinite(value))) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}

/** One trait of a level: what an item looks like there. */
export interface LevelTrait {
  readonly item: string;
  readonly anchor: string;
}

/** What a relationship of a level looks like, item by item, in a language of the questionnaire; empty in any other. O(items). */
export function levelTraits(
  instrument: AssessmentInstrument,
  level: ScoredLevel,
  language: string,
): readonly LevelTrait[] {
  const wording = Object.hasOwn(instrument.wording, language) ? instrument.wording[language] : undefined;
  return instrument.forms.FULL.items.flatMap((item) => {
    const anchor = wording?.[item]?.anchors[SCORED_LEVELS.indexOf(level)];
    return anchor === undefined ? [] : [{ item, anchor }];
  });
}
