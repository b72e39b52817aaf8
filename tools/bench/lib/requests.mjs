// @ts-check

/** @import { Call, Json } from './contender.mjs' */
/** @import { Principal } from './principals.mjs' */

/** Stands in a prepared W1 request where each sending puts a fresh key of the same length. */
export const KEY_PLACEHOLDER = '00000000-0000-0000-0000-000000000000';

/**
 * @param {Call} call
 * @param {Principal} principal
 * @returns {Buffer} the whole request as it goes over the wire, for a connection that is kept
 */
export function prepare({ path, body }, { headers }) {
  const content = Buffer.from(JSON.stringify(body));
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'content-length': String(content.length),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), content]);
}

/**
 * Sends one call, outside of any measurement.
 * @param {number} port
 * @param {Call} call
 * @param {Principal} principal
 * @returns {Promise<Json>}
 */
export async function send(port, { path, body }, { headers }) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = response.ok ? JSON.parse(text) : undefined;
  if (answer && !answer.errors) return answer;
  throw new Error(`${path} answered ${response.status}: ${text.slice(0, 1_000)}`);
}
