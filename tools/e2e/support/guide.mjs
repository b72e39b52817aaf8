// @ts-check
/**
 * @typedef {object} GuideStep one GraphQL document of a guide, in order
 * @property {string} document
 * @property {string} variables JSON with `{{name}}` for what earlier steps kept
 * @property {'staff' | 'portal'} endpoint
 * @property {[name: string, path: string][]} keep
 * @property {number} line where it stands in the guide
 */

const BLOCK = /```graphql( portal)?\n([^]*?)```(?:\s*```json\n([^]*?)```)?(?:\s*<!-- keep (.*?) -->)?/g;

/**
 * The runnable documents of a guide: each ```` ```graphql ```` block with the ```` ```json ```` block of its variables.
 * A comment `<!-- keep account = accounts.nodes.0.id -->` remembers a value of the answer for `{{account}}` below.
 * @param {string} markdown
 * @returns {GuideStep[]}
 */
export function guideSteps(markdown) {
  return [...markdown.matchAll(BLOCK)].map((match) => ({
    document: match[2] ?? '',
    variables: match[3] ?? '{}',
    endpoint: match[1] ? 'portal' : 'staff',
    keep: (match[4] ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair) => {
        const [name = '', path = ''] = pair.split('=').map((part) => part.trim());
        return [name, path];
      }),
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

/**
 * @param {string} text
 * @param {Readonly<Record<string, string>>} kept
 */
export function fillIn(text, kept) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, /** @type {string} */ name) => {
    const value = kept[name];
    if (value === undefined) throw new Error(`Nothing was kept as {{${name}}}.`);
    return value;
  });
}

/**
 * @param {unknown} data
 * @param {string} path
 */
export function valueAt(data, path) {
  return path.split('.').reduce((value, key) => /** @type {any} */ (value)?.[key], data);
}
