import { InvalidValueError } from '../errors/invalid-value.error.js';

/** An exact fraction in lowest terms; the sign sits on the numerator. */
export interface Rational {
  readonly numerator: bigint;
  /** Above zero. */
  readonly denominator: bigint;
}

/** How a result is brought to its decimals. `HALF_AWAY` and `HALF_EVEN` differ only on the exact middle. */
export const ROUNDING_MODES = ['HALF_AWAY', 'HALF_EVEN', 'TOWARDS_ZERO', 'UP', 'DOWN'] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

const DECIMAL_TEXT = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Longer figures are a mistake, and a way to keep the machine busy. */
const LONGEST_TEXT = 100;

/**
 * Plain decimal text (`-12.340`) as the exact fraction it is.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for anything else: grouping marks, exponents, more than 100 characters
 */
export function rational(text: string): Rational {
  const match = text.length > LONGEST_TEXT ? null : DECIMAL_TEXT.exec(text);
  if (match === null) throw new InvalidValueError('INVALID_NUMBER', text.slice(0, LONGEST_TEXT));
  const fraction = match[3] ?? '';
  const size = BigInt((match[2] as string) + fraction);
  return fractionOf(match[1] === '-' ? -size : size, 10n ** BigInt(fraction.length));
}

/**
 * numerator ÷ denominator in lowest terms.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a denominator of zero
 */
export function fractionOf(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new InvalidValueError('INVALID_NUMBER', `${numerator}/0`);
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator) * sign;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function addRational(a: Rational, b: Rational): Rational {
  return fractionOf(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtractRational(a: Rational, b: Rational): Rational {
  return addRational(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiplyRational(a: Rational, b: Rational): Rational {
  return fractionOf(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Throws `INVALID_NUMBER` for a division by zero. */
export function divideRational(a: Rational, b: Rational): Rational {
  return fractionOf(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** −1, 0 or 1 as a is below, equal to or above b. */
export function compareRational(a: Rational, b: Rational): -1 | 0 | 1 {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The whole number next to a fraction. `UP` and `DOWN` are towards plus and minus infinity.
 */
export function roundRational({ numerator, denominator }: Rational, mode: RoundingMode): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const [whole, rest] = [size / denominator, size % denominator];
  const away = whole + (awayFromZero(mode, { negative: numerator < 0n, whole, rest, denominator }) ? 1n : 0n);
  return numerator < 0n ? -away : away;
}

function awayFromZero(
  mode: RoundingMode,
  figure: { readonly negative: boolean; readonly whole: bigint; readonly rest: bigint; readonly denominator: bigint },
): boolean {
  const { negative, whole, rest, denominator } = figure;
  const twice = 2n * rest;
  switch (mode) {
    case 'HALF_AWAY':
      return twice >= denominator;
    case 'HALF_EVEN':
      return twice > denominator || (twice === denominator && whole % 2n === 1n);
    case 'TOWARDS_ZERO':
      return false;
    case 'UP':
      return rest > 0n && !negative;
    case 'DOWN':
      return rest > 0n && negative;
  }
}

/** A fraction as decimal text with that many digits: 2/3 with 4 digits → `0.6667`. Never `-0.00`. */
export function rationalText(value: Rational, digits: number, mode: RoundingMode = 'HALF_AWAY'): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > LONGEST_TEXT)
    throw new InvalidValueError('INVALID_LENGTH', digits);
  const scaled = roundRational(multiplyRational(value, fractionOf(10n ** BigInt(digits))), mode);
  const figures = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  const sign = scaled < 0n ? '-' : '';
  return digits === 0 ? sign + figures : `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}

/** Euclid's algorithm; at least 1. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
