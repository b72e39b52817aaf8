// @ts-check
/** Decorators that make a method reachable from outside. */
const ENTRANCES = new Set([
  ...['Query', 'Mutation', 'Subscription', 'Sse', 'RequestMapping', 'All'],
  ...['Get', 'Head', 'Options', 'Post', 'Put', 'Patch', 'Delete', 'Search', 'QueryMethod'],
  ...['Propfind', 'Proppatch', 'Mkcol', 'Copy', 'Move', 'Lock', 'Unlock'],
]);

/** Every query, mutation and route says who may call it: nothing is reachable because somebody forgot. */
export const requireAllow = {
  meta: {
    type: 'problem',
    docs: { description: 'Queries, mutations and routes declare their permission with @Allow.' },
    messages: {
      missing: '@{{entrance}} needs @Allow(…): declare the permission, or @Allow("public") if anybody may call it.',
      subscription: 'Live updates go by server-sent events; @Subscription passes no guard.',
    },
    schema: [],
  },
  /** @param {import('eslint').Rule.RuleContext} context */
  create(context) {
    return {
      /** @param {any} node */
      MethodDefinition(node) {
        const names = (node.decorators ?? []).map(decoratorName);
        const entrance = names.find((/** @type {string} */ name) => ENTRANCES.has(name));
        if (entrance === 'Subscription') context.report({ node: node.key, messageId: 'subscription' });
        else if (entrance !== undefined && !names.includes('Allow')) {
          context.report({ node: node.key, messageId: 'missing', data: { entrance } });
        }
      },
    };
  },
};

/** @param {any} decorator `@Get()`, `@Get` or `@nest.Get()` */
function decoratorName({ expression }) {
  const called = expression.type === 'CallExpression' ? expression.callee : expression;
  return called.type === 'MemberExpression' ? called.property.name : called.name;
}
