import type { LedgerFault, LedgerKind } from '@mortise/domain';
import type { ErrorReason } from '../../platform/errors/domain-error.js';
import { fieldsOf, valueName } from './ledger.names.js';

/** What an input says, by the names of the declaration. */
export function payloadOf(
  kind: LedgerKind,
  input: Readonly<Record<string, unknown>>,
  currency: string,
): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (const [name, field] of fieldsOf(kind)) {
    const value = input[valueName(name, field)];
    if (value === undefined || value === null) continue;
    if (field.type === 'MONEY') {
      const { minor, currency: told } = value as { readonly minor: string; readonly currency?: string | null };
      payload[name] = { amountMinor: minor, currency: told ?? currency };
    } else if (field.type === 'REFERENCE') payload[name] = String(value).toLowerCase();
    else payload[name] = typeof value === 'string' ? value.trim() : value;
  }
  return payload;
}

/** A payload as it is stored: amounts as text, which keeps every digit. */
export function storedPayload(payload: object): string {
  return JSON.stringify(payload, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

const SAID: Readonly<Record<LedgerFault['code'], string>> = {
  KIND_UNKNOWN: 'There is no such kind.',
  WRITER_NOT_ALLOWED: 'Not written by you.',
  VALUE_REQUIRED: 'Must be said.',
  FIELD_UNKNOWN: 'There is no such field.',
  TYPE_WRONG: 'Is of another type.',
  CODE_UNKNOWN: 'Is not one of the codes.',
  TOO_LONG: 'Is too long.',
  CHARACTER_NOT_ALLOWED: 'Contains characters that are no text.',
  OUT_OF_RANGE: 'Lies outside the bounds.',
  NOT_WHOLE: 'Must be a whole number.',
  DATE_INVALID: 'Is no day that can be meant.',
  DATES_REVERSED: 'Lies before the first day.',
  OBSERVED_IN_FUTURE: 'Lies in the future.',
};

/** What is wrong with an entry, as a client reads it: paths lead into its input. */
export function reasonsOf(kind: LedgerKind, faults: readonly LedgerFault[]): ErrorReason[] {
  const names = new Map(fieldsOf(kind).map(([name, field]) => [`payload.${name}`, valueName(name, field)]));
  return faults.map(({ code, path }) => ({
    path: ['input', names.get(path) ?? path],
    code,
    message: SAID[code],
  }));
}
