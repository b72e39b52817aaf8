import { ImportRefused } from '../import.errors.js';

/** A column an import kind reads. */
export interface FieldSpec {
  /** What it holds, for documentation and error messages. */
  readonly description: string;
  readonly required?: boolean;
  /** Further headings under which it is found. */
  readonly aliases?: readonly string[];
}

export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

/** Where the value of each field comes from: a column of the file, or the same text for every row. */
export interface Columns<Field extends string = string> {
  readonly index: Readonly<Partial<Record<Field, number>>>;
  readonly constant: Readonly<Partial<Record<Field, string>>>;
  /** Heading of each field's column as the file has it, for error reports. */
  readonly heading: Readonly<Partial<Record<Field, string>>>;
  /** Number of cells of a well-formed row. */
  readonly count: number;
}

/**
 * Finds each field's column: by the mapping, else by a heading that is the field's name or an alias of it (capitals, blanks
 * and punctuation do not count). A field mapped to nothing is left out even when a column has its name.
 * @throws ImportRefused HEADER_BROKEN, or COLUMN_MISSING, COLUMN_AMBIGUOUS or IMPORT_OPTION_INVALID naming the fields
 */
export function resolveColumns(
  fields: FieldSpecs,
  header: readonly string[],
  map: ReadonlyMap<string, string>,
  constants: ReadonlyMap<string, string>,
): Columns {
  const headings = header.map((heading) => heading.trim());
  if (headings.some((heading) => heading.includes('\u0000')))
    throw new ImportRefused('HEADER_BROKEN', 'The first line is no text: it should name the columns of a CSV file.');
  for (const field of [...map.keys(), ...constants.keys()]) {
    if (!Object.hasOwn(fields, field)) {
      throw refusal(
        'IMPORT_OPTION_INVALID',
        field,
        `There is no field "${field}"; fields are ${Object.keys(fields).join(', ')}.`,
      );
    }
  }
  const index: Record<string, number> = {};
  const missing: string[] = [];
  for (const [field, spec] of Object.entries(fields)) {
    if (constants.has(field)) continue;
    const column = columnOf(field, spec, headings, map.get(field));
    if (column >= 0) index[field] = column;
    else if (spec.required || map.get(field)) missing.push(field);
  }
  if (missing.length > 0) {
    const named = missing.map((field) => (map.get(field) ? `${field} (column "${map.get(field)}")` : field));
    throw new ImportRefused(
      'COLUMN_MISSING',
      `The file has no column for ${named.join(', ')}. Its columns are ${headings.map((heading) => `"${heading}"`).join(', ')}.`,
      missing.map((field) => ({ path: ['map', field], code: 'COLUMN_MISSING' })),
    );
  }
  const heading = Object.fromEntries(
    Object.entries(index).map(([field, column]) => [field, headings[column] as string]),
  );
  return { index, constant: Object.fromEntries(constants), heading, count: header.length };
}

function columnOf(field: string, spec: FieldSpec, headings: readonly string[], mapped: string | undefined): number {
  if (mapped === '') return -1;
  const matches = (wanted: readonly string[], form: (text: string) => string): number[] =>
    headings.flatMap((heading, index) => (wanted.some((each) => form(each) === form(heading)) ? [index] : []));
  const found =
    mapped !== undefined
      ? matches([mapped.trim()], (text) => text)
      : ([matches([field], simplified), matches(spec.aliases ?? [], simplified)].find((each) => each.length > 0) ?? []);
  if (found.length > 1)
    throw refusal('COLUMN_AMBIGUOUS', field, `The file has ${found.length} columns "${headings[found[0] as number]}".`);
  return found[0] ?? -1;
}

function simplified(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function refusal(code: 'COLUMN_AMBIGUOUS' | 'IMPORT_OPTION_INVALID', field: string, message: string): ImportRefused {
  return new ImportRefused(code, message, [{ path: ['map', field], code }]);
}
