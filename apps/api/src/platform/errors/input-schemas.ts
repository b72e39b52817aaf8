import { z } from 'zod';
import { InputInvalid } from './domain-error.js';
import { parseInput } from './parse-input.js';

// PostgreSQL text cannot hold NUL, and no other control character belongs into one line of text.
const ONE_LINE = /^[^\p{Cc}]*$/u;
const NOTE = /^[^\u0000]*$/;

/** One line of text, trimmed, not empty. */
export const line = (max: number) =>
  z.string().trim().min(1).max(max).regex(ONE_LINE, 'must not contain control characters');

/** Text of several lines, trimmed, not empty. */
export const note = (max: number) => z.string().trim().min(1).max(max).regex(NOTE, 'must not contain NUL');

/** Language tag. */
export const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag');

/** Identifier of a row. */
export const rowId = z.guid('must be an identifier').toLowerCase();

/** A row to pick by: undefined when none was named, null when what was named is no identifier and so finds nothing. */
export const pickedRow = z
  .string()
  .nullish()
  .transform((id) => (id == null ? undefined : isRowId(id) ? id : null));

/** ISO 3166-1 country of two letters. */
export const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code of two letters');

/** ISO 4217 currency of three letters. */
export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code of three letters');

/** A calendar day that the domain and the database both know; what another day is compared with is not reached otherwise. */
export const day = z.iso
  .date()
  .refine((text) => text >= '1000-01-01', { message: 'must be in or after the year 1000', abort: true });

/** As {@link day}, with centuries on either side: months can be counted from it. */
export const countedDay = day.refine((text) => text >= '1900-01-01' && text <= '2999-12-31', {
  message: 'must be from the year 1900 to 2999',
  abort: true,
});

/** The first and the last day of what a report is about. */
export const dayPeriod = z
  .object({ from: countedDay, to: countedDay })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' });

/** Whether a text can be a row's identifier at all; what cannot be one finds nothing and never reaches the database. */
export function isRowId(text: string): boolean {
  return rowId.safeParse(text).success;
}

/** As `parseInput` for arguments that stand beside each other instead of in one `input`. */
export function parseArguments<S extends z.ZodType>(schema: S, args: unknown): z.output<S> {
  try {
    return parseInput(schema, args);
  } catch (error) {
    if (!(error instanceof InputInvalid)) throw error;
    throw new InputInvalid(error.reasons.map((reason) => ({ ...reason, path: reason.path?.slice(1) ?? [] })));
  }
}

/** The members that were given: null clears a field, undefined leaves it alone. */
export function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
