import { InvalidValueError } from '../errors/invalid-value.error.js';

const NUMBER = /^C-(\d{4})-(\d{6,})$/;

/** The parts of a complaint number: the year it was received and its place in the tenant's count of that year. */
export interface ComplaintNumber {
  readonly year: number;
  readonly counter: number;
}

/**
 * The number a buyer is given at once: `C-2026-000123`. Six digits sort as text within a year; a seventh is added
 * rather than a number lost. The counter itself is kept by the caller, per tenant and year.
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless the year has four digits and the counter is whole and positive
 */
export function formatComplaintNumber({ year, counter }: ComplaintNumber): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new InvalidValueError('INVALID_NUMBER', year);
  if (!Number.isSafeInteger(counter) || counter < 1) throw new InvalidValueError('INVALID_NUMBER', counter);
  return `C-${year}-${String(counter).padStart(6, '0')}`;
}

/** The parts of a complaint number as people type it (blanks around it and small letters allowed), or null. */
export function parseComplaintNumber(text: string): ComplaintNumber | null {
  const match = NUMBER.exec(text.trim().toUpperCase());
  const parts = { year: Number(match?.[1]), counter: Number(match?.[2]) };
  return match !== null && parts.year >= 1000 && parts.counter >= 1 && Number.isSafeInteger(parts.counter)
    ? parts
    : null;
}
