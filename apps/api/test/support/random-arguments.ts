import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { RandomSource } from './random-source.js';

/** What arguments are filled with. */
export interface ArgumentValues {
  /** Ids that exist, that belong to others, that nobody has, and texts that are none. */
  readonly ids: readonly string[];
  /** What somebody might search for. */
  readonly texts: readonly string[];
  readonly dates: readonly string[];
}

/** A variable as it is declared, and what comes with the request: `{}` for nothing. */
interface Variable {
  readonly declaration: string;
  readonly given: { readonly value?: unknown };
}

/** Arguments as literals and as variables, with all that GraphQL allows there. */
export class RandomArguments {
  private readonly variables = new Map<string, Variable>();

  constructor(
    private readonly random: RandomSource,
    private readonly values: ArgumentValues,
  ) {}

  /** `($v1: ID!, $v2: Int = 3)` for the variables that these texts use, or nothing. */
  declarations(texts: readonly string[]): string {
    const used = new Set(texts.join(' ').match(/\$\w+/g));
    for (const name of this.variables.keys()) if (!used.has(`$${name}`)) this.variables.delete(name);
    if (this.variables.size === 0) return '';
    return `(${[...this.variables.values()].map(({ declaration }) => declaration).join(', ')})`;
  }

  given(): Record<string, unknown> {
    return Object.fromEntries(
      [...this.variables].flatMap(([name, { given }]) => ('value' in given ? [[name, given.value]] : [])),
    );
  }

  /** A value of the type, written out or behind a variable. */
  of(type: GraphQLInputType, name: string): string {
    return this.write(type, this.value(type, name));
  }

  /** This value, written out or behind a variable. */
  write(type: GraphQLInputType, value: unknown): string {
    const { random } = this;
    if (random.chance(0.55)) return this.literal(type, value);
    const required = isNonNullType(type);
    const withDefault = random.chance(0.3);
    const variable = `v${this.variables.size + 1}`;
    const declared = withDefault && random.chance(0.7) ? getNullableType(type) : type;
    const fallback = withDefault ? ` = ${literalOf(type, value)}` : '';
    const mayBeMissing = withDefault || !required;
    const given =
      mayBeMissing && random.chance(0.4) ? (required || random.chance(0.5) ? {} : { value: null }) : { value };
    this.variables.set(variable, { declaration: `$${variable}: ${String(declared)}${fallback}`, given });
    return `$${variable}`;
  }

  /** `true`, `false` or a variable that is one of both. */
  condition(): string {
    const { random } = this;
    const value = random.chance(0.6);
    if (random.chance(0.4)) return String(value);
    const known = [...this.variables.keys()].filter((name) => name.startsWith('if'));
    if (known.length > 0 && random.chance(0.5)) return `$${random.pick(known)}`;
    const variable = `if${known.length + 1}`;
    const fallback = random.chance(0.3);
    this.variables.set(variable, {
      declaration: `$${variable}: Boolean${fallback ? ` = ${String(value)}` : '!'}`,
      given: fallback && random.chance(0.5) ? {} : { value },
    });
    return `$${variable}`;
  }

  value(type: GraphQLInputType, name: string): unknown {
    const { random, values } = this;
    if (!isNonNullType(type) && random.chance(0.1)) return null;
    const bare = getNullableType(type);
    if (isListType(bare)) {
      return Array.from({ length: random.int(3) }, () => this.value(bare.ofType as GraphQLInputType, name));
    }
    if (isEnumType(bare)) return random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) {
      const given = Object.values(bare.getFields()).filter((field) => isNonNullType(field.type) || random.chance(0.3));
      return Object.fromEntries(given.map((field) => [field.name, this.value(field.type, field.name)]));
    }
    switch (getNamedType(bare).name) {
      case 'ID':
        return random.pick(values.ids);
      case 'Int':
        return random.pick([1, 2, 3, 6, 12, 12, 24, 120]);
      case 'Float':
        return random.pick([0, 0.5, -1.25, 1e10]);
      case 'Boolean':
        return random.chance(0.5);
      case 'Date':
        return random.pick(values.dates);
      case 'DateTime':
        return `${random.pick(values.dates)}T${random.pick(['00:00:00Z', '23:59:59.999+08:00'])}`;
      case 'BigInt':
        return random.pick(['0', '-1', '123456789012345678901234567890']);
      case 'Decimal':
        return random.pick(['0', '-1.50', '12345678901234567890.0123456789']);
      default:
        return random.pick(values.texts);
    }
  }

  /** Written out, but members of objects now and then behind variables of their own. */
  private literal(type: GraphQLInputType, value: unknown): string {
    const bare = getNullableType(type);
    if (!isInputObjectType(bare) || value === null) return literalOf(type, value);
    const members = Object.entries(value as Record<string, unknown>).map(
      ([name, member]) => `${name}: ${this.write(bare.getFields()[name]?.type as GraphQLInputType, member)}`,
    );
    return `{${members.join(', ')}}`;
  }
}

function literalOf(type: GraphQLInputType, value: unknown): string {
  const bare = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isListType(bare)) {
    return `[${(value as unknown[]).map((item) => literalOf(bare.ofType as GraphQLInputType, item)).join(', ')}]`;
  }
  if (isEnumType(bare)) return String(value);
  if (isInputObjectType(bare)) {
    const members = Object.entries(value as Record<string, unknown>).map(
      ([name, member]) => `${name}: ${literalOf(bare.getFields()[name]?.type as GraphQLInputType, member)}`,
    );
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value);
}
