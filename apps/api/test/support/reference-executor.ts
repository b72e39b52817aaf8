import {
  defaultFieldResolver,
  type DocumentNode,
  execute,
  getNamedType,
  getNullableType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isListType,
  isObjectType,
  lexicographicSortSchema,
} from 'graphql';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { identifier, join, sql, type Sql } from '../../src/platform/database/tenant-sql.js';
import { parseArguments } from '../../src/platform/errors/input-schemas.js';
import type { ConnectionArgs } from '../../src/platform/graphql/connection.js';
import type { EngineContext, EngineField } from '../../src/platform/graphql/read-engine/engine-schema.js';
import type { ReadEndpoint } from '../../src/platform/graphql/read-engine/read-endpoint.js';
import type { ReadModel } from '../../src/platform/graphql/read-engine/read-model.js';
import type { TextLane } from '../../src/platform/graphql/read-engine/text-lane.js';
import { Read } from '../../src/platform/graphql/read-engine/read.js';
import { type Cell, cellsOf, type NaiveDatabase, type NaiveRow, valueOf } from './naive-database.js';
import { loadNaively } from './naive-list.js';

/** A row that a resolver has returned, with the model that says how its fields are read. */
class Loaded {
  constructor(
    readonly model: ReadModel,
    readonly row: NaiveRow,
  ) {}
}

export interface Asking {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly ctx: RequestContext;
  readonly database: NaiveDatabase;
}

export interface ReferenceResult {
  readonly data: unknown;
  /** All that went wrong, the same more than once, also where graphql-js has to tell only one of several. */
  readonly errors: readonly GraphQLError[];
}

type Resolve = GraphQLFieldResolver<unknown, EngineContext>;

/**
 * What answers must be: graphql-js' own execution over resolvers as one writes them first. One statement per row, field and
 * relation, whole lists cut into pages in JavaScript, values through the scalars' own serialisation. From the features it
 * takes what they declare; with the read engine's compiler it shares nothing.
 */
export class ReferenceExecutor {
  private readonly lane: TextLane;
  private readonly schema: GraphQLSchema;

  constructor({ lane }: ReadEndpoint) {
    if (!lane) throw new Error('The endpoint has not started.');
    this.lane = lane;
    this.schema = lexicographicSortSchema(lane.schema);
    for (const type of Object.values(this.schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) delete field.resolve;
    }
  }

  async execute({ document, operationName, variables, ctx, database }: Asking): Promise<ReferenceResult> {
    const running = new Set<Promise<unknown>>();
    const failures: GraphQLError[] = [];
    const resolve: Resolve = async (source, args, context, info) => {
      const value = await this.resolve(source, args, context, info, database);
      return value instanceof Read ? this.read(value, ctx, info, database) : value;
    };
    const fieldResolver: Resolve = (source, args, context, info) => {
      const value = (resolve(source, args, context, info) as Promise<unknown>).catch((error: Error) => {
        const path = pathOf(info);
        failures.push(new GraphQLError(error.message, { path, originalError: error }));
        throw error;
      });
      running.add(value);
      return value;
    };
    const contextValue: EngineContext = { request: ctx };
    const { data = null, errors = [] } = await execute({
      schema: this.schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      fieldResolver: fieldResolver as GraphQLFieldResolver<unknown, unknown>,
    });
    // graphql-js answers as soon as a null has reached the top; what else goes wrong might have been told instead.
    for (const value of running) await value.catch(() => undefined);
    return { data, errors: [...errors, ...failures] };
  }

  private resolve(
    source: unknown,
    args: Record<string, unknown>,
    context: EngineContext,
    info: GraphQLResolveInfo,
    database: NaiveDatabase,
  ): unknown {
    if (source instanceof Loaded) return this.fieldOf(source, args, context, info, database);
    return this.original(info)(source, args, context, info);
  }

  /** What the feature itself has written for the field. */
  private original({ parentType, fieldName }: GraphQLResolveInfo): Resolve {
    const type = this.lane.schema.getType(parentType.name);
    const field = (type as GraphQLObjectType).getFields()[fieldName];
    return field ? this.lane.resolvers.original(field as EngineField) : (defaultFieldResolver as Resolve);
  }

  private async fieldOf(
    { model, row }: Loaded,
    args: Record<string, unknown>,
    context: EngineContext,
    info: GraphQLResolveInfo,
    database: NaiveDatabase,
  ): Promise<unknown> {
    const ctx = context.request as RequestContext;
    const { models } = this.lane.resolvers;
    const field = models.field(model, info.fieldName);
    const cells = cellsOf(row);
    switch (field.kind) {
      case 'column':
        return valueOf(await one(database, cells(field.name)));
      case 'value':
        return valueOf(await one(database, field.sql(cells, { ctx, args })));
      case 'embedded': {
        if (field.present && valueOf(await one(database, field.present(cells))) !== true) return null;
        return new Loaded(this.modelOf(info), await columnsOf(database, field.columns(cells)));
      }
      case 'late': {
        const needs = Object.entries(field.needs(cells)).map(async ([name, need]) => {
          const { text } = await one(database, sql`to_json(${need})`);
          return [name, text === null ? null : (JSON.parse(text) as unknown)] as const;
        });
        return this.original(info)(Object.fromEntries(await Promise.all(needs)), args, context, info);
      }
      default: {
        const { options, kind } = field;
        const asked = { ctx, args: options.args ? parseArguments(options.args, args) : args };
        const model = this.modelOf(info);
        return loadNaively(database, {
          kind,
          from: options.from?.(cells, asked) ?? model.table,
          // What is said to be implied is checked all the same: who sees a row but not what lies under it is found out.
          where: (target) => [options.where?.(cells, target, asked), model.visible?.(target, ctx, false)],
          order: options.order,
          args: args as unknown as ConnectionArgs,
          loaded: (found) => new Loaded(model, found),
        });
      }
    }
  }

  /** Rows of a field whose resolver has said which. */
  private async read(
    { kind, rows, order, args, missing }: Read<unknown>,
    ctx: RequestContext,
    info: GraphQLResolveInfo,
    database: NaiveDatabase,
  ): Promise<unknown> {
    const model = this.modelOf(info);
    const found = await loadNaively(database, {
      kind,
      from: model.table,
      where: (target) => [rows.where?.(target), rows.trusted ? undefined : model.visible?.(target, ctx, false)],
      order,
      args,
      loaded: (row) => new Loaded(model, row),
    });
    if (found === null && missing) throw missing();
    return found;
  }

  private modelOf({ returnType }: GraphQLResolveInfo): ReadModel {
    const named = getNamedType(returnType) as GraphQLObjectType;
    const nodes = isListType(getNullableType(returnType)) ? undefined : named.getFields()['nodes'];
    const name = nodes && named.name.endsWith('Connection') ? getNamedType(nodes.type).name : named.name;
    const model = this.lane.resolvers.models.get(name);
    if (!model) throw new Error(`${name} has no read model.`);
    return model;
  }
}

function pathOf({ path }: GraphQLResolveInfo): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}

async function one(database: NaiveDatabase, expression: Sql): Promise<Cell> {
  const cell = (await columnsOf(database, { value: expression })).get('value');
  if (!cell) throw new Error('An expression has no value.');
  return cell;
}

/** What expressions over one row give, as a row. */
async function columnsOf(database: NaiveDatabase, columns: Readonly<Record<string, Sql>>): Promise<NaiveRow> {
  const values = Object.values(columns).map((value, index) => sql`(${value}) as ${identifier(`column_${index}`)}`);
  const [row] = await database.rows(sql`select ${join(values, ', ')}`);
  return new Map(Object.keys(columns).map((name, index) => [name, row?.get(`column_${index}`) as Cell]));
}
