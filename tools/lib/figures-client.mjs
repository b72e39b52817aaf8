// @ts-check
import { ImportFailed, mortiseUrl, parseAnswer, tokenOf, unreachable } from './import-client.mjs';
import { progressBar } from './progress-bar.mjs';

/** @import { Credentials } from './import-client.mjs' */

/**
 * @typedef {{ cells: number, stray: number, missing: number, wrong: number }} Difference
 *
 * @typedef {object} FiguresReport
 * @property {boolean} repair
 * @property {number} differing cells
 * @property {Record<string, Difference>} figures by table
 */

const LOOK_EVERY_MS = 500;
const START = 'mutation ($repair: Boolean) { rebuildFigures(repair: $repair) }';
const LOOK = 'query ($id: ID!) { job(id: $id) { status percent detail error errorCode } }';

/**
 * Has a running Mortise work out from the facts what it keeps beside them, and waits for what comes of it.
 * @param {{ url: string, repair: boolean, credentials: Credentials }} request
 * @returns {Promise<FiguresReport>}
 * @throws {ImportFailed} URL_INVALID, CONNECTION_FAILED, ANSWER_UNEXPECTED, and those of Mortise
 */
export async function rebuildFigures({ url: given, repair, credentials }) {
  const url = mortiseUrl(given);
  const token = await tokenOf(url, credentials);
  const { rebuildFigures: id } = await ask(url, token, START, { repair });
  const bar = progressBar({ total: 100, label: 'figures', format: (percent) => `${percent} %` });
  try {
    for (let shown = 0; ; await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))) {
      const { job } = await ask(url, token, LOOK, { id });
      bar.add(job.percent - shown);
      shown = job.percent;
      if (job.status === 'SUCCEEDED') return job.detail;
      if (job.status === 'FAILED') throw new ImportFailed(job.errorCode, job.error);
    }
  } finally {
    bar.done();
  }
}

/**
 * @param {FiguresReport} report
 * @returns {string[]} lines for people: what differs, or that nothing does
 */
export function figuresLines({ repair, differing, figures }) {
  const number = (/** @type {number} */ value) => value.toLocaleString('en');
  const rows = Object.entries(figures).map(([table, { cells, stray, missing, wrong }]) => [
    table,
    ...[cells, wrong, missing, stray].map(number),
  ]);
  const table = [['table', 'cells', 'wrong', 'missing', 'stray'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const lines = table.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
  if (differing === 0) return [...lines, 'Nothing differs from the facts.'];
  return [
    ...lines,
    repair
      ? `${number(differing)} cells differed from the facts and were brought in line with them.`
      : `${number(differing)} cells differ from the facts; --repair brings them in line.`,
  ];
}

/**
 * @param {string} url
 * @param {string} token
 * @param {string} query
 * @param {Record<string, unknown>} variables
 */
async function ask(url, token, query, variables) {
  const { status, body } = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((error) => {
      throw unreachable(url, error.cause ?? error);
    });
  const { data, errors } = parseAnswer(url, status, body);
  const [refusal] = errors ?? [];
  if (refusal || !data)
    throw new ImportFailed(refusal?.extensions?.code ?? 'ANSWER_UNEXPECTED', refusal?.message ?? url);
  return data;
}
