/** Codes of values that cannot exist in the field's terms, whatever the state of the account. */
export const INVALID_VALUE_CODES = [
  'INVALID_DATE',
  'INVALID_MONTH',
  'INVALID_LENGTH',
  'INVALID_NUMBER',
  'INVALID_WEIGHT',
  'INVALID_RANK',
] as const;

export type InvalidValueCode = (typeof INVALID_VALUE_CODES)[number];

/**
 * Thrown by value helpers for input that is no value of its kind (30 February, a negative weight). Decisions never
 * throw: they answer with reasons.
 */
export class InvalidValueError extends Error {
  override readonly name = 'InvalidValueError';

  constructor(
    readonly code: InvalidValueCode,
    readonly value: unknown,
  ) {
    super(`${code}: ${String(value)}`);
  }
}

/** The number itself when it is finite, so that no NaN or infinity travels on. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
