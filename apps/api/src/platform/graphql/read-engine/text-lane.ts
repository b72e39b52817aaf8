import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getVariableValues,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../../context/request-context.js';
import type { Confirmation } from '../../database/confirmation.js';
import { compile } from '../../database/tenant-sql.js';
import { toPublicError } from '../../errors/public-error.js';
import { logger } from '../../http/logger.js';
import type { FieldPlan } from './compiler.js';
import type { EngineContext, EngineField, EngineSchema, Outcome } from './engine-schema.js';
import type { ReadDatabase } from './read-database.js';
import {
  fieldStatement,
  isCallerChanged,
  isReadGap,
  MAX_PLANS,
  type FieldUse,
  type ObjectField,
  objectStatement,
  type ReadEngine,
} from './read-engine.js';
import { asRows } from './read-row.js';
import { Read, type Run } from './read.js';
import { Write } from './write.js';
import { collectFields } from './selection.js';

/** One root field of a document, ready to be answered as text. */
interface RootField {
  readonly key: string;
  readonly field: EngineField;
  readonly plan: FieldPlan;
  readonly info: Omit<GraphQLResolveInfo, 'variableValues'>;
}

/** How an operation is answered. */
export interface TextPlan {
  /** The root fields that the engine reads. */
  readonly roots: readonly RootField[];
  /** Whether one statement per mutation, or one in all, can give the whole answer as text. */
  readonly whole: boolean;
  readonly mutation: boolean;
}

/** Answers whole operations with the text that PostgreSQL wrote. */
export class TextLane {
  private readonly plans = new WeakMap<OperationDefinitionNode, Map<string, TextPlan | undefined>>();
  private readonly fragments = new WeakMap<DocumentNode, Readonly<Record<string, FragmentDefinitionNode>>>();

  constructor(
    readonly schema: GraphQLSchema,
    private readonly engine: ReadEngine,
    readonly resolvers: EngineSchema,
    private readonly database: ReadDatabase,
  ) {}

  /** How the operation is answered; undefined for a subscription. */
  plan(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): TextPlan | undefined {
    const fragments = this.fragmentsOf(document);
    let plans = this.plans.get(operation);
    if (!plans) this.plans.set(operation, (plans = new Map()));
    const decided = this.engine.decided({ operation, fragments, variables });
    // Which fields are asked for is not a boolean's to say: an error that the executor reports.
    if (decided === undefined) return undefined;
    if (plans.has(decided)) return plans.get(decided);
    const plan = this.compile(operation, fragments, variables);
    if (plans.size < MAX_PLANS) plans.set(decided, plan);
    return plan;
  }

  /** Whether the operation was begun here already, so that only the executor may go on with it. */
  begun(ctx: RequestContext): boolean {
    return this.resolvers.hasRun(ctx);
  }

  /** Whether the database failed the whole operation, so that asking again would only add to it. */
  brokeDown(ctx: RequestContext): boolean {
    return this.resolvers
      .outcomesOf(ctx)
      .some((outcome) => 'error' in outcome && toPublicError(outcome.error).status >= 500);
  }

  /** The operation's variables; undefined when they do not fit, which is for the executor to report. */
  variables(
    operation: OperationDefinitionNode,
    given: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | undefined {
    return getVariableValues(this.schema, operation.variableDefinitions ?? [], given, { maxErrors: 1 }).coerced;
  }

  /** Checks rights and arguments of what the executor is to answer. @throws Refused before anything ran */
  check(plan: TextPlan, variables: Readonly<Record<string, unknown>>, ctx: RequestContext): void {
    for (const root of plan.roots) this.engine.begin(root.plan, ctx, variables, false);
  }

  /**
   * The answer's data as text. Undefined when the executor has to finish it; then it goes on with what the resolvers
   * gave here, and no resolver runs twice.
   * @param confirmation what has to be confirmed before, or with, the first statement
   * @throws Refused before anything ran
   */
  async answer(
    plan: TextPlan,
    variables: Readonly<Record<string, unknown>>,
    context: EngineContext,
    ctx: RequestContext,
    confirmation?: Confirmation,
  ): Promise<string | undefined> {
    const runs = plan.roots.map((root) => this.engine.begin(root.plan, ctx, variables, true));
    const outcomes = new Map<string, Outcome>();
    const text = plan.mutation
      ? await this.mutate(plan.roots, runs, variables, context, outcomes, confirmation)
      : await this.query(plan.roots, runs, variables, context, outcomes, confirmation);
    if (text === undefined) this.resolvers.remember(ctx, outcomes);
    return text;
  }

  private async query(
    roots: readonly RootField[],
    runs: readonly Run[],
    variables: Readonly<Record<string, unknown>>,
    context: EngineContext,
    outcomes: Map<string, Outcome>,
    confirmation: Confirmation | undefined,
  ): Promise<string | undefined> {
    const fields: ObjectField[] = [];
    for (const [index, { key, plan }] of roots.entries()) {
      const outcome = await this.resolve(roots[index] as RootField, variables, context);
      outcomes.set(key, outcome);
      if (!('value' in outcome && outcome.value instanceof Read)) return undefined;
      fields.push({ key, plan, run: runs[index] as Run, read: outcome.value });
    }
    try {
      const statement = objectStatement(fields, confirmation?.done === false ? confirmation.condition : undefined);
      const [text] = await this.database.run((fields[0] as ObjectField).run.ctx.tenantId, [statement]);
      return text ?? undefined;
    } catch (error) {
      if (isCallerChanged(error)) throw error;
      // What is wrong with a single field the executor finds out and reports, from the same reads.
      if (!isOfOneField(error)) for (const { key } of roots) outcomes.set(key, failed(error));
      return undefined;
    }
  }

  private async mutate(
    roots: readonly RootField[],
    runs: readonly Run[],
    variables: Readonly<Record<string, unknown>>,
    context: EngineContext,
    outcomes: Map<string, Outcome>,
    confirmation: Confirmation | undefined,
  ): Promise<string | undefined> {
    const texts: string[] = [];
    for (const [index, root] of roots.entries()) {
      const outcome = await this.resolve(root, variables, context);
      const value = 'value' in outcome ? outcome.value : undefined;
      outcomes.set(root.key, outcome);
      // Who is refused may have been given the right since: nothing was done yet, so that the long way can find out.
      if (confirmation?.done === false && wasRefused(outcome)) await this.confirm(runs[index] as Run, confirmation);
      if (!(value instanceof Read || value instanceof Write)) return undefined;
      try {
        const text = await this.written(root.plan, runs[index] as Run, value, confirmation);
        if (text === null) return undefined;
        texts.push(`"${root.key}":${text}`);
        if (roots.length > 1) outcomes.set(root.key, { value: asRows(JSON.parse(text)) });
      } catch (error) {
        if (isCallerChanged(error)) throw error;
        const outcomeOfError = isReadGap(error) ? outcome : failed(error);
        // What a resolver has committed is done, even if it could not be read back here.
        if (value instanceof Write) outcomes.set(root.key, outcomeOfError);
        return undefined;
      }
    }
    return `{${texts.join(',')}}`;
  }

  private async confirm({ ctx }: Run, confirmation: Confirmation): Promise<void> {
    await this.database.run(ctx.tenantId, [confirmation.statement(ctx.tenantId)]);
    confirmation.done = true;
  }

  /** The answer of one mutation; what it has still to write is written in the same round trip. */
  private async written(
    plan: FieldPlan,
    run: Run,
    value: Read<unknown> | Write<unknown>,
    confirmation: Confirmation | undefined,
  ): Promise<string | null> {
    const { ctx } = run;
    // Never after something was done: the caller's own mutation may have changed who the caller is.
    const before = confirmation?.done === false ? [confirmation.statement(ctx.tenantId)] : [];
    const read = fieldStatement(plan, run, value instanceof Read ? value : value.read);
    const write = value instanceof Write ? [compile(value.statement, ctx.tenantId)] : [];
    const results = await this.database.run(ctx.tenantId, [...before, ...write, read]);
    if (confirmation) confirmation.done = true;
    const text = results.at(-1) ?? null;
    if (value instanceof Read) return text;
    const result = results.at(-2) ?? null;
    value.settle(result === null ? null : JSON.parse(result));
    value.committed();
    return text;
  }

  private async resolve(
    { field, info }: RootField,
    variables: Readonly<Record<string, unknown>>,
    context: EngineContext,
  ): Promise<Outcome> {
    try {
      const node = info.fieldNodes[0];
      const args = node ? getArgumentValues(field as FieldUse['field'], node, variables) : {};
      const full = { ...info, variableValues: variables };
      return { value: await this.resolvers.original(field)(undefined, args as Record<string, unknown>, context, full) };
    } catch (error) {
      if (isCallerChanged(error)) throw error;
      return { error };
    }
  }

  private compile(
    operation: OperationDefinitionNode,
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    variables: Readonly<Record<string, unknown>>,
  ): TextPlan | undefined {
    const { schema } = this;
    const parentType = schema.getRootType(operation.operation);
    if (!parentType || operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
    const roots: RootField[] = [];
    const unread: string[] = [];
    for (const [key, fieldNodes] of collectFields({ schema, fragments, variables }, parentType, [
      operation.selectionSet,
    ])) {
      const name = fieldNodes[0]?.name.value ?? '';
      const field = parentType.getFields()[name] as EngineField | undefined;
      const use = { field: field as FieldUse['field'], nodes: fieldNodes, path: key, operation, fragments, variables };
      const plan = field && this.engine.plan(use);
      if (!plan || plan.late) unread.push(name);
      if (!field || !plan) continue;
      const path = { prev: undefined, key, typename: parentType.name };
      const { type: returnType } = field;
      const info = {
        fieldName: name,
        fieldNodes,
        returnType,
        parentType,
        path,
        schema,
        fragments,
        rootValue: undefined,
        operation,
      };
      roots.push({ key, field, plan, info });
    }
    if (unread.length > 0)
      logger.info({ operation: operation.name?.value, fields: unread }, 'not all of this is read by one statement');
    // A selection of which `@skip` leaves nothing is nothing to read.
    return {
      roots,
      whole: unread.length === 0 && roots.length > 0,
      mutation: operation.operation === OperationTypeNode.MUTATION,
    };
  }

  private fragmentsOf(document: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
    let fragments = this.fragments.get(document);
    if (!fragments) {
      fragments = Object.fromEntries(
        document.definitions
          .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
          .map((definition) => [definition.name.value, definition]),
      );
      this.fragments.set(document, fragments);
    }
    return fragments;
  }
}

/** Whether the resolver itself said no; a database that is down is not asked again. */
function wasRefused(outcome: Outcome): boolean {
  return 'error' in outcome && toPublicError(outcome.error).status < 500;
}

/** Whether the rows or the arguments of a single field made the statement fail: a null where none may be, a bad cursor. */
function isOfOneField(error: unknown): boolean {
  return isReadGap(error) || toPublicError(error).status < 500;
}

/** A statement that failed. What is nobody's fault outside is told here: the long way may succeed, and then nobody would know. */
function failed(error: unknown): Outcome {
  if (toPublicError(error).unexpected) logger.error({ err: error }, 'a statement of the read engine failed');
  return { error };
}
