import { z } from 'zod';
import { IMPORT_KINDS, type ImportKindName } from './import-kind.js';
import { ImportRefused } from './import.errors.js';
import { type Delimiter, DELIMITERS } from './reading/csv-records.js';
import { DATE_FORMATS } from './reading/field-values.js';

const DELIMITER_NAMES: Readonly<Record<string, Delimiter>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  '\\t': '\t',
};

/** PostgreSQL's text holds every character but this one. */
const text = z.string().refine((value) => !value.includes('\u0000'), 'must not contain NUL');
const choice = z.enum(['true', 'false', '1', '0', '']).transform((value) => value !== 'false' && value !== '0');
const flag = choice.default(false);
const pairs = z
  .preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(text.max(20_000)))
  .transform(readPairs);

const options = z.strictObject({
  /** `field=Column,…`; a field mapped to nothing is left out. */
  map: pairs,
  /** `field=value,…`: the same value for every row. */
  set: pairs,
  createMissing: flag,
  round: flag,
  /** Whether the accounts it touches are judged afterwards; a past is loaded first and then judged day by day. */
  evaluate: choice.default(true),
  /** What becomes of a row whose key is known and whose content differs. */
  onChange: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['reject', 'correct']))
    .default('reject'),
  fileName: text.max(300).optional(),
  delimiter: z
    .string()
    .transform((text) => DELIMITER_NAMES[text.toLowerCase()] ?? text)
    .pipe(z.enum(DELIMITERS))
    .optional(),
  dateFormat: z.string().toUpperCase().pipe(z.enum(DATE_FORMATS)).default('ISO'),
  decimal: z.enum(['.', ',']).optional(),
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code of three letters')
    .optional(),
});

/** How a file is to be read. */
export type ImportOptions = z.output<typeof options>;

export function importKindOf(kind: string): ImportKindName {
  const found = IMPORT_KINDS.find((each) => each === kind);
  if (!found)
    throw new ImportRefused(
      'IMPORT_KIND_UNKNOWN',
      `There is no import "${kind}"; there are ${IMPORT_KINDS.join(', ')}.`,
    );
  return found;
}

/** @throws ImportRefused IMPORT_OPTION_INVALID naming each option */
export function readImportOptions(query: Readonly<Record<string, unknown>>): ImportOptions {
  const parsed = options.safeParse(query);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.flatMap((issue) =>
    (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [issue.path.map(String)]).map((path) => ({
      path,
      code: issue.code.toUpperCase(),
      message: issue.message,
    })),
  );
  throw new ImportRefused('IMPORT_OPTION_INVALID', `${reasons[0]?.path.join('.')}: ${reasons[0]?.message}`, reasons);
}

/** Reads `a=X,b="Y, Z"`; a value in double quotes may hold commas. */
function readPairs(texts: readonly string[], check: z.RefinementCtx): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of texts.flatMap((text) => text.match(/(?:[^,"]|"[^"]*")+/g) ?? [])) {
    const equals = pair.indexOf('=');
    if (equals < 1) {
      check.addIssue({ code: 'custom', message: `"${pair}" is not field=value.` });
      continue;
    }
    const value = pair.slice(equals + 1).trim();
    found.set(pair.slice(0, equals).trim(), /^".*"$/.test(value) ? value.slice(1, -1) : value);
  }
  return found;
}
