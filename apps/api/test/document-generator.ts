import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';

/** One root field of a schema as a document that can be sent with any id in every place that takes one. */
export interface RootCall {
  /** e.g. `mutation endContactLink` */
  readonly name: string;
  readonly document: string;
  /** Variables with `id` in every ID argument and ID input field. */
  readonly variables: (id: string) => Record<string, unknown>;
  readonly takesIds: boolean;
}

const SMALL_PAGE = 3;

/** Every query and mutation of the schema, selecting everything down to `depth`. */
export function rootCalls(schema: GraphQLSchema, depth = 3): RootCall[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => rootCall(kind, field, depth)),
  );
}

function rootCall(kind: string, field: GraphQLField<unknown, unknown>, depth: number): RootCall {
  // The length of a page is written out: one that comes from a variable counts as the largest there is.
  const isPaged = field.args.some(({ name }) => name === 'first');
  const given = isPaged ? field.args.filter(({ name }) => name !== 'first' && name !== 'last') : field.args;
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = [...given.map(({ name }) => `${name}: $${name}`), ...(isPaged ? [`first: ${SMALL_PAGE}`] : [])].join(
    ', ',
  );
  const document = `${kind} call${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection(field.type, depth)} }`;
  const variables = (id: string) =>
    Object.fromEntries(given.map((argument) => [argument.name, example(argument.type, argument.name, id)]));
  return {
    name: `${kind} ${field.name}`,
    document,
    variables,
    takesIds: JSON.stringify(variables('the id')).includes('the id'),
  };
}

function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isUnionType(named)) return '{ __typename }';
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields())
    .filter((field) => field.args.every((argument) => !isNonNullType(argument.type)))
    .filter((field) => depth > 1 || !isObjectType(getNamedType(field.type)))
    .map((field) => `${field.name}${smallPage(field)} ${selection(field.type, depth - 1)}`);
  return `{ __typename ${fields.join(' ')} }`;
}

/** Pages within pages are short, so that everything at once stays below what a document may ask for. */
function smallPage({ args }: GraphQLField<unknown, unknown>): string {
  return args.some(({ name }) => name === 'first') ? `(first: ${SMALL_PAGE})` : '';
}

/** A value that passes the input's own rules wherever its name tells what they are, so that the ids are what is judged. */
function example(type: GraphQLInputType, name: string, id: string): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [example(bare.ofType as GraphQLInputType, name, id)];
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (isInputObjectType(bare)) {
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter((field) => isNonNullType(field.type) || holdsId(field.type))
        .map((field) => [field.name, example(field.type, field.name, id)]),
    );
  }
  if (isScalarType(bare) && bare.name === 'ID') return id;
  // Optional arguments that are no ids are left out: filters would only narrow what is shown.
  if (!isNonNullType(type)) return undefined;
  return EXAMPLES[name] ?? EXAMPLES[getNamedType(bare).name] ?? 'Example';
}

function holdsId(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return (
    named.name === 'ID' ||
    (isInputObjectType(named) && Object.values(named.getFields()).some((field) => holdsId(field.type)))
  );
}

const EXAMPLES: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 0.5,
  Boolean: true,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  Decimal: '1',
  BigInt: '1',
  email: 'somebody@example.com',
  password: 'a long enough password',
  country: 'DE',
  currency: 'EUR',
  locale: 'en',
  language: 'en',
  supplier: 'nobody',
  slug: 'nobody',
  tenant: 'nobody',
  permissions: 'account.read',
};
