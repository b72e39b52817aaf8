import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  GraphQLError,
  type GraphQLNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Fields below each other. */
const MAX_DEPTH = 16;
/** Fields that the answer may have at most, worked out before anything runs. */
const MAX_FIELDS = 100_000;
/** Mutations in one document; each is a transaction of its own, and none is meant for guessing passwords in bulk. */
const MAX_MUTATIONS = 10;
/** Page size where none is given, and where it comes from a variable. */
const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;
/** Length assumed for lists that have no pages. */
const PLAIN_LIST = 5;

interface Measure {
  readonly fields: number;
  readonly depth: number;
}

/** Refuses documents whose answer would be too deep or too large: QUERY_TOO_DEEP, QUERY_TOO_LARGE, TOO_MANY_MUTATIONS. */
export function queryLimits(context: ValidationContext): ASTVisitor {
  const measured = new Map<string, Measure>();
  return {
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation);
      if (!root) return;
      const { fields, depth } = measureSelection(operation.selectionSet, root, new Set());
      if (depth > MAX_DEPTH)
        refuse(operation, 'QUERY_TOO_DEEP', `The query is ${depth} levels deep; ${MAX_DEPTH} are allowed.`);
      if (fields > MAX_FIELDS) {
        refuse(
          operation,
          'QUERY_TOO_LARGE',
          `The answer could have ${Math.round(fields)} fields; ${MAX_FIELDS} are allowed. Ask for smaller pages.`,
        );
      }
      if (operation.operation === 'mutation' && rootFields(operation.selectionSet, new Set()) > MAX_MUTATIONS) {
        refuse(operation, 'TOO_MANY_MUTATIONS', `At most ${MAX_MUTATIONS} mutations go into one document.`);
      }
    },
  };

  function rootFields({ selections }: SelectionSetNode, open: ReadonlySet<string>): number {
    return selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + rootFields(selection.selectionSet, open);
      const { value: name } = selection.name;
      const fragment = open.has(name) ? undefined : context.getFragment(name);
      return sum + (fragment ? rootFields(fragment.selectionSet, new Set(open).add(name)) : 0);
    }, 0);
  }

  function refuse(operation: OperationDefinitionNode, code: string, message: string): void {
    context.reportError(new GraphQLError(message, { nodes: operation, extensions: { code } }));
  }

  function measureSelection(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType,
    open: ReadonlySet<string>,
  ): Measure {
    let [fields, depth] = [0, 0];
    for (const selection of selections) {
      const part =
        selection.kind === Kind.FIELD
          ? measureField(selection, type, open)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? measureSelection(selection.selectionSet, type, open)
            : measureFragment(context.getFragment(selection.name.value), type, open);
      fields += part.fields;
      depth = Math.max(depth, part.depth);
    }
    return { fields, depth };
  }

  function measureField(node: FieldNode, parent: GraphQLNamedType, open: ReadonlySet<string>): Measure {
    // Introspection is bounded by the schema; unknown fields are another rule's to report.
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return { fields: 1, depth: 1 };
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return { fields: 1, depth: 1 };
    const below = measureSelection(node.selectionSet, type, open);
    const bare = isNonNullType(field.type) ? field.type.ofType : field.type;
    // A connection's own `edges` and `nodes` are the page that was counted at the connection.
    const inPage = isListType(bare) && parent.name.endsWith('Connection');
    const factor = type.name.endsWith('Connection') ? pageSize(node) : isListType(bare) && !inPage ? PLAIN_LIST : 1;
    return { fields: 1 + factor * below.fields, depth: 1 + below.depth };
  }

  function measureFragment(
    fragment: FragmentDefinitionNode | null | undefined,
    type: GraphQLNamedType,
    open: ReadonlySet<string>,
  ): Measure {
    // A fragment inside itself is another rule's to report; here it only must not run for ever.
    if (!fragment || open.has(fragment.name.value)) return { fields: 0, depth: 0 };
    const key = `${fragment.name.value} on ${type.name}`;
    const known = measured.get(key);
    if (known) return known;
    const measure = measureSelection(fragment.selectionSet, type, new Set(open).add(fragment.name.value));
    measured.set(key, measure);
    return measure;
  }
}

function pageSize({ arguments: args = [] }: FieldNode): number {
  const size = args.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (!size || size.kind === Kind.NULL) return DEFAULT_PAGE;
  return size.kind === Kind.INT ? Math.min(Number(size.value), LARGEST_PAGE) : LARGEST_PAGE;
}
