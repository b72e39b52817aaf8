// @ts-check

/** @typedef {{ token: string } | { tenant: string, email: string, password: string }} Credentials */

const SHOWN_ERRORS = 10;

/** The import did not take place or broke off; what was committed before stays, and sending the file again goes on. */
export class ImportFailed extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}

/**
 * @param {string} text as people give it
 * @returns {string} address of a Mortise, without a slash at its end
 * @throws {ImportFailed} URL_INVALID
 */
export function mortiseUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  throw new ImportFailed('URL_INVALID', `${text} is not an address like --url http://localhost:3000`);
}

/**
 * @param {string} url
 * @param {Credentials} credentials
 * @returns {Promise<string>} access token or API key
 * @throws {ImportFailed}
 */
export async function tokenOf(url, credentials) {
  if ('token' in credentials) return credentials.token;
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const { status, body } = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: credentials } }),
  })
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((error) => {
      throw unreachable(url, error.cause ?? error);
    });
  const { data, errors } = parseAnswer(url, status, body);
  if (data?.signIn) return data.signIn.accessToken;
  const [refusal] = errors ?? [];
  throw new ImportFailed(refusal?.extensions?.code ?? 'ANSWER_UNEXPECTED', refusal?.message ?? unexpected(url, status));
}

/**
 * The beginning of the list of rejected rows, without loading the rest.
 * @param {string} url
 * @param {string} path
 * @param {string} token
 * @returns {Promise<string[]>} its heading and some lines
 * @throws {ImportFailed}
 */
export async function firstErrors(url, path, token) {
  const controller = new AbortController();
  try {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: controller.signal,
    });
    if (!response.ok) throw new ImportFailed('ANSWER_UNEXPECTED', unexpected(`${url}${path}`, response.status));
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.split('\n').length > SHOWN_ERRORS + 1) break;
    }
    return text
      .split('\n')
      .filter(Boolean)
      .slice(0, SHOWN_ERRORS + 1);
  } catch (error) {
    throw error instanceof ImportFailed ? error : unreachable(url, /** @type {Error} */ (error).cause ?? error);
  } finally {
    controller.abort();
  }
}

/**
 * @param {string} url
 * @param {number} status
 * @param {string} body
 * @returns {any} JSON
 * @throws {ImportFailed} ANSWER_UNEXPECTED
 */
export function parseAnswer(url, status, body) {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ImportFailed('ANSWER_UNEXPECTED', unexpected(url, status), { cause: error });
  }
}

/**
 * @param {string} url
 * @param {number} status
 */
function unexpected(url, status) {
  return `${url} answered with status ${status}, and not as Mortise does; is another program or a proxy there?`;
}

/**
 * @param {string} url
 * @param {unknown} error
 */
export function unreachable(url, error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  // Where the name has several addresses there is one error for each, and no message for all.
  const reason = message || code;
  const what =
    code === 'ECONNREFUSED'
      ? 'start Mortise (npm start), or name another one with --url'
      : 'send the file again to go on';
  return new ImportFailed('CONNECTION_FAILED', `${url}: ${reason}; ${what}`, { cause: error });
}
