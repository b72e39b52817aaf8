// @ts-check
import { createReadStream, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { progressBar } from './progress-bar.mjs';

/**
 * @typedef {object} ImportReport
 * @property {string} id
 * @property {number} rowsRead
 * @property {number} rowsAdded
 * @property {number} rowsUnchanged
 * @property {number} rowsRejected
 * @property {Record<string, number>} created
 * @property {string[]} firstErrors lines of the list of rejected rows, its heading included
 *
 * @typedef {{ token: string } | { tenant: string, email: string, password: string }} Credentials
 *
 * @typedef {object} ImportRequest
 * @property {string} url of Mortise
 * @property {string} kind
 * @property {string} file path, or `-` for standard input
 * @property {URLSearchParams} query
 * @property {Credentials} credentials
 */

const SHOWN_ERRORS = 10;

/** The import did not take place or broke off; what was committed before stays, and sending the file again goes on. */
export class ImportFailed extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * Streams a file into a running Mortise, showing how far it is; memory stays flat whatever its size.
 * @param {ImportRequest} request
 * @returns {Promise<ImportReport>}
 * @throws {ImportFailed}
 */
export async function importFile({ url, kind, file, query, credentials }) {
  const token = 'token' in credentials ? credentials.token : await signIn(url, credentials);
  const total = file === '-' ? null : sizeOf(file);
  const name = file === '-' ? 'standard input' : basename(file);
  query.set('fileName', name);
  const bar = progressBar({ total, label: name, format: megabytes });
  const counted = new Transform({
    transform(chunk, _encoding, done) {
      bar.add(chunk.length);
      done(null, chunk);
    },
  });
  const target = new URL(`/imports/${encodeURIComponent(kind)}?${query}`, url);
  const upload = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': /\.(ndjson|jsonl)(\.gz)?$/i.test(name) ? 'application/x-ndjson' : 'text/csv',
      ...(/\.gz$/i.test(name) && { 'content-encoding': 'gzip' }),
      ...(total !== null && { 'content-length': total }),
    },
  });
  /** @type {Promise<{ status: number, body: string }>} */
  const answered = new Promise((resolve, reject) => {
    upload.once('error', reject).once('response', async (response) => {
      let body = '';
      for await (const chunk of response.setEncoding('utf8')) body += chunk;
      resolve({ status: response.statusCode ?? 0, body });
    });
  });
  const source = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  // A refusal may come before the file has ended; then the answer says why, not the broken pipe.
  const sent = pipeline(source, counted, upload).catch(() => undefined);
  const { status, body } = await answered.catch((error) => {
    throw new ImportFailed('CONNECTION_FAILED', `${url}: ${error.message}; send the file again to go on`);
  });
  await sent;
  bar.done();
  const answer = JSON.parse(body);
  if (status >= 300) throw new ImportFailed(answer.code, answer.message);
  return { ...answer, firstErrors: answer.rowsRejected > 0 ? await firstErrors(url, answer.errorsUrl, token) : [] };
}

/** @param {string} file */
function sizeOf(file) {
  try {
    return statSync(file).size;
  } catch (error) {
    throw new ImportFailed('FILE_UNREADABLE', /** @type {Error} */ (error).message);
  }
}

/**
 * @param {string} url
 * @param {{ tenant: string, email: string, password: string }} input
 * @returns {Promise<string>} access token
 */
async function signIn(url, input) {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  }).catch((error) => {
    throw new ImportFailed('CONNECTION_FAILED', `${url}: ${error.cause?.message ?? error.message}`);
  });
  const { data, errors } = /** @type {any} */ (await response.json());
  if (errors) throw new ImportFailed(errors[0].extensions.code, errors[0].message);
  return data.signIn.accessToken;
}

/**
 * The beginning of the list of rejected rows, without loading the rest.
 * @param {string} url
 * @param {string} path
 * @param {string} token
 */
async function firstErrors(url, path, token) {
  const controller = new AbortController();
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: controller.signal,
  });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.split('\n').length > SHOWN_ERRORS + 1) break;
  }
  controller.abort();
  return text
    .split('\n')
    .filter(Boolean)
    .slice(0, SHOWN_ERRORS + 1);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
