import { scoresOf, type CultureTable } from './culture-table.js';

/** What shapes trade with another country, beside culture scores. */
export const COUNTRY_FACTORS = [
  'GEOGRAPHY',
  'TECHNOLOGY',
  'ECONOMY',
  'POLITICS',
  'LAW',
  'ETHICS',
  'CULTURE',
  'SOCIETY',
] as const;
export type CountryFactor = (typeof COUNTRY_FACTORS)[number];

export interface CountryChecklist {
  /** False at home: the checklist is for accounts abroad. */
  readonly applies: boolean;
  /** Factors without a note, in the order of the list. */
  readonly missing: readonly CountryFactor[];
  /** Part of the factors that have a note, 0…1. */
  readonly completeness: number;
}

/** The checklist of an account's country: every factor should have a note once the account is abroad. O(1). */
export function countryChecklist(
  ourCountry: string,
  theirCountry: string,
  notes: Readonly<Partial<Record<CountryFactor, string>>>,
): CountryChecklist {
  const missing = COUNTRY_FACTORS.filter((factor) => (notes[factor] ?? '').trim() === '');
  const applies = ourCountry !== theirCountry;
  return { applies, missing: applies ? missing : [], completeness: 1 - missing.length / COUNTRY_FACTORS.length };
}

/** Weight of personal beside organisational trust. Mortise's own proposal, configurable. */
export interface PersonalTrustPolicy {
  /** Weight where nothing is known of the country. */
  readonly base: number;
  /** How far low individualism and long-term orientation may move it, either way. */
  readonly reach: number;
  /** The tenant's own weights by country, which go before any computation. */
  readonly byCountry: Readonly<Record<string, number>>;
}

export const DEFAULT_PERSONAL_TRUST: PersonalTrustPolicy = { base: 0.5, reach: 0.25, byCountry: {} };

/**
 * How much personal trust weighs in the reading of a relationship, 0…1; organisational trust has the rest. The tenant's own
 * figure for the country, else base + reach·mean((50 − IDV)/50, (LTO − 50)/50) with each term held in −1…1 and missing
 * scores left out. A way to read two gauges side by side: the two are never averaged into one. O(1).
 */
export function personalTrustWeight(
  table: CultureTable,
  country: string,
  policy: PersonalTrustPolicy = DEFAULT_PERSONAL_TRUST,
): number {
  const set = Object.hasOwn(policy.byCountry, country) ? policy.byCountry[country] : undefined;
  if (set !== undefined && Number.isFinite(set)) return held(set, 0, 1);
  const { IDV, LTO } = scoresOf(table, country) ?? {};
  const terms = [
    ...(IDV !== undefined && Number.isFinite(IDV) ? [held((50 - IDV) / 50, -1, 1)] : []),
    ...(LTO !== undefined && Number.isFinite(LTO) ? [held((LTO - 50) / 50, -1, 1)] : []),
  ];
  const pull = terms.length === 0 ? 0 : terms.reduce((total, term) => total + term, 0) / terms.length;
  return held(policy.base + policy.reach * pull, 0, 1);
}

function held(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
