import { epochDay, parseMoney } from '@mortise/domain';

/** Order of the parts of a written date; ISO takes YYYY-MM-DD, YYYY/MM/DD and YYYYMMDD. */
export const DATE_FORMATS = ['ISO', 'DMY', 'MDY', 'YMD'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** The decimal sign. When the sender names it, groups of three digits may be set off by the other sign, blanks or apostrophes. */
export interface NumberFormat {
  readonly decimal: '.' | ',';
  readonly named: boolean;
}

/** A time behind a date, with or without seconds, half of the day and zone. */
const TIME = String.raw`(?:[T ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?`;
const ISO_DATE = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`);
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})$/;
const PARTED_DATE = new RegExp(String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})${TIME}$`);
/** Already as {@link readDecimal} gives it back, which most numbers of most files are. */
const CANONICAL_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const [MINUS, POINT, ZERO] = [0x2d, 0x2e, 0x30];
/** So many digits, and four behind them, are exact as a double. */
const USUAL_LENGTH = 12;
const POWERS = [1, 10, 100, 1_000, 10_000];
const PLAIN_DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const GROUPS = {
  '.': /^\d{1,3}(?:([,'\u00a0\u202f\u2019 ])\d{3})(?:\1\d{3})*(?=\.|$)/,
  ',': /^\d{1,3}(?:([.'\u00a0\u202f\u2019 ])\d{3})(?:\1\d{3})*(?=,|$)/,
};

/** A calendar day as YYYY-MM-DD; undefined when the text is none in this format. A time behind it is left out. */
export function readDate(text: string, format: DateFormat): string | undefined {
  const iso = ISO_DATE.exec(text) ?? COMPACT_DATE.exec(text);
  if (iso && (format === 'ISO' || format === 'YMD' || text.length >= 10)) {
    const [year, month, day] = iso.length === 5 ? [iso[1], iso[3], iso[4]] : [iso[1], iso[2], iso[3]];
    return calendarDay(year, month, day);
  }
  const parts = format === 'DMY' || format === 'MDY' ? PARTED_DATE.exec(text) : null;
  if (!parts) return undefined;
  const [, first, , second, year] = parts;
  return format === 'DMY' ? calendarDay(year, second, first) : calendarDay(year, first, second);
}

/** The first day of a month written as YYYY-MM, or of the month in which a written date lies. */
export function readMonth(text: string, format: DateFormat): string | undefined {
  if (/^\d{4}-\d{2}$/.test(text)) return readDate(`${text}-01`, 'ISO');
  const day = readDate(text, format);
  return day && `${day.slice(0, 8)}01`;
}

/** Canonical plain decimal text: no plus, no grouping, no zeros at the ends; undefined when it is no number. */
export function readDecimal(text: string, format: NumberFormat): string | undefined {
  if (format.decimal === '.' && text !== '-0' && CANONICAL_DECIMAL.test(text)) return text;
  const plain = toPlain(text, format);
  if (plain === undefined) return undefined;
  const negative = plain.startsWith('-');
  const [whole = '', fraction = ''] = plain.replace(/^[+-]/, '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/0+$/, '');
  const size = decimals === '' ? digits : `${digits}.${decimals}`;
  return negative && size !== '0' ? `-${size}` : size;
}

/**
 * Money in minor units, exact. Digits beyond the minor unit are refused unless they are zeros or `round` is set (then half
 * away from zero): a file with such digits holds computed numbers, and rounding each line would change its total.
 */
export function readMoney(
  text: string,
  format: NumberFormat,
  fractionDigits: number,
  round: boolean,
): bigint | 'NOT_A_NUMBER' | 'TOO_MANY_DECIMALS' {
  const usual = format.decimal === '.' ? readUsualMoney(text, fractionDigits) : undefined;
  if (usual !== undefined) return usual;
  const plain = toPlain(text, format);
  if (plain === undefined) return 'NOT_A_NUMBER';
  const parsed = parseMoney(plain, { fractionDigits, excessDigits: round ? 'ROUND_HALF_AWAY_FROM_ZERO' : 'REFUSE' });
  return parsed.ok ? parsed.minor : parsed.code;
}

/**
 * The usual amount, digits and a point with the currency's digits behind it at most, without a look at what else there may be.
 * @returns undefined where it is not quite that: the long way knows what it is
 */
function readUsualMoney(text: string, fractionDigits: number): bigint | undefined {
  const { length } = text;
  if (length === 0 || length > USUAL_LENGTH) return undefined;
  let size = 0;
  let point = -1;
  for (let at = text.charCodeAt(0) === MINUS ? 1 : 0; at < length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) size = size * 10 + digit;
    else if (digit === POINT - ZERO && point < 0) point = at;
    else return undefined;
  }
  const decimals = point < 0 ? 0 : length - 1 - point;
  const first = text.charCodeAt(0);
  if (first === POINT || (first === MINUS && (length === 1 || point === 1)) || decimals > fractionDigits)
    return undefined;
  const minor = size * (POWERS[fractionDigits - decimals] ?? NaN);
  return Number.isSafeInteger(minor) ? BigInt(first === MINUS ? -minor : minor) : undefined;
}

function toPlain(text: string, { decimal, named }: NumberFormat): string | undefined {
  if (decimal === '.' && PLAIN_DECIMAL.test(text)) return text;
  // Accounting and some ERP systems write the minus behind.
  const minusBehind = text.endsWith('-') && !text.startsWith('-');
  const sign = minusBehind || text.startsWith('-') ? '-' : '';
  let size = minusBehind ? text.slice(0, -1).trim() : text.replace(/^[+-]/, '');
  if (named) size = size.replace(GROUPS[decimal], (grouped) => grouped.replace(/\D/g, ''));
  if (decimal === ',') size = size.includes('.') ? 'x' : size.replace(',', '.');
  const plain = sign + size;
  return /^\d|^\./.test(size) && PLAIN_DECIMAL.test(plain) ? plain : undefined;
}

function calendarDay(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  try {
    epochDay(date);
    return date;
  } catch {
    return undefined;
  }
}
