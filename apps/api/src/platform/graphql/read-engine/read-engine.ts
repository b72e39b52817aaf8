import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { sql, type Sql, SqlWriter, type Statement } from '../../database/tenant-sql.js';
import { sqlState } from '../../errors/public-error.js';
import type { RequestContext } from '../../context/request-context.js';
import { compileField, type FieldPlan } from './compiler.js';
import { JsonText, writePieces } from './pieces.js';
import type { Read, Run } from './read.js';
import type { ReadModels } from './read-models.js';
import { decidingVariables, type SelectionScope } from './selection.js';

/** SQLSTATE of `read_gap`: a null where the schema allows none. */
const READ_GAP = 'MR001';

/** SQLSTATE of `caller_changed`: the caller is not, or no more, who it was before. */
const CALLER_CHANGED = 'MR002';

/** One use of a field: what it asks for, and where in which document. */
export interface FieldUse {
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** Response keys from the root, without places in lists. */
  readonly path: string;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Deciding = Pick<FieldUse, 'operation' | 'fragments' | 'variables'>;

/** How many plans of one operation are kept at most. */
export const MAX_PLANS = 64;

/** Refused before anything ran: a right or an argument below the field named by `path`. */
export class Refused extends Error {
  constructor(
    readonly path: readonly string[],
    override readonly cause: unknown,
  ) {
    super('refused');
  }
}

/** Turns what resolvers answer and clients select into statements. Plans are kept as long as their documents. */
export class ReadEngine {
  private readonly plans = new WeakMap<OperationDefinitionNode, Map<string, FieldPlan | undefined>>();
  private readonly deciding = new WeakMap<OperationDefinitionNode, readonly string[]>();

  constructor(
    private readonly models: ReadModels,
    private readonly schema: GraphQLSchema,
  ) {}

  /** How a field is answered; undefined when its type is not read by the engine. */
  plan(use: FieldUse): FieldPlan | undefined {
    const { operation, fragments, variables } = use;
    let plans = this.plans.get(operation);
    if (!plans) this.plans.set(operation, (plans = new Map()));
    const key = `${use.path} ${this.decided(use) ?? ''}`;
    if (plans.has(key)) return plans.get(key);
    const names = this.decidingNames(use);
    const deciding = Object.fromEntries(names.map((name) => [name, variables[name]]));
    const scope: SelectionScope = { schema: this.schema, fragments, variables: deciding };
    const plan = compileField(this.models, scope, use.field, use.nodes);
    // Many switches make many plans of one document; those beyond are not worth keeping.
    if (plans.size < MAX_PLANS) plans.set(key, plan);
    return plan;
  }

  /** The values on which it depends which fields are asked for; undefined when one of them is not a boolean. */
  decided(use: Deciding): string | undefined {
    const values = this.decidingNames(use).map((name) => use.variables[name]);
    return values.every((value) => typeof value === 'boolean') ? values.map(Number).join('') : undefined;
  }

  private decidingNames({ operation, fragments }: Deciding): readonly string[] {
    let names = this.deciding.get(operation);
    if (!names) this.deciding.set(operation, (names = decidingVariables(operation, fragments)));
    return names;
  }

  /** Checks rights and arguments of everything below the field. @throws Refused */
  begin(plan: FieldPlan, ctx: RequestContext, variables: Run['variables'], strict: boolean): Run {
    const run: Run = { ctx, variables, strict, read: undefined, rootPage: undefined, args: [], pages: [] };
    for (const { path, check } of plan.demands) {
      try {
        check(run);
      } catch (error) {
        throw new Refused(path, error);
      }
    }
    return run;
  }
}

/** The statement that gives the field's JSON text. @throws InputInvalid for a bad page of the root field */
export function fieldStatement(plan: FieldPlan, run: Run, read: Read<unknown>): Statement {
  const writer = new SqlWriter(run.ctx.tenantId);
  run.read = read;
  writer.write('select ');
  writePieces(plan.text, writer, run);
  return writer.statement();
}

/** One field of an object that a statement gives. */
export interface ObjectField {
  readonly key: string;
  readonly plan: FieldPlan;
  readonly run: Run;
  readonly read: Read<unknown>;
}

/**
 * One statement for several fields: the JSON text of an object of all of them.
 * @param condition what must hold; the statement fails as a changed caller's where it does not
 */
export function objectStatement(fields: readonly ObjectField[], condition?: Sql): Statement {
  const [first] = fields;
  if (!first) throw new Error('There is nothing to read.');
  const writer = new SqlWriter(first.run.ctx.tenantId);
  writer.write('select ');
  if (condition) writer.sql(sql`case when ${condition} then `);
  const json = new JsonText();
  for (const [index, { key, plan, run, read }] of fields.entries()) {
    run.read = read;
    json.literal(`${index === 0 ? '{' : ','}"${key}":`);
    json.expression([(target) => writePieces(plan.text, target, run)]);
  }
  writePieces(json.literal('}').pieces(), writer, first.run);
  if (condition) writer.write(' else caller_changed() end');
  return writer.statement();
}

/** Whether a statement failed because something was null that must not be. */
export function isReadGap(error: unknown): boolean {
  return sqlState(error) === READ_GAP;
}

/** Whether a statement failed because its caller is not, or no more, who it was before; then nothing has happened. */
export function isCallerChanged(error: unknown): boolean {
  return sqlState(error) === CALLER_CHANGED;
}
