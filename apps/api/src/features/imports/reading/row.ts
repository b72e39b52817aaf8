import type { Columns } from './columns.js';
import { type DateFormat, type NumberFormat, readDate, readDecimal, readMoney, readMonth } from './field-values.js';

/** Why a row was not taken in: the column as the file calls it, a stable code, the cell's text. */
export interface RowProblem {
  readonly column: string | null;
  readonly code: RowProblemCode;
  readonly value: string | null;
  readonly message: string;
}

/** Codes of rejected rows. From UNKNOWN_ACCOUNT on they are found in the database, the others in the row alone. */
export type RowProblemCode =
  | 'QUOTE_BROKEN'
  | 'ROW_TOO_LONG'
  | 'NOT_AN_OBJECT'
  | 'COLUMN_COUNT'
  | 'CHARACTER_NOT_ALLOWED'
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'NOT_A_DATE'
  | 'DATE_IN_FUTURE'
  | 'NOT_A_NUMBER'
  | 'TOO_MANY_DECIMALS'
  | 'OUT_OF_RANGE'
  | 'NOT_ALLOWED'
  | 'CURRENCY_NOT_SUPPORTED'
  | 'STANCE_EVIDENCE_REQUIRED'
  | 'UNKNOWN_ACCOUNT'
  | 'UNKNOWN_PRODUCT'
  | 'UNKNOWN_CATEGORY'
  | 'UNKNOWN_INVOICE'
  | 'UNKNOWN_PROMOTION'
  | 'UNKNOWN_TEAM'
  | 'UNKNOWN_OWNER'
  | 'UNKNOWN_PARENT'
  | 'PARENT_CYCLE'
  | 'UNKNOWN_CONTACT'
  | 'UNKNOWN_STAFF'
  | 'UNKNOWN_COMPLAINT'
  | 'LINK_OVERLAPS'
  | 'STAGE_NOT_ALLOWED'
  | 'LIMIT_NOT_ALLOWED'
  | 'TERMS_INVALID'
  | 'REBATE_NOT_ALLOWED'
  | 'ROW_CHANGED';

/** How a file writes its values. */
export interface RowFormat {
  readonly date: DateFormat;
  readonly number: NumberFormat;
  /** Currency of all amounts, ISO 4217, and the digits of its minor unit. */
  readonly currency: string;
  readonly fractionDigits: number;
  readonly round: boolean;
  /** Days after this one (YYYY-MM-DD) lie in the future. */
  readonly lastDay: string;
}

const CONTROL = /[\u0000-\u001f\u007f]/;
/** A hundred trillion at two decimals: nobody's line, and sums and upper bounds of many such still fit 64 bits. */
const MAX_AMOUNT = 10_000_000_000_000_000n;
/** No number, date or code is longer. What follows may take time that grows with the square of the length. */
const MAX_VALUE_LENGTH = 100;
const KNOWN_DATES = 4_096;
/** A longer text may be a mere window on the piece of the file it was cut from, and would keep all of that in memory. */
const KNOWN_DATE_LENGTH = 12;

/** Typed access to the cells of the row at hand. A cell that cannot be read adds a problem; all problems are collected. */
export class Row<Field extends string> {
  problems: RowProblem[] = [];
  private cells: readonly string[] = [];
  private readonly dates = new Map<string, string | undefined>();

  constructor(
    private readonly columns: Columns<Field>,
    readonly format: RowFormat,
  ) {}

  /** Moves on to another row. */
  take(cells: readonly string[]): void {
    this.cells = cells;
    if (this.problems.length > 0) this.problems = [];
  }

  /** Text in one line without blanks around it, null when there is none. */
  text(field: Field, maxLength: number): string | null {
    const cell = this.cell(field);
    if (cell === '') return null;
    const controlled = CONTROL.test(cell);
    const value = controlled ? cell.replaceAll(/[\t\n\v\f\r]+/g, ' ') : cell;
    if (controlled && CONTROL.test(value))
      return this.reject(field, 'CHARACTER_NOT_ALLOWED', cell, 'Contains control characters.');
    if (value.length > maxLength) return this.reject(field, 'TOO_LONG', value, `Longer than ${maxLength} characters.`);
    return value;
  }

  requiredText(field: Field, maxLength: number): string {
    return this.text(field, maxLength) ?? this.missing(field) ?? '';
  }

  /** One of the codes, in any capitals; null when empty. */
  code<C extends string>(field: Field, codes: readonly C[]): C | null {
    const value = this.value(field);
    if (value === '') return null;
    const wanted = value.toUpperCase().replaceAll(/[\s-]/g, '_');
    return (
      codes.find((code) => code === wanted) ??
      this.reject(field, 'NOT_ALLOWED', value, `Not one of ${codes.join(', ')}.`)
    );
  }

  /** For a value that is read in another way but must be there. */
  require(field: Field): '' {
    this.missing(field);
    return '';
  }

  date(field: Field): string | null {
    const value = this.value(field);
    if (value === '') return null;
    const day = value.length > KNOWN_DATE_LENGTH ? readDate(value, this.format.date) : this.knownDate(value);
    return day ?? this.reject(field, 'NOT_A_DATE', value, `Not a date in the format ${this.format.date}.`);
  }

  /** Several codes, separated by semicolons, commas or blanks; empty when there are none. */
  codes<C extends string>(field: Field, codes: readonly C[]): readonly C[] {
    const wanted = this.cell(field)
      .toUpperCase()
      .split(/[;,|\s]+/)
      .filter((each) => each !== '');
    const unknown = wanted.filter((each) => !codes.some((code) => code === each));
    if (unknown.length > 0) this.reject(field, 'NOT_ALLOWED', unknown.join(' '), `Not among ${codes.join(', ')}.`);
    return codes.filter((code) => wanted.includes(code));
  }

  /** yes/no, true/false, 1/0; null when empty. */
  flag(field: Field): boolean | null {
    const value = this.value(field).toLowerCase();
    if (value === '') return null;
    if (['true', 'yes', 'y', '1', 'x'].includes(value)) return true;
    if (['false', 'no', 'n', '0'].includes(value)) return false;
    return this.reject(field, 'NOT_ALLOWED', value, 'Neither yes nor no.');
  }

  /** A day that has come already. */
  pastDate(field: Field): string {
    const day = this.pastDateOrNone(field);
    if (day === null) return this.problemOf(field) ? '' : (this.missing(field) ?? '');
    return day;
  }

  /** A day that has come already; null when empty. */
  pastDateOrNone(field: Field): string | null {
    const day = this.date(field);
    if (day !== null && day > this.format.lastDay) this.reject(field, 'DATE_IN_FUTURE', day, 'Lies in the future.');
    return day;
  }

  month(field: Field): string {
    const value = this.value(field);
    if (value === '') return this.missing(field) ?? '';
    return (
      readMonth(value, this.format.date) ??
      this.reject(field, 'NOT_A_DATE', value, 'Neither a month (YYYY-MM) nor a date.') ??
      ''
    );
  }

  decimal(field: Field): string | null {
    const value = this.value(field);
    if (value === '') return null;
    const number = readDecimal(value, this.format.number);
    if (number === undefined)
      return this.reject(
        field,
        'NOT_A_NUMBER',
        value,
        `Not a number with decimal sign "${this.format.number.decimal}".`,
      );
    if (number.length > 30) return this.reject(field, 'OUT_OF_RANGE', value, 'Has more than 30 digits.');
    return number;
  }

  requiredDecimal(field: Field): string {
    return this.decimal(field) ?? (this.problemOf(field) ? '' : (this.missing(field) ?? ''));
  }

  /** A number between two bounds, both included. */
  numberWithin(field: Field, min: number, max: number, whole: boolean): string | null {
    const number = this.decimal(field);
    if (number === null) return null;
    const fits = Number(number) >= min && Number(number) <= max && !(whole && number.includes('.'));
    return fits
      ? number
      : this.reject(field, 'OUT_OF_RANGE', number, `Not a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`);
  }

  /** As {@link money}; null when empty. */
  optionalMoney(field: Field): bigint | null {
    return this.value(field) === '' ? null : this.money(field);
  }

  /** Minor units of the file's currency. */
  money(field: Field): bigint {
    const value = this.value(field);
    if (value === '') return this.missing(field) ?? 0n;
    const amount = readMoney(value, this.format.number, this.format.fractionDigits, this.format.round);
    if (amount === 'NOT_A_NUMBER')
      return (
        this.reject(field, amount, value, `Not an amount with decimal sign "${this.format.number.decimal}".`) ?? 0n
      );
    if (amount === 'TOO_MANY_DECIMALS') {
      return (
        this.reject(
          field,
          amount,
          value,
          `${this.format.currency} has ${this.format.fractionDigits} decimals; import with round=true to round.`,
        ) ?? 0n
      );
    }
    return amount > MAX_AMOUNT || amount < -MAX_AMOUNT
      ? (this.reject(field, 'OUT_OF_RANGE', value, 'Too large an amount.') ?? 0n)
      : amount;
  }

  /** Checks that the row's own currency, if it names one, is the file's. */
  currency(field: Field): void {
    const value = this.value(field);
    if (value !== '' && value.toUpperCase() !== this.format.currency) {
      this.reject(field, 'CURRENCY_NOT_SUPPORTED', value, `Amounts must be in ${this.format.currency}.`);
    }
  }

  reject(field: Field, code: RowProblemCode, value: string | null, message: string): null {
    this.problems.push({ column: this.columns.heading[field] ?? field, code, value, message });
    return null;
  }

  private missing(field: Field): null {
    // A cell that was rejected for another reason is not missing as well.
    return this.problemOf(field) ? null : this.reject(field, 'REQUIRED', null, 'Must not be empty.');
  }

  private problemOf(field: Field): boolean {
    if (this.problems.length === 0) return false;
    const column = this.columns.heading[field] ?? field;
    return this.problems.some((problem) => problem.column === column);
  }

  private knownDate(text: string): string | undefined {
    if (!this.dates.has(text)) {
      if (this.dates.size >= KNOWN_DATES) this.dates.clear();
      this.dates.set(text, readDate(text, this.format.date));
    }
    return this.dates.get(text);
  }

  /** A cell that holds a number, a date or a code; empty also when it is too long for one. */
  private value(field: Field): string {
    const cell = this.cell(field);
    if (cell.length <= MAX_VALUE_LENGTH) return cell;
    this.reject(field, 'TOO_LONG', cell, `Longer than ${MAX_VALUE_LENGTH} characters.`);
    return '';
  }

  private cell(field: Field): string {
    const index = this.columns.index[field];
    if (index === undefined) return this.columns.constant[field] ?? '';
    const value = (this.cells[index] as string).trim();
    // Excel's way to keep leading zeros, when it was quoted once more on the way.
    return value.charCodeAt(0) === 61 && value.startsWith('="') && value.endsWith('"') && value.length > 2
      ? value.slice(2, -1).trim()
      : value;
  }
}
