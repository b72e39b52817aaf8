/** What a field holds, with the unit in which it is meant. */
export type LedgerField =
  | { readonly type: 'CODE'; readonly codes: readonly string[]; readonly optional?: true }
  | { readonly type: 'CODES'; readonly codes: readonly string[]; readonly optional?: true }
  | { readonly type: 'TEXT'; readonly maxLength: number; readonly optional?: true }
  | {
      readonly type: 'NUMBER';
      readonly unit: LedgerUnit;
      readonly min: number;
      readonly max: number;
      readonly whole: boolean;
      readonly optional?: true;
    }
  | { readonly type: 'MONEY'; readonly optional?: true }
  | { readonly type: 'DATE'; readonly optional?: true }
  | { readonly type: 'FLAG'; readonly optional?: true }
  | { readonly type: 'REFERENCE'; readonly to: LedgerReference; readonly optional?: true };

export const LEDGER_UNITS = [
  'MINUTES',
  'HOURS',
  'DAYS',
  'MONTHS',
  'YEARS',
  'POINTS',
  'SHARE',
  'COUNT',
  'RANK',
  'QUANTITY',
] as const;
export type LedgerUnit = (typeof LEDGER_UNITS)[number];

/** What a reference leads to. */
export type LedgerReference = 'ACCOUNT' | 'CONTACT' | 'STAFF' | 'PRODUCT' | 'CATEGORY' | 'COMPLAINT' | 'DOCUMENT';

/** An amount in minor units of an ISO 4217 currency. */
export interface LedgerMoney {
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** The value a field holds once it has been checked. */
export type FieldValue<Field extends LedgerField> = Field extends { readonly codes: readonly (infer Code)[] }
  ? Field['type'] extends 'CODES'
    ? readonly Code[]
    : Code
  : Field['type'] extends 'NUMBER'
    ? number
    : Field['type'] extends 'FLAG'
      ? boolean
      : Field['type'] extends 'MONEY'
        ? LedgerMoney
        : string;

type Optional = { readonly optional: true };

/** The payload that a set of fields describes. */
export type FieldValues<Fields extends Readonly<Record<string, LedgerField>>> = {
  readonly [Name in keyof Fields as Fields[Name] extends Optional ? never : Name]: FieldValue<Fields[Name]>;
} & {
  readonly [Name in keyof Fields as Fields[Name] extends Optional ? Name : never]?: FieldValue<Fields[Name]>;
};

export const code = <const Codes extends readonly string[]>(codes: Codes) => ({ type: 'CODE', codes }) as const;
export const codes = <const Codes extends readonly string[]>(list: Codes) => ({ type: 'CODES', codes: list }) as const;
export const text = (maxLength = 2_000) => ({ type: 'TEXT', maxLength }) as const;
export const date = { type: 'DATE' } as const;
export const flag = { type: 'FLAG' } as const;
export const money = { type: 'MONEY' } as const;
export const reference = <const To extends LedgerReference>(to: To) => ({ type: 'REFERENCE', to }) as const;

/** A whole number between bounds. */
export const count = (unit: LedgerUnit, min: number, max: number) =>
  ({ type: 'NUMBER', unit, min, max, whole: true }) as const;

/** Any number between bounds. */
export const measure = (unit: LedgerUnit, min: number, max: number) =>
  ({ type: 'NUMBER', unit, min, max, whole: false }) as const;

/** The same field, which may be left out. */
export const optional = <const Field extends LedgerField>(field: Field) => ({ ...field, optional: true }) as const;
