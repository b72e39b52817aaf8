import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { queryLimits } from '../../src/platform/graphql/query-limits.js';
import { type ArgumentValues, RandomArguments } from './random-arguments.js';
import { RandomSource } from './random-source.js';
import { type SelectedField, SelectionWriter } from './random-selection.js';

/** A document, what comes with it, and the fields that it asks for, merged. */
export interface RandomDocument {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
  readonly fields: readonly SelectedField[];
}

export interface DocumentOptions {
  readonly schema: GraphQLSchema;
  readonly values: ArgumentValues;
  /** Cursors that lists have given out, by `Type.field`. */
  readonly cursors: ReadonlyMap<string, readonly string[]>;
  /** How likely a field is asked for when its turn comes, 0–1. */
  readonly likelihood: (type: GraphQLObjectType, field: string) => number;
}

/** Objects below each other, connections not counted. */
const MAX_DEPTH = 5;
const MAX_FIELDS = 60;
/** The server's own limit of a document's length. */
const MAX_TOKENS = 5_000;

/** A random document that the schema and the limits allow. The same seed gives the same, while the cursors are the same. */
export function randomDocument(seed: number, options: DocumentOptions): RandomDocument {
  const random = new RandomSource(seed);
  for (;;) {
    const document = new Generator(random, options).document();
    const parsed = parse(document.query);
    const { tokenCount: tokens = 0 } = parsed;
    const errors = validate(options.schema, parsed);
    if (errors.length > 0) throw new Error(`${errors.join('\n')}\n${document.query}`);
    if (validate(options.schema, parsed, [queryLimits]).length === 0 && tokens <= MAX_TOKENS) return document;
  }
}

/** A random selection of the type's fields, and what it brings along. */
export interface RandomSelection {
  readonly selection: string;
  readonly fragments: readonly string[];
  /** `$v1: ID!, …` for a document of one's own. */
  readonly declarations: string;
  readonly variables: Record<string, unknown>;
}

export function randomSelection(seed: number, type: GraphQLObjectType, options: DocumentOptions): RandomSelection {
  return new Generator(new RandomSource(seed), options).selectionOf(type);
}

class Generator {
  private readonly args: RandomArguments;
  private count = 0;
  private aliases = 0;

  constructor(
    private readonly random: RandomSource,
    private readonly options: DocumentOptions,
  ) {
    this.args = new RandomArguments(random, options.values);
  }

  document(): RandomDocument {
    const { random } = this;
    const query = this.options.schema.getQueryType() as GraphQLObjectType;
    const fields = this.select(query, 0, 1 + random.int(3));
    const writer = this.writer();
    const selection = writer.write(query, fields);
    const others = random.chance(0.1) ? ['query other { __typename }'] : [];
    const named = others.length > 0 || random.chance(0.3);
    const head = `query${named ? ' asked' : ''}${this.args.declarations([selection, ...writer.fragments])}`;
    return {
      query: random.shuffled([`${head} ${selection}`, ...writer.fragments, ...others]).join('\n'),
      variables: this.args.given(),
      operationName: others.length > 0 || (named && random.chance(0.5)) ? 'asked' : undefined,
      fields,
    };
  }

  selectionOf(type: GraphQLObjectType): RandomSelection {
    const writer = this.writer();
    const selection = writer.write(type, this.select(type, 1, 6));
    const { fragments } = writer;
    const declarations = this.args.declarations([selection, ...fragments]).slice(1, -1);
    return { selection, fragments, declarations, variables: this.args.given() };
  }

  private writer(): SelectionWriter {
    const { random } = this;
    return new SelectionWriter(random, this.args, (type) => this.select(type, MAX_DEPTH - 1, 1 + random.int(3)));
  }

  private select(type: GraphQLObjectType, depth: number, wanted: number): SelectedField[] {
    const { random } = this;
    const chosen = new Map<string, SelectedField>();
    for (let left = wanted; left > 0; left--) {
      const field = this.field(type, depth);
      if (field && !chosen.has(field.key)) chosen.set(field.key, field);
    }
    if (chosen.size === 0 || random.chance(0.15)) {
      const key = this.alias('__typename', 0.3);
      if (!chosen.has(key)) {
        chosen.set(key, { key, name: '__typename', arguments: '', coordinate: '', type: undefined, below: [] });
      }
    }
    return [...chosen.values()];
  }

  private field(type: GraphQLObjectType, depth: number): SelectedField | undefined {
    const { random } = this;
    const isPaging = /(Connection|Edge)$/.test(type.name);
    const fields = Object.values(type.getFields()).filter(
      (field) =>
        (isPaging || depth < MAX_DEPTH || !isObjectType(getNamedType(field.type))) &&
        random.chance(this.options.likelihood(type, field.name)),
    );
    if (fields.length === 0 || this.count >= MAX_FIELDS) return undefined;
    const field = random.pick(fields);
    const named = getNamedType(field.type);
    this.count++;
    const coordinate = `${type.name}.${field.name}`;
    const written = this.arguments(field, coordinate, depth);
    if (!isObjectType(named)) return this.selected(field.name, written, coordinate, undefined, []);
    const below = this.select(named, isPaging ? depth : depth + 1, 1 + random.int(depth === 0 ? 6 : 4));
    return this.selected(field.name, written, coordinate, named, below);
  }

  private selected(
    name: string,
    written: string,
    coordinate: string,
    type: GraphQLObjectType | undefined,
    below: readonly SelectedField[],
  ): SelectedField {
    // Two places that ask for one key must ask for the same: whatever has arguments gets a key of its own now and then.
    return { key: this.alias(name, 0.3), name, arguments: written, coordinate, type, below };
  }

  private alias(name: string, probability: number): string {
    const { random } = this;
    if (!random.chance(probability)) return name;
    const number = ++this.aliases;
    return random.pick([
      `a${number}`,
      `a${number}`,
      // PostgreSQL cuts names at 63 bytes.
      `${'a_very_long_alias_'.repeat(4)}${number}`,
      ...(number === 1
        ? ['__proto__', 'constructor', 'toString', '__typename_', 'id_', 'then', 'id', 'name', 'nodes', 'totalCount']
        : []),
    ]);
  }

  private arguments(field: GraphQLField<unknown, unknown>, coordinate: string, depth: number): string {
    const { random } = this;
    const paging = new Map(this.page(coordinate, depth));
    const isList = field.args.some(({ name }) => name === 'after');
    const written = field.args.flatMap(({ name, type }) => {
      if (paging.has(name)) return [`${name}: ${this.args.write(type, paging.get(name))}`];
      if (isList && PAGING.includes(name)) return [];
      if (!isNonNullType(type) && random.chance(0.5)) return [];
      return [`${name}: ${this.args.of(type as GraphQLInputType, name)}`];
    });
    return written.length > 0 ? `(${random.shuffled(written).join(', ')})` : '';
  }

  /** Arguments of a page: mostly small ones, with cursors that this list has given out, or another, or nobody. */
  private page(coordinate: string, depth: number): [string, unknown][] {
    const { random } = this;
    const size = random.chance(0.02) ? random.pick([0, -1, 101, 2_147_483_647]) : 1 + random.int(depth === 0 ? 8 : 4);
    const backwards = random.chance(0.35);
    const page: [string, unknown][] = [[backwards ? 'last' : 'first', size]];
    if (random.chance(0.45)) page.push([backwards ? 'before' : 'after', this.cursor(coordinate)]);
    if (random.chance(0.1)) page.push([backwards ? 'first' : 'last', null]);
    if (random.chance(0.01)) page.push([backwards ? 'after' : 'before', this.cursor(coordinate)]);
    return random.chance(0.15) ? page.slice(1) : page;
  }

  private cursor(coordinate: string): unknown {
    const { random } = this;
    const { cursors } = this.options;
    const own = cursors.get(coordinate) ?? [];
    if (own.length > 0 && random.chance(0.9)) return random.pick(own);
    if (random.chance(0.5)) return null;
    const others = [...cursors.values()].flat();
    return others.length > 0 && random.chance(0.5) ? random.pick(others) : random.pick(INVENTED);
  }
}

const PAGING = ['first', 'after', 'last', 'before'];

/** Some fit the lists by name, by age and by day, and lie between, before and after all rows. */
const INVENTED = [
  ['m', '00000000-0000-4000-8000-000000000000'],
  ['', '00000000-0000-0000-0000-000000000000'],
  ['2026-01-01 00:00:00+00', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ['2025-12-31', '00000000-0000-4000-8000-000000000000'],
  [null, null],
  ['7', 1],
  ["'; drop table account; --"],
].map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'));
