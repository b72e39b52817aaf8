import {
  getNamedType,
  getNullableType,
  type GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type Piece, writePieces } from './pieces.js';

/** How a value of a scalar becomes the JSON text that the scalar's own serialisation would give. */
interface Rendering {
  readonly before: string;
  readonly after: string;
  /** Whether `to_json` writes an array of such values as it should be. */
  readonly listed?: boolean;
}

const AS_JSON: Rendering = { before: 'to_json(', after: ')', listed: true };
const DIGITS_AS_TEXT: Rendering = { before: `('"'||(`, after: `)||'"')` };

const RENDERINGS: Readonly<Record<string, Rendering>> = {
  // A uuid or a text, whose JSON is the same as their text's.
  ID: AS_JSON,
  String: AS_JSON,
  Int: { before: '(', after: ')', listed: true },
  [GraphQLFloat.name]: AS_JSON,
  Boolean: { before: '(', after: ')::text', listed: true },
  Date: AS_JSON,
  DateTime: { before: 'to_char((', after: `) at time zone 'UTC','\\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\\"')` },
  BigInt: DIGITS_AS_TEXT,
  Decimal: DIGITS_AS_TEXT,
  JSON: { before: '(', after: ')' },
};

/**
 * JSON text of a field's value.
 * @param path where it stands, for an expression; a column that the schema calls not null is so in the database as well,
 *   but may hold a code that the schema has no name for
 */
export function jsonOfValue(
  type: GraphQLOutputType,
  value: readonly Piece[],
  path: readonly string[] | undefined,
): Piece[] {
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  if (!isLeafType(named)) throw new Error(`A value cannot be of the type ${type.toString()}.`);
  const json = isListType(nullable) ? jsonOfLeafList(named, value) : jsonOfLeaf(named, value);
  const certain = !isEnumType(named) || storesNames(named);
  if (isNonNullType(type) && path === undefined && certain) return json;
  const text = isListType(nullable) ? ['case when ', ...value, ' is not null then ', ...json, ' end'] : json;
  return orNull(['(', ...text, ')::text'], type, path ?? []);
}

/**
 * Whether the JSON of a table's column is its text in quotation marks: it is never null, and nothing in it needs to be
 * escaped. Primary keys are uuids, and the database checks what may stand in a column of codes.
 */
export function isQuoted(type: GraphQLOutputType, column: string): boolean {
  if (!isNonNullType(type)) return false;
  const nullable = type.ofType;
  return (nullable === GraphQLID && column === 'id') || (isEnumType(nullable) && storesNames(nullable));
}

/** `null` where the type allows it; elsewhere the statement fails, and the answer is worked out the long way. */
export function orNull(text: readonly Piece[], type: GraphQLOutputType, path: readonly string[]): Piece[] {
  const fallback: Piece = isNonNullType(type)
    ? (writer, run) => writer.write(run.strict ? `read_gap('${path.join('.')}')` : `'null'`)
    : `'null'`;
  return ['coalesce(', ...text, ',', fallback, ')'];
}

/** JSON text of one value. @throws Error for a scalar that has no rendering yet */
function jsonOfLeaf(type: GraphQLLeafType, value: readonly Piece[]): Piece[] {
  if (isEnumType(type)) return ['to_json(', ...namesOf(type, value), ')'];
  const rendering = RENDERINGS[type.name];
  if (!rendering) throw new Error(`The read engine does not know how PostgreSQL writes the scalar ${type.name}.`);
  return [rendering.before, ...value, rendering.after];
}

/** JSON text of an array of values, its nulls included. */
function jsonOfLeafList(type: GraphQLLeafType, value: readonly Piece[]): Piece[] {
  const simple = isEnumType(type) ? storesNames(type) : RENDERINGS[type.name]?.listed;
  if (simple) return ['to_json(', ...value, ')'];
  return [
    `(select concat('[', string_agg(coalesce((`,
    ...jsonOfLeaf(type, ['v.v']),
    `)::text, 'null'), ',' order by v.n), ']') from unnest(`,
    ...value,
    `) with ordinality v(v, n))`,
  ];
}

/** Where an enum's names are not the codes that are stored, PostgreSQL translates them; one that has no name is a gap. */
function namesOf(type: GraphQLEnumType, value: readonly Piece[]): readonly Piece[] {
  if (storesNames(type)) return value;
  const cases = type.getValues().map(({ name, value: code }) => ` when ${literal(String(code))} then ${literal(name)}`);
  const unknown = [' else case when ', ...value, ` is not null then read_gap('${type.name}') end`];
  const otherwise: Piece = (writer, run) => run.strict && writePieces(unknown, writer, run);
  return ['(case ', ...value, cases.join(''), otherwise, ' end)'];
}

function storesNames(type: GraphQLEnumType): boolean {
  return type.getValues().every(({ name, value }) => name === value);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
