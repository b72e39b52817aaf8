/**
 * Money is a whole number of minor units (cents) of one ISO 4217 currency, held as bigint: sums stay exact at any size
 * and a database bigint, which drivers hand over as text, loses nothing on the way.
 */
export type MinorUnits = bigint;

export type MoneyParseResult =
  | { readonly ok: true; readonly minor: MinorUnits }
  | { readonly ok: false; readonly code: 'NOT_A_NUMBER' | 'TOO_MANY_DECIMALS' };

export interface MoneyParseOptions {
  /** Digits of the minor unit; 2 unless told. See {@link currencyFractionDigits}. */
  readonly fractionDigits?: number;
  /** What to do with digits beyond the minor unit. `REFUSE` unless told; zeros beyond it are never refused. */
  readonly excessDigits?: 'REFUSE' | 'ROUND_HALF_AWAY_FROM_ZERO';
}

const DECIMAL = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))$/;

/** ISO 4217 currencies whose minor unit is not a hundredth. */
export const CURRENCY_FRACTION_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Digits of the minor unit of an ISO 4217 currency; 2 for all that the standard does not except. */
export function currencyFractionDigits(currency: string): number {
  return CURRENCY_FRACTION_DIGITS[currency.toUpperCase()] ?? 2;
}

/**
 * Plain decimal text (`1234.5`, `-0.07`, `.5`, surrounding blanks allowed) to minor units, without floating point.
 * Grouping marks, currency signs and exponents are `NOT_A_NUMBER`: what they mean depends on the writer's locale.
 */
export function parseMoney(text: string, options: MoneyParseOptions = {}): MoneyParseResult {
  const { fractionDigits = 2, excessDigits = 'REFUSE' } = options;
  const match = DECIMAL.exec(text.trim());
  if (match === null) return { ok: false, code: 'NOT_A_NUMBER' };
  const fraction = match[3] ?? match[4] ?? '';
  const excess = fraction.slice(fractionDigits);
  if (excessDigits === 'REFUSE' && /[1-9]/.test(excess)) return { ok: false, code: 'TOO_MANY_DECIMALS' };
  const kept = BigInt((match[2] ?? '0') + fraction.slice(0, fractionDigits).padEnd(fractionDigits, '0'));
  const size = excess >= '5' ? kept + 1n : kept;
  return { ok: true, minor: match[1] === '-' ? -size : size };
}

/** Minor units to plain decimal text, the inverse of {@link parseMoney}: `123450n` → `1234.50`. */
export function formatMoney(minor: MinorUnits, fractionDigits = 2): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(fractionDigits + 1, '0');
  if (fractionDigits === 0) return sign + digits;
  return `${sign}${digits.slice(0, -fractionDigits)}.${digits.slice(-fractionDigits)}`;
}

/** a ÷ b to the nearest whole, halves away from zero; b > 0. O(1) in numbers of usual size. */
export function divideRounded(a: bigint, b: bigint): bigint {
  return (2n * a + (a < 0n ? -b : b)) / (2n * b);
}
