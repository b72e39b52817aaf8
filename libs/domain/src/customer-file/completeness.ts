import { totalWeight } from '../statistics/weight.js';
import { compareText } from '../text/compare-text.js';

/** What a customer's file should hold of the basics, and how much each entry weighs. */
export const BASIC_FILE_FIELDS = {
  name: 2,
  address: 2,
  phone: 1,
  fax: 0.5,
  history: 1,
  organisationStructure: 2,
  salesForceSize: 1,
  deliveryCapability: 1,
  warehouseCapacity: 1,
  businessGoals: 1.5,
  direction: 1.5,
} as const;
export type BasicFileField = keyof typeof BASIC_FILE_FIELDS;

export interface FileCompleteness<Field extends string = string> {
  /** Weight of what is filled in ÷ weight of all, 0…1. */
  readonly share: number;
  /** What is missing, the weightiest first. */
  readonly missing: readonly Field[];
}

/**
 * Completeness of a customer's file. Blank text, null, empty lists and numbers that are none count as missing; 0 and
 * false are answers. The weights are Mortise's own proposal, configurable. O(fields).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a negative weight or none at all
 */
export function fileCompleteness<Field extends string>(
  values: Readonly<Partial<Record<Field, unknown>>>,
  weights: Readonly<Record<Field, number>>,
): FileCompleteness<Field> {
  const fields = Object.entries(weights) as [Field, number][];
  const total = totalWeight(fields.map(([, weight]) => weight));
  const missing = fields.filter(([field]) => !isAnswered(values[field]));
  const lacking = missing.reduce((sum, [, weight]) => sum + weight, 0);
  missing.sort(([a, m], [b, n]) => n - m || compareText(a, b));
  return { share: Math.max(0, 1 - lacking / total), missing: missing.map(([field]) => field) };
}

function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (typeof value === 'number') return Number.isFinite(value);
  return !(Array.isArray(value) && value.length === 0);
}
