import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isListType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { demandPermission } from '../../auth/demand-permission.js';
import type { Permission } from '../../auth/permissions.js';
import type { Sql } from '../../database/tenant-sql.js';
import { parseArguments } from '../../errors/input-schemas.js';
import type { ConnectionArgs, Page } from '../connection.js';
import { isQuoted, jsonOfValue, orNull } from './json-value.js';
import { pageOf } from './keyset-sql.js';
import { pageSql } from './page-sql.js';
import { closing, fragmentPiece, JsonText, type Piece } from './pieces.js';
import type { Run } from './read.js';
import type { Order, ReadField, ReadModel, RelationField, RelationOptions, RowRef } from './read-model.js';
import type { ReadModels } from './read-models.js';
import { compositeRef, embeddedRef, rowRef } from './row-ref.js';
import { listSql, oneSql, type RowSource } from './relation-sql.js';
import { collectFields, type SelectionScope } from './selection.js';

/** Prefix of what a statement brings along for late fields; no GraphQL name starts like this. */
export const NEED = '$';

/** What must hold before anything of the document runs. */
export interface Demand {
  /** Response keys down to the field. */
  readonly path: readonly string[];
  readonly check: (run: Run) => void;
}

/** How one field with everything below it is answered. */
export interface FieldPlan {
  /** An expression that gives the field's JSON text. */
  readonly text: readonly Piece[];
  readonly demands: readonly Demand[];
  /** Whether some field is worked out in JavaScript, so that the text is not yet the answer. */
  readonly late: boolean;
}

/** Compiles a field that a resolver answers with a `Read`; undefined when its type is not read by the engine. */
export function compileField(
  models: ReadModels,
  scope: SelectionScope,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): FieldPlan | undefined {
  const compiler = new Compiler(models, scope);
  const text = compiler.root(field, nodes);
  return text && { text, demands: compiler.demands, late: compiler.late };
}

class Compiler {
  readonly demands: Demand[] = [];
  late = false;
  private aliases = 0;
  private pages = 0;
  private slots = 0;

  constructor(
    private readonly models: ReadModels,
    private readonly scope: SelectionScope,
  ) {}

  root(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): readonly Piece[] | undefined {
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return undefined;
    const node = this.models.ofConnection(type)?.node ?? type;
    const model = this.models.get(node.name);
    // Without a table it is read below another type only; at the root it is an object that a resolver makes.
    if (model?.table === undefined) return undefined;
    const alias = this.alias();
    const read = (run: Run) => {
      if (!run.read) throw new Error(`The field ${field.name} has nothing to read.`);
      return run.read;
    };
    const source: RowSource = {
      alias,
      from: [model.table],
      conditions: (run) => [read(run).rows.where?.(rowRef(alias))],
      visible: (run, several) =>
        read(run).rows.trusted ? undefined : model.visible?.(rowRef(alias), run.ctx, several),
      order: (run) => read(run).order,
      page: (run) => {
        const { order, args } = read(run);
        return (run.rootPage ??= pageOf(args, order));
      },
      limit: (run) => read(run).args?.first,
    };
    return this.rows(kindOf(field.type, type !== node), source, field.type, nodes, model, [responseKey(nodes)]);
  }

  private rows(
    kind: RelationField['kind'],
    source: RowSource,
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    model: ReadModel,
    path: readonly string[],
    brings: RelationOptions['brings'] = {},
  ): Piece[] {
    const named = getNamedType(type) as GraphQLObjectType;
    if (kind === 'page') return this.page(source, named, nodes, model, path, brings);
    const object = this.object(named, model, rowRef(source.alias), selectionsOf(nodes), path, brings);
    return kind === 'list' ? listSql(source, object) : orNull(oneSql(source, object), type, path);
  }

  /** JSON text of an object whose row is at hand. */
  private object(
    type: GraphQLObjectType,
    model: ReadModel,
    row: RowRef,
    selections: readonly SelectionSetNode[],
    path: readonly string[],
    brings: RelationOptions['brings'] = {},
  ): Piece[] {
    const json = new JsonText();
    const needs: Record<string, Sql> = {};
    let separator = '{';
    for (const [key, nodes] of collectFields(this.scope, type, selections)) {
      const name = nodes[0]?.name.value ?? '';
      if (name === '__typename') {
        json.literal(`${separator}"${key}":"${type.name}"`);
        separator = ',';
        continue;
      }
      const definition = type.getFields()[name];
      if (!definition) throw new Error(`${type.name} has no field ${name}.`);
      const field = this.models.field(model, name);
      const at = [...path, key];
      if (field.kind === 'late') {
        this.late = true;
        if (field.permission) this.demand(at, field.permission);
        Object.assign(needs, field.needs(row));
        continue;
      }
      const brought = brings[name];
      if (field.kind === 'column' && brought === undefined && model.table && isQuoted(definition.type, field.name)) {
        json
          .literal(`${separator}"${key}":"`)
          .expression([fragmentPiece(row(field.name))])
          .literal('"');
        separator = ',';
        continue;
      }
      json
        .literal(`${separator}"${key}":`)
        .expression(
          brought === undefined
            ? this.field(field, definition, model, row, nodes, at)
            : this.brought(field, definition, compositeRef(row(brought)), nodes, at),
        );
      separator = ',';
    }
    for (const [name, value] of Object.entries(needs)) {
      json.literal(`${separator}"${NEED}${name}":`);
      json.expression([`coalesce(to_json(`, fragmentPiece(value), `)::text,'null')`]);
      separator = ',';
    }
    return json.literal(closing(separator)).pieces();
  }

  private field(
    field: Exclude<ReadField, { kind: 'late' }>,
    definition: GraphQLField<unknown, unknown>,
    model: ReadModel,
    row: RowRef,
    nodes: readonly FieldNode[],
    path: readonly string[],
  ): Piece[] {
    switch (field.kind) {
      case 'column':
        // What a table calls not null is; of columns of other rows nothing is known.
        return jsonOfValue(definition.type, [fragmentPiece(row(field.name))], model.table ? undefined : path);
      case 'value': {
        if (field.permission) this.demand(path, field.permission);
        const args = this.arguments(definition, nodes, path);
        const value: Piece = (writer, run) => writer.sql(field.sql(row, { ctx: run.ctx, args: args(run) }));
        return jsonOfValue(definition.type, ['(', value, ')'], path);
      }
      case 'embedded': {
        if (field.permission) this.demand(path, field.permission);
        const type = getNamedType(definition.type) as GraphQLObjectType;
        const columns = field.columns(row);
        const inner = this.object(type, this.modelOf(type), embeddedRef(columns, type.name), selectionsOf(nodes), path);
        if (!field.present) return inner;
        return orNull(
          ['case when ', fragmentPiece(field.present(row)), ' then ', ...inner, ' end'],
          definition.type,
          path,
        );
      }
      default:
        return this.relation(field, definition, row, nodes, path);
    }
  }

  /** An object whose row came along with the row above it. */
  private brought(
    field: ReadField,
    definition: GraphQLField<unknown, unknown>,
    row: RowRef,
    nodes: readonly FieldNode[],
    path: readonly string[],
  ): Piece[] {
    const type = getNamedType(definition.type) as GraphQLObjectType;
    if (field.kind === 'one' && field.options.permission) this.demand(path, field.options.permission);
    return this.object(type, this.modelOf(type), row, selectionsOf(nodes), path);
  }

  private relation(
    { kind, options }: RelationField,
    definition: GraphQLField<unknown, unknown>,
    row: RowRef,
    nodes: readonly FieldNode[],
    path: readonly string[],
  ): Piece[] {
    const named = getNamedType(definition.type) as GraphQLObjectType;
    const model = this.modelOf(kind === 'page' ? (this.models.ofConnection(named)?.node ?? named) : named);
    if (options.permission) this.demand(path, options.permission);
    const raw = this.arguments(definition, nodes, path, options.args);
    const page = kind === 'page' ? this.nestedPage(definition, nodes, path, options.order) : noPage;
    const alias = this.alias();
    const target = rowRef(alias);
    const { from } = options;
    const source: RowSource = {
      alias,
      from: from
        ? ['(', (writer, run) => writer.sql(from(row, { ctx: run.ctx, args: raw(run) })), ')']
        : [requireTable(model)],
      ownTenant: from !== undefined,
      conditions: (run) => [options.where?.(row, target, { ctx: run.ctx, args: raw(run) })],
      // Who has just lost sight of a row by changing it sees the row once more, but not what lies under it.
      visible: (run, several) =>
        options.implied && !run.read?.rows.trusted ? undefined : model.visible?.(target, run.ctx, several),
      order: () => options.order,
      page,
      limit: () => undefined,
    };
    return this.rows(kind, source, definition.type, nodes, model, path, options.brings);
  }

  private nestedPage(
    definition: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    path: readonly string[],
    order: Order | undefined,
  ): (run: Run) => Page {
    const args = this.arguments(definition, nodes, path);
    const slot = this.pages++;
    this.demands.push({
      path,
      check: (run) => (run.pages[slot] = pageOf(args(run) as unknown as ConnectionArgs, order)),
    });
    return (run) => run.pages[slot] ?? noPage();
  }

  private page(
    source: RowSource,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    model: ReadModel,
    path: readonly string[],
    brings: RelationOptions['brings'],
  ): Piece[] {
    const node = this.models.ofConnection(type)?.node as GraphQLObjectType;
    return pageSql(this.scope, source, type, selectionsOf(nodes), (selections, key) =>
      this.object(node, model, rowRef(source.alias), selections, [...path, key], brings),
    );
  }

  private modelOf(type: GraphQLObjectType): ReadModel {
    const model = this.models.get(type.name);
    if (!model) throw new Error(`${type.name} has no read model.`);
    return model;
  }

  /** The field's arguments, checked before anything runs. */
  private arguments(
    definition: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    path: readonly string[],
    schema?: NonNullable<RelationField['options']['args']>,
  ): (run: Run) => Record<string, unknown> {
    const node = nodes[0];
    if (definition.args.length === 0 || !node) return () => ({});
    const slot = this.slots++;
    this.demands.push({
      path,
      check: (run) => {
        const values = getArgumentValues(definition, node, run.variables);
        run.args[slot] = schema ? parseArguments(schema, values) : values;
      },
    });
    return (run) => run.args[slot] ?? {};
  }

  private demand(path: readonly string[], permission: Permission): void {
    this.demands.push({ path, check: ({ ctx }) => demandPermission(ctx, permission) });
  }

  private alias(): string {
    return `t${++this.aliases}`;
  }
}

function noPage(): never {
  throw new Error('This field has no pages.');
}

function selectionsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

function responseKey([node]: readonly FieldNode[]): string {
  return (node?.alias ?? node?.name)?.value ?? '';
}

function kindOf(type: GraphQLOutputType, isConnection: boolean): RelationField['kind'] {
  if (isConnection) return 'page';
  return isListType(getNullableType(type)) ? 'list' : 'one';
}

function requireTable({ table, type }: ReadModel): string {
  if (table === undefined) throw new Error(`${type} has no table of its own.`);
  return table;
}
