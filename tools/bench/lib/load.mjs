// @ts-check
import { randomBytes } from 'node:crypto';
import { Connection } from './connection.mjs';
import { KEY_PLACEHOLDER } from './requests.mjs';

/**
 * The load process: takes jobs from its parent, one at a time.
 *
 * @typedef {object} Job
 * @property {number} port
 * @property {Buffer[]} requests sent in turn, each connection starting somewhere else
 * @property {number} connections
 * @property {number} milliseconds
 *
 * @typedef {object} Outcome
 * @property {number} rps answers per second
 * @property {number} p50 milliseconds
 * @property {number} p95
 * @property {number} p99
 * @property {number} failures
 * @property {string | undefined} failure the first one
 */

process.on('message', (/** @type {Job} */ job) => void run(job).then((outcome) => process.send?.(outcome)));
process.once('disconnect', () => process.exit(0));

/**
 * @param {Job} job
 * @returns {Promise<Outcome>}
 */
async function run({ port, requests, connections, milliseconds }) {
  const prepared = requests.map((request) => {
    const bytes = Buffer.from(request);
    return { bytes, keyAt: bytes.indexOf(KEY_PLACEHOLDER) };
  });
  const keyPrefix = randomBytes(10).toString('hex');
  let sent = 0;
  /** @type {number[]} */
  const latencies = [];
  let inTime = 0;
  let failures = 0;
  /** @type {string | undefined} */
  let failure;
  const started = performance.now();
  const deadline = started + milliseconds;

  const startConnection = (/** @type {number} */ index) => {
    let place = Math.floor((index * prepared.length) / connections);
    const next = () => {
      if (performance.now() >= deadline) return undefined;
      const { bytes, keyAt } = /** @type {{ bytes: Buffer, keyAt: number }} */ (prepared[place++ % prepared.length]);
      if (keyAt < 0) return bytes;
      const request = Buffer.from(bytes);
      request.write(
        keyPrefix + String(sent++).padStart(KEY_PLACEHOLDER.length - keyPrefix.length, '0'),
        keyAt,
        'latin1',
      );
      return request;
    };
    const { ended } = new Connection(port, next, (latency, failed) => {
      // A late answer does not count for the throughput, but left out it would make slow servers look quick.
      latencies.push(latency);
      if (performance.now() < deadline) inTime++;
      if (failed === undefined) return;
      failures++;
      failure ??= failed;
    });
    return ended;
  };

  const ends = Array.from({ length: connections }, (_, index) => startConnection(index));
  await Promise.all(ends).catch((/** @type {Error} */ error) => {
    failures++;
    failure ??= error.message;
  });
  const sorted = Float64Array.from(latencies).sort();
  const quantile = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return {
    rps: (inTime * 1000) / milliseconds,
    ...{ p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
    ...{ failures, failure },
  };
}
