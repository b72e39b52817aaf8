import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  type GraphQLObjectType,
  isObjectType,
  Kind,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { demandPermission } from '../../src/platform/auth/demand-permission.js';
import type { Permission } from '../../src/platform/auth/permissions.js';
import type { RequestContext } from '../../src/platform/context/request-context.js';
import { toPublicError } from '../../src/platform/errors/public-error.js';
import { parseArguments } from '../../src/platform/errors/input-schemas.js';
import type { ConnectionArgs } from '../../src/platform/graphql/connection.js';
import type { ReadField, ReadModel } from '../../src/platform/graphql/read-engine/read-model.js';
import type { TextLane } from '../../src/platform/graphql/read-engine/text-lane.js';
import { pageOf } from './naive-list.js';

/** Why a document is refused as a whole. */
export interface Refusal {
  /** Response keys, without places in lists. */
  readonly path: readonly string[];
  readonly code: string;
}

/** The first nested field of the document that the caller may not ask for, or not like this; undefined when all is well. */
export function expectedRefusal(
  { schema, resolvers: { models } }: TextLane,
  document: DocumentNode,
  operationName: string | undefined,
  variableValues: Readonly<Record<string, unknown>>,
  ctx: RequestContext,
): Refusal | undefined {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return undefined;
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues).coerced;
  if (!variables) return undefined;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  return firstOf(collectFields(schema, fragments, variables, root, operation.selectionSet), ([key, nodes]) => {
    const field = root.getFields()[(nodes[0] as FieldNode).name.value];
    const type = field && getNamedType(field.type);
    return isObjectType(type) && modelBelow(type) ? inObject(type, nodes, [key]) : undefined;
  });

  /** Whether the type, or what a list of it holds, is read by the engine. */
  function modelBelow(type: GraphQLObjectType): ReadModel | undefined {
    const nodes = type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
    return models.get(nodes ? getNamedType(nodes.type).name : type.name);
  }

  function inObject(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    path: readonly string[],
  ): Refusal | undefined {
    const fields = collectSubfields(schema, fragments, variables as Record<string, unknown>, type, nodes);
    return firstOf(fields, ([key, below]) => inField(type, below, [...path, key]));
  }

  function inField(type: GraphQLObjectType, nodes: readonly FieldNode[], path: readonly string[]): Refusal | undefined {
    const [node] = nodes as [FieldNode];
    const definition = type.getFields()[node.name.value];
    if (!definition) return undefined;
    const model = models.get(type.name);
    const field = model && models.field(model, definition.name);
    try {
      const permission = permissionOf(field);
      if (permission) demandPermission(ctx, permission);
      if (field && 'options' in field) {
        const { kind, options } = field;
        const args = getArgumentValues(definition, node, variables);
        if (options.args) parseArguments(options.args, args);
        if (kind === 'page') pageOf(args as unknown as ConnectionArgs, options.order);
      }
    } catch (error) {
      return { path, code: toPublicError(error).code };
    }
    const below = getNamedType(definition.type);
    return isObjectType(below) && field?.kind !== 'late' ? inObject(below, nodes, path) : undefined;
  }
}

/** What it takes to ask for the field. */
export function permissionOf(field: ReadField | undefined): Permission | undefined {
  if (!field) return undefined;
  if ('options' in field) return field.options.permission;
  return 'permission' in field ? field.permission : undefined;
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => Refusal | undefined): Refusal | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
