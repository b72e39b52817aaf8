// @ts-check
import { open } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { firstErrors, ImportFailed, mortiseUrl, parseAnswer, tokenOf, unreachable } from './import-client.mjs';
import { progressBar } from './progress-bar.mjs';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Readable } from 'node:stream' */
/** @import { Credentials } from './import-client.mjs' */

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
 * @typedef {object} ImportRequest
 * @property {string} url of Mortise
 * @property {string} kind
 * @property {string} file path, or `-` for standard input
 * @property {URLSearchParams} query
 * @property {Credentials} credentials
 *
 * @typedef {object} Source
 * @property {string} name
 * @property {Readable} content
 * @property {number | null} total bytes, where they are known beforehand
 */

const CHUNK_BYTES = 256 * 1024;

/**
 * Streams a file into a running Mortise, showing how far it is; memory stays flat whatever its size.
 * @param {ImportRequest} request
 * @returns {Promise<ImportReport>}
 * @throws {ImportFailed} URL_INVALID, FILE_UNREADABLE, CONNECTION_FAILED, ANSWER_UNEXPECTED, and those of Mortise
 */
export async function importFile({ url: given, kind, file, query, credentials }) {
  const url = mortiseUrl(given);
  const source = await openSource(file);
  try {
    const token = await tokenOf(url, credentials);
    query.set('fileName', source.name);
    const { status, body } = await send(`${url}/imports/${encodeURIComponent(kind)}?${query}`, token, source).catch(
      (error) => {
        throw error instanceof ImportFailed ? error : unreachable(url, error);
      },
    );
    const answer = parseAnswer(url, status, body);
    if (status >= 300) throw new ImportFailed(answer.code, answer.message);
    return { ...answer, firstErrors: answer.rowsRejected > 0 ? await firstErrors(url, answer.errorsUrl, token) : [] };
  } finally {
    source.content.destroy();
  }
}

/**
 * @param {string} file
 * @returns {Promise<Source>}
 * @throws {ImportFailed} FILE_UNREADABLE
 */
async function openSource(file) {
  if (file === '-') return { name: 'standard input', content: process.stdin, total: null };
  try {
    const handle = await open(file);
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw new Error(`${file} is a folder`);
    }
    // A pipe says that its size is 0. What is appended to a file while it is sent has to wait for the next time.
    const total = stats.isFile() ? stats.size : null;
    const end = total ? { end: total - 1 } : {};
    return { name: basename(file), content: handle.createReadStream({ highWaterMark: CHUNK_BYTES, ...end }), total };
  } catch (error) {
    throw new ImportFailed('FILE_UNREADABLE', /** @type {Error} */ (error).message, { cause: error });
  }
}

/**
 * @param {string} target
 * @param {string} token
 * @param {Source} source
 * @returns {Promise<{ status: number, body: string }>}
 */
async function send(target, token, { name, content, total }) {
  const upload = (target.startsWith('https:') ? httpsRequest : httpRequest)(target, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': /\.(ndjson|jsonl)(\.gz)?$/i.test(name) ? 'application/x-ndjson' : 'text/csv',
      ...(/\.gz$/i.test(name) && { 'content-encoding': 'gzip' }),
      ...(total !== null && { 'content-length': total }),
    },
  });
  const bar = progressBar({ total, label: name, format: megabytes });
  const counted = new Transform({
    transform(chunk, _encoding, done) {
      bar.add(chunk.length);
      done(null, chunk);
    },
  });
  /** @type {Error | undefined} */
  let unreadable;
  content.once('error', (error) => (unreadable = error));
  // A refusal may come before the file has ended; then the answer says why, not the broken pipe.
  const sent = pipeline(content, counted, upload).catch(() => undefined);
  try {
    /** @type {IncomingMessage} */
    const response = await new Promise((resolve, reject) => upload.on('error', reject).once('response', resolve));
    let body = '';
    for await (const chunk of response.setEncoding('utf8')) body += chunk;
    if (!upload.writableFinished) upload.destroy();
    return { status: response.statusCode ?? 0, body };
  } catch (error) {
    if (unreadable) throw new ImportFailed('FILE_UNREADABLE', unreadable.message, { cause: unreadable });
    throw error;
  } finally {
    await sent;
    bar.done();
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  if (bytes < 1e3) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
