import { isCalendarDate, type IsoDate } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import { CONFIDENCES, type Confidence } from '../share/wallet.js';
import type { FieldValues, LedgerField, LedgerMoney } from './field.js';
import type { LedgerFeed, LedgerWriter } from './kind-declaration.js';
import { isLedgerKind, LEDGER_KINDS, type LedgerKind } from './ledger-kinds.js';

/** What an entry of a kind says. */
export type LedgerPayload<Kind extends LedgerKind = LedgerKind> = {
  readonly [K in Kind]: FieldValues<(typeof LEDGER_KINDS)[K]['fields']>;
}[Kind];

/** A checked entry: kind and payload belong together. */
export type LedgerEntry<Kind extends LedgerKind = LedgerKind> = {
  readonly [K in Kind]: {
    readonly kind: K;
    readonly accountId: string;
    readonly observedOn: IsoDate;
    readonly source: string;
    readonly confidence: Confidence;
    readonly payload: LedgerPayload<K>;
    /** The entry this one corrects; nothing is edited. */
    readonly supersedes?: string;
  };
}[Kind];

/** What is wrong with an entry, and where. */
export interface LedgerFault extends Reason<
  | 'KIND_UNKNOWN'
  | 'WRITER_NOT_ALLOWED'
  | 'VALUE_REQUIRED'
  | 'FIELD_UNKNOWN'
  | 'TYPE_WRONG'
  | 'CODE_UNKNOWN'
  | 'TOO_LONG'
  | 'CHARACTER_NOT_ALLOWED'
  | 'OUT_OF_RANGE'
  | 'NOT_WHOLE'
  | 'DATE_INVALID'
  | 'DATES_REVERSED'
  | 'OBSERVED_IN_FUTURE'
> {
  readonly path: string;
}

export type LedgerResult =
  { readonly ok: true; readonly entry: LedgerEntry } | { readonly ok: false; readonly reasons: readonly LedgerFault[] };

/** An entry as it comes from a form, an import or another system. */
export interface LedgerInput {
  readonly kind: string;
  readonly accountId: string;
  readonly observedOn: string;
  readonly source: string;
  readonly confidence: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly supersedes?: string;
}

/**
 * Checks an entry against its kind and gives it typed, or every fault. Nothing unknown passes; amounts may come as text, as
 * they do from JSON; a field without a value is left out. O(fields).
 *
 * @param asOf today: nothing is observed later
 */
export function parseLedgerEntry(input: LedgerInput, writer: LedgerWriter, asOf: IsoDate): LedgerResult {
  const { kind, accountId, observedOn, source, confidence, supersedes } = input;
  if (!isLedgerKind(kind)) return { ok: false, reasons: [{ code: 'KIND_UNKNOWN', path: 'kind' }] };
  const { fields, writers } = LEDGER_KINDS[kind];
  const reasons: LedgerFault[] = [];
  if (!(writers as readonly string[]).includes(writer)) reasons.push({ code: 'WRITER_NOT_ALLOWED', path: 'kind' });
  if (accountId.trim() === '') reasons.push({ code: 'VALUE_REQUIRED', path: 'accountId' });
  if (source.trim() === '') reasons.push({ code: 'VALUE_REQUIRED', path: 'source' });
  else if (source.length > MAX_SOURCE_LENGTH) reasons.push({ code: 'TOO_LONG', path: 'source' });
  else if (UNSTORABLE.test(source)) reasons.push({ code: 'CHARACTER_NOT_ALLOWED', path: 'source' });
  if (!isConfidence(confidence)) reasons.push({ code: 'CODE_UNKNOWN', path: 'confidence' });
  if (!isCalendarDate(observedOn)) reasons.push({ code: 'DATE_INVALID', path: 'observedOn' });
  else if (observedOn > asOf) reasons.push({ code: 'OBSERVED_IN_FUTURE', path: 'observedOn' });
  const { payload, faults } = parsePayload(fields, input.payload);
  reasons.push(...faults);
  if (reasons.length > 0) return { ok: false, reasons };
  const about = {
    kind,
    accountId,
    observedOn,
    source,
    confidence,
    ...(supersedes === undefined ? {} : { supersedes }),
  };
  // The payload was built from the declaration that its type is derived from.
  return { ok: true, entry: { ...about, payload } as unknown as LedgerEntry };
}

/** The measures of standing that an entry bears on. */
export function feedsOf(kind: LedgerKind): readonly LedgerFeed[] {
  return LEDGER_KINDS[kind].feeds;
}

function parsePayload(fields: Readonly<Record<string, LedgerField>>, raw: Readonly<Record<string, unknown>>) {
  const faults: LedgerFault[] = Object.keys(raw)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({ code: 'FIELD_UNKNOWN', path: `payload.${name}` }));
  const payload: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
    const result: ValueResult = isBlank(value)
      ? { fault: field.optional === true ? undefined : 'VALUE_REQUIRED' }
      : parseValue(field, value);
    if ('value' in result) payload[name] = result.value;
    else if (result.fault !== undefined) faults.push({ code: result.fault, path: `payload.${name}` });
  }
  const { from, to } = payload;
  if (typeof from === 'string' && typeof to === 'string' && to < from) {
    faults.push({ code: 'DATES_REVERSED', path: 'payload.to' });
  }
  return { payload, faults };
}

/** Nothing, blank text and an empty list say nothing. */
function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** NUL and halves of characters: no text, and nothing that a database keeps. */
const UNSTORABLE = /[\u0000\p{Surrogate}]/u;

/** Longest name of a source. */
const MAX_SOURCE_LENGTH = 200;

type ValueResult = { readonly value: unknown } | { readonly fault: LedgerFault['code'] | undefined };

const WRONG: ValueResult = { fault: 'TYPE_WRONG' };

function parseValue(field: LedgerField, value: unknown): ValueResult {
  switch (field.type) {
    case 'CODE':
      if (typeof value !== 'string') return WRONG;
      return field.codes.includes(value) ? { value } : { fault: 'CODE_UNKNOWN' };
    case 'CODES': {
      if (!Array.isArray(value)) return WRONG;
      const known = value.every((one) => typeof one === 'string' && field.codes.includes(one));
      return known ? { value: [...new Set<unknown>(value)] } : { fault: 'CODE_UNKNOWN' };
    }
    case 'TEXT':
      if (typeof value !== 'string') return WRONG;
      if (UNSTORABLE.test(value)) return { fault: 'CHARACTER_NOT_ALLOWED' };
      return value.length <= field.maxLength ? { value } : { fault: 'TOO_LONG' };
    case 'NUMBER':
      if (typeof value !== 'number' || Number.isNaN(value)) return WRONG;
      if (value < field.min || value > field.max) return { fault: 'OUT_OF_RANGE' };
      return field.whole && !Number.isInteger(value) ? { fault: 'NOT_WHOLE' } : { value };
    case 'MONEY':
      return parseAmount(value);
    case 'DATE':
      if (typeof value !== 'string') return WRONG;
      return isCalendarDate(value) ? { value } : { fault: 'DATE_INVALID' };
    case 'FLAG':
      return typeof value === 'boolean' ? { value } : WRONG;
    case 'REFERENCE':
      return typeof value === 'string' ? { value } : WRONG;
  }
}

/** Amounts are not negative: what goes back is an entry of its own. */
function parseAmount(raw: unknown): ValueResult {
  if (typeof raw !== 'object' || raw === null) return WRONG;
  const { amountMinor, currency } = raw as Partial<Record<keyof LedgerMoney, unknown>>;
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return { fault: 'CODE_UNKNOWN' };
  const whole =
    typeof amountMinor === 'bigint' ||
    (typeof amountMinor === 'number' && Number.isSafeInteger(amountMinor)) ||
    (typeof amountMinor === 'string' && /^-?\d{1,30}$/.test(amountMinor));
  if (!whole) return WRONG;
  const amount = BigInt(amountMinor);
  return amount < 0n ? { fault: 'OUT_OF_RANGE' } : { value: { amountMinor: amount, currency } };
}

function isConfidence(code: string): code is Confidence {
  return (CONFIDENCES as readonly string[]).includes(code);
}
