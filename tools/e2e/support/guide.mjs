// @ts-check
/**
 * @typedef {object} GuideStep one GraphQL document, or one plain request, of a guide, in order
 * @property {string} document
 * @property {string} variables JSON with `{{name}}` for what earlier steps kept
 * @property {'staff' | 'portal' | 'http'} endpoint http: the document is a request: a line, headers, an empty line, a body
 * @property {[name: string, path: string][]} keep
 * @property {number} line where it stands in the guide
 */

const BLOCK = /```(graphql|graphql portal|http)\n([^]*?)```(?:\s*```json\n([^]*?)```)?(?:\s*<!-- keep (.*?) -->)?/g;

/**
 * The runnable documents of a guide: each ```` ```http ```` block, and each ```` ```graphql ```` block with the ```` ```json ```` block of its variables.
 * A comment `<!-- keep account = accounts.nodes.0.id -->` remembers a value of the answer for `{{account}}` below.
 * @param {string} markdown
 * @returns {GuideStep[]}
 */
export function guideSteps(markdown) {
  return [...markdown.matchAll(BLOCK)].map((match) => ({
    document: match[2] ?? '',
    variables: match[3] ?? '{}',
    endpoint: match[1] === 'http' ? 'http' : match[1] === 'graphql' ? 'staff' : 'portal',
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

/**
 * Sends a request as a guide writes it.
 * @param {string} url of the product
 * @param {string} request
 * @param {string} token
 * @returns {Promise<any>} the answer
 */
export async function sendRequest(url, request, token) {
  const [head = '', ...body] = request.trim().split('\n\n');
  const [line = '', ...headers] = head.split('\n');
  const [method = '', path = ''] = line.split(' ');
  const named = headers.map((header) => /** @type {[string, string]} */ (header.split(': ')));
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...Object.fromEntries(named) },
    body: body.join('\n\n').replaceAll('\n', '\r\n'),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
