// @ts-check
/**
 * @param {string} url of the product
 * @param {string} document
 * @param {Record<string, unknown>} [variables]
 * @param {{ token?: string, endpoint?: 'staff' | 'portal', cookie?: string }} [as]
 * @returns {Promise<any>} the data
 * @throws {Error} with the answer's errors
 */
export async function graphql(url, document, variables = {}, { token, endpoint = 'staff', cookie } = {}) {
  const response = await fetch(`${url}${endpoint === 'portal' ? '/portal/graphql' : '/graphql'}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie }),
    },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = /** @type {{ data?: any, errors?: unknown[] }} */ (await response.json());
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/**
 * Signs in with what the start printed.
 * @param {{ url: string, lines: string[] }} product
 * @param {RegExp} who matches the line of the person
 * @returns {Promise<string>} access token
 */
export async function signIn({ url, lines }, who) {
  const line = lines.find((each) => who.test(each)) ?? '';
  const email = /[\w.+-]+@[\w.-]+\w/.exec(line)?.[0];
  const password = /password "([^"]+)"/.exec(lines.join('\n'))?.[1];
  if (!email || !password) throw new Error(`Nobody like ${String(who)} to sign in as in:\n${lines.join('\n')}`);
  const input = { tenant: 'helix', email, password };
  const { signIn: session } = await graphql(
    url,
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    { input },
  );
  return session.accessToken;
}
