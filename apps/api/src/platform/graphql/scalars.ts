import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  readonly pattern: RegExp;
  readonly out: (value: unknown) => string;
  readonly check?: (value: string) => boolean;
}

/** A scalar that travels as text, so that nothing is lost on the way through a JSON number. */
function textScalar({
  name,
  description,
  specifiedByURL,
  pattern,
  out,
  check,
}: TextScalar): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || !pattern.test(value) || check?.(value) === false) {
      throw new GraphQLError(`Not a ${name}: ${JSON.stringify(value)}.`, { extensions: { code: 'INPUT_INVALID' } });
    }
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(specifiedByURL ? { specifiedByURL } : {}),
    serialize: out,
    parseValue: parse,
    parseLiteral: (node: ValueNode) =>
      parse(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
  });
}

/** A calendar day. */
export const DateScalar = textScalar({
  name: 'Date',
  description: 'A calendar day as YYYY-MM-DD.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date',
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  check: isDay,
  out: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
});

/** A moment. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description: 'A moment in UTC as RFC 3339, for example 2026-03-01T08:30:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
  check: (value) => !Number.isNaN(Date.parse(value)),
  out: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
});

/** A whole number of any size. */
export const BigIntScalar = textScalar({
  name: 'BigInt',
  description: 'A whole number as text, exact at any size.',
  pattern: /^-?\d{1,30}$/,
  out: String,
});

/** A decimal number of any size. */
export const DecimalScalar = textScalar({
  name: 'Decimal',
  description: 'A decimal number as text, exact at any size, for example "12.50".',
  pattern: /^-?\d{1,30}(\.\d{1,20})?$/,
  out: String,
});

function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
