// @ts-check
import pg from 'pg';
import { BRANDS } from './iowa-data.mjs';
import { alertTable, replayTable, shareTable, stageTable, STAGES } from './iowa-tables.mjs';
import { LaunchError } from './launch-error.mjs';

/** @import { Alerts, Replay } from './iowa-tables.mjs' */

/**
 * @typedef {{ month: string, share: number, lower: number, upper: number }} Share rolling share of twelve months
 *
 * @typedef {object} Domain what is used of the built domain library
 * @property {object} DEFAULT_HYSTERESIS
 * @property {(series: readonly Share[], rule: object) => readonly string[]} hysteresisStages
 * @property {(share: number) => string} stageForShare
 */

/**
 * Judges every tenant as of the last day of the data and waits for it.
 * @param {string} url
 * @param {ReadonlyMap<string, string>} tokens
 * @param {string} asOf
 * @returns {Promise<Map<string, Record<string, number>>>} what each job counted, by brand
 */
export async function evaluateTenants(url, tokens, asOf) {
  const results = new Map();
  for (const { slug } of BRANDS) {
    const token = tokens.get(slug) ?? '';
    const { evaluateAccounts: id } = await graphql(
      url,
      token,
      'mutation ($asOf: Date) { evaluateAccounts(asOf: $asOf) }',
      { asOf },
    );
    for (;;) {
      const { job } = await graphql(url, token, 'query ($id: ID!) { job(id: $id) { status detail error } }', { id });
      if (job?.status === 'FAILED') throw new LaunchError('EVALUATION_FAILED', `${slug}: ${job.error}`);
      if (job?.status === 'SUCCEEDED') {
        results.set(slug, job.detail);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return results;
}

/**
 * What came of it, as lines to print. Everything is read back from Mortise: nothing is taken from the files.
 * @param {{ url: string, adminUrl: string, tokens: ReadonlyMap<string, string>, tenants: ReadonlyMap<string, string>, domain: Domain }} mortise
 * @returns {Promise<string[]>}
 */
export async function iowaReport({ url, adminUrl, tokens, tenants, domain }) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const rows = [];
    for (const { slug, name } of BRANDS) {
      const token = tokens.get(slug) ?? '';
      const series = await sharesOf(client, tenants.get(slug) ?? '');
      rows.push({
        name,
        stages: await stagesOf(url, token),
        latest: [...series.values()].map((shares) => shares.at(-1)?.share ?? 0),
        replay: replay(series, domain),
        proposals: await proposalsOf(url, token),
        alerts: await alertsOf(url, token),
      });
    }
    return [...stageTable(rows), ...shareTable(rows), ...replayTable(rows), ...alertTable(rows)];
  } finally {
    await client.end();
  }
}

/**
 * @param {pg.Client} client
 * @param {string} tenantId
 * @returns {Promise<Map<string, Share[]>>} by account, the oldest first
 */
async function sharesOf(client, tenantId) {
  const { rows } = await client.query(
    `select account_id, to_char(month, 'YYYY-MM') as month, share, low as lower, high as upper from mortise.account_share
     where tenant_id = $1 order by account_id, account_share.month`,
    [tenantId],
  );
  /** @type {Map<string, Share[]>} */
  const series = new Map();
  for (const { account_id: id, ...share } of rows) {
    const known = series.get(id);
    if (known) known.push(share);
    else series.set(id, [share]);
  }
  return series;
}

/**
 * Month by month, what stage the share alone would give: at once, and
 * as the default gates propose it: up at a threshold without a margin, down with one, each confirmed.
 * @param {Map<string, Share[]>} series
 * @param {Domain} domain
 * @returns {Replay}
 */
export function replay(series, { DEFAULT_HYSTERESIS, hysteresisStages, stageForShare }) {
  const gates = { ...DEFAULT_HYSTERESIS, advanceMargin: 0 };
  const result = { accountYears: 0, naive: 0, proposed: 0 };
  for (const shares of series.values()) {
    result.accountYears += shares.length / 12;
    result.naive += changes(shares.map(({ share }) => stageForShare(share)));
    result.proposed += changes(hysteresisStages(shares, gates));
  }
  return result;
}

/** @param {readonly string[]} path */
function changes(path) {
  return path.filter((stage, i) => i > 0 && stage !== path[i - 1]).length;
}

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<number[]>} accounts by stage, in the order of STAGES
 */
async function stagesOf(url, token) {
  const fields = STAGES.map((stage) => `${stage}: accounts(first: 1, filter: { stage: ${stage} }) { totalCount }`);
  const data = await graphql(url, token, `{ ${fields.join(' ')} }`);
  return STAGES.map((stage) => data[stage].totalCount);
}

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<Record<string, number>>} open proposals by kind
 */
async function proposalsOf(url, token) {
  const kinds = ['ADVANCE', 'REGRESS', 'TERMINATE'];
  const fields = kinds.map(
    (kind) => `${kind}: stageProposals(first: 1, filter: { open: true, kind: ${kind} }) { totalCount }`,
  );
  const data = await graphql(url, token, `{ ${fields.join(' ')} }`);
  return Object.fromEntries(kinds.map((kind) => [kind, data[kind].totalCount]));
}

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<Alerts>}
 */
async function alertsOf(url, token) {
  const { all, sudden } = await graphql(
    url,
    token,
    `
      {
        all: alerts(first: 1, filter: { open: true, state: ALERT }) {
          totalCount
          nodes {
            account {
              name
            }
            leading
            score
            why {
              rhythm {
                lastOrder
                expectedNextOrder
                gapDays
              }
            }
          }
        }
        sudden: alerts(first: 1, filter: { open: true, exceptional: true }) {
          totalCount
        }
      }
    `,
  );
  const [alert] = all.nodes;
  const rhythm = alert?.why.rhythm;
  const example = rhythm
    ? `${alert.account.name}: ${alert.leading} at ${alert.score.toFixed(1)} × its limit; last order ${rhythm.lastOrder}, next expected ${rhythm.expectedNextOrder}, silent for ${rhythm.gapDays} days`
    : null;
  return { open: all.totalCount, exceptional: sudden.totalCount, example };
}

/**
 * @param {string} url
 * @param {string} token
 * @param {string} query
 * @param {Record<string, unknown>} [variables]
 * @returns {Promise<any>} the data
 * @throws {LaunchError} QUERY_FAILED
 */
async function graphql(url, token, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = /** @type {any} */ (await response.json());
  if (errors) throw new LaunchError('QUERY_FAILED', `${errors[0].extensions?.code}: ${errors[0].message}`);
  return data;
}
