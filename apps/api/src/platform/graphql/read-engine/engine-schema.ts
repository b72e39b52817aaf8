import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { RequestContext } from '../../context/request-context.js';
import { compile } from '../../database/tenant-sql.js';
import type { FieldPlan } from './compiler.js';
import { fieldStatement, type FieldUse, type ReadEngine, Refused } from './read-engine.js';
import type { ReadModels } from './read-models.js';
import { asRows, ReadRow } from './read-row.js';
import { Read, type Run } from './read.js';
import { Write } from './write.js';

/** What a root resolver gave before it was known that the executor would have to finish the answer. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** As much of a resolver's context as the engine needs; `request` is missing for anonymous calls. */
export interface EngineContext {
  readonly request: RequestContext | undefined;
}

export type EngineField = GraphQLField<unknown, EngineContext>;

/** The resolvers of one schema as features wrote them, and around them what lets the executor answer from statements. */
export class EngineSchema {
  private readonly originals = new Map<EngineField, GraphQLFieldResolver<unknown, EngineContext>>();
  /** By the request's context: Apollo gives resolvers a copy of theirs. */
  private readonly outcomes = new WeakMap<RequestContext, ReadonlyMap<string, Outcome>>();

  constructor(
    schema: GraphQLSchema,
    readonly models: ReadModels,
    private readonly engine: ReadEngine,
  ) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      const root = type === schema.getQueryType() || type === schema.getMutationType();
      for (const field of Object.values(type.getFields()) as EngineField[]) {
        this.wrap(field, root, models.get(type.name)?.fields[field.name]?.kind === 'late');
      }
    }
  }

  /** The resolver that a feature wrote, with its guards, pipes and transaction. */
  original(field: EngineField): GraphQLFieldResolver<unknown, EngineContext> {
    return this.originals.get(field) ?? defaultFieldResolver;
  }

  /** Lets the executor finish an answer from what root resolvers gave already: none of them runs a second time. */
  remember(ctx: RequestContext, outcomes: ReadonlyMap<string, Outcome>): void {
    this.outcomes.set(ctx, outcomes);
  }

  /** Whether root resolvers have run for this request already. */
  hasRun(ctx: RequestContext): boolean {
    return this.outcomes.has(ctx);
  }

  /** What root resolvers, or the database for them, gave so far. */
  outcomesOf(ctx: RequestContext): readonly Outcome[] {
    return [...(this.outcomes.get(ctx)?.values() ?? [])];
  }

  private wrap(field: EngineField, root: boolean, late: boolean): void {
    const original = field.resolve ?? defaultFieldResolver;
    this.originals.set(field, original);
    const leaf = isLeafType(getNamedType(field.type));
    field.resolve = (source, args, context, info) => {
      if (source instanceof ReadRow && !late) return source.get(String(info.path.key), field.type);
      const outcomes = root && context.request ? this.outcomes.get(context.request) : undefined;
      const remembered = outcomes?.get(String(info.path.key));
      if (remembered && 'error' in remembered) throw remembered.error;
      const value = remembered
        ? remembered.value
        : original(source instanceof ReadRow ? source.parent() : source, args, context, info);
      if (leaf) return value;
      return value instanceof Promise
        ? value.then((given: unknown) => this.finish(given, field, context, info))
        : this.finish(value, field, context, info);
    };
  }

  private finish(value: unknown, field: EngineField, { request }: EngineContext, info: GraphQLResolveInfo): unknown {
    if (!(value instanceof Read || value instanceof Write)) return value;
    if (!request) throw new Error('Only a recognised caller reads from the database.');
    return value instanceof Read ? this.read(value, field, request, info) : this.write(value, field, request, info);
  }

  private async write(
    write: Write<unknown>,
    field: EngineField,
    ctx: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const result = await ctx.unit.transaction(() => ctx.unit.json(compile(write.statement, ctx.tenantId)));
    write.settle(result === undefined ? null : JSON.parse(result));
    write.committed();
    return this.read(write.read, field, ctx, info);
  }

  /** What lies below a root field was checked before anything ran; what a late field leads to is known only here. */
  private begin(plan: FieldPlan, ctx: RequestContext, { variableValues }: GraphQLResolveInfo): Run {
    try {
      return this.engine.begin(plan, ctx, variableValues, false);
    } catch (error) {
      throw error instanceof Refused ? error.cause : error;
    }
  }

  /** Answers one field from a statement of its own, in the request's snapshot. */
  private async read(
    read: Read<unknown>,
    field: EngineField,
    ctx: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const use: FieldUse = {
      field: field as FieldUse['field'],
      nodes: info.fieldNodes,
      path: responsePath(info),
      operation: info.operation,
      fragments: info.fragments,
      variables: info.variableValues,
    };
    const plan = this.engine.plan(use);
    if (!plan) throw new Error(`${use.path} answers with rows of a type that has no read model.`);
    const run = this.begin(plan, ctx, info);
    const text = await ctx.unit.json(fieldStatement(plan, run, read));
    const value = asRows(text === undefined ? null : JSON.parse(text));
    if (value === null && read.missing) throw read.missing();
    return value;
  }
}

function responsePath({ path }: GraphQLResolveInfo): string {
  const keys: string[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) {
    if (typeof at.key === 'string') keys.unshift(at.key);
  }
  return keys.join('.');
}
