// @ts-check
import pg from 'pg';
import { BRANDS } from './iowa-data.mjs';
import { LaunchError } from './launch-error.mjs';

/**
 * @typedef {{ month: string, share: number, lower: number, upper: number }} Share rolling share of twelve months
 *
 * @typedef {object} Domain what is used of the built domain library
 * @property {(series: readonly Share[]) => readonly string[]} hysteresisStages
 * @property {(share: number) => string} stageForShare
 */

const STAGES = ['DEVELOPMENT', 'INITIAL', 'STABLE', 'STRATEGIC', 'ENDED'];

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
    const { evaluateAccounts: id } = await graphql(url, token, 'mutation ($asOf: Date) { evaluateAccounts(asOf: $asOf) }', { asOf });
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
 * @typedef {{ accountYears: number, naive: number, confirmed: number }} Replay stage changes if shares alone decided
 * @typedef {{ open: number, exceptional: number, example: string | null }} Alerts
 * @typedef {{ name: string, stages: number[], latest: number[], replay: Replay, proposals: Record<string, number>, alerts: Alerts }} ReportRow
 */

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
 * Month by month, what stage the share alone would give: at once, and with the domain's margin and confirmation.
 * @param {Map<string, Share[]>} series
 * @param {Domain} domain
 * @returns {Replay}
 */
function replay(series, { hysteresisStages, stageForShare }) {
  const result = { accountYears: 0, naive: 0, confirmed: 0 };
  for (const shares of series.values()) {
    result.accountYears += shares.length / 12;
    result.naive += changes(shares.map(({ share }) => stageForShare(share)));
    result.confirmed += changes(hysteresisStages(shares));
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
  const fields = kinds.map((kind) => `${kind}: stageProposals(first: 1, filter: { open: true, kind: ${kind} }) { totalCount }`);
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
    `{ all: alerts(first: 1, filter: { open: true }) { totalCount nodes { account { name } why { lastOrder expectedNextOrder gapDays ratio threshold } } }
       sudden: alerts(first: 1, filter: { open: true, exceptional: true }) { totalCount } }`,
  );
  const [alert] = all.nodes;
  const why = alert?.why;
  const example = why
    ? `${alert.account.name}: last order ${why.lastOrder}, next expected ${why.expectedNextOrder}, silent for ${why.gapDays} days = ${why.ratio.toFixed(1)} × the usual (limit ${why.threshold.toFixed(1)})`
    : null;
  return { open: all.totalCount, exceptional: sudden.totalCount, example };
}

/** @param {readonly ReportRow[]} rows */
function stageTable(rows) {
  return table('Accounts by stage', ['', ...STAGES], rows.map(({ name, stages }) => [name, ...stages.map(String)]));
}

/** @param {readonly ReportRow[]} rows */
function shareTable(rows) {
  return table(
    'Share of wallet in the last twelve months (accounts with a share; quartiles)',
    ['', 'accounts', '25 %', '50 %', '75 %', 'max'],
    rows.map(({ name, latest }) => {
      const sorted = latest.toSorted((a, b) => a - b);
      const at = (/** @type {number} */ part) => percent(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
      return [name, String(sorted.length), at(0.25), at(0.5), at(0.75), at(1)];
    }),
  );
}

/** @param {readonly ReportRow[]} rows */
function replayTable(rows) {
  const sum = (/** @type {(row: ReportRow) => number} */ of) => rows.reduce((total, row) => total + of(row), 0);
  const line = (/** @type {string} */ name, /** @type {Replay} */ { accountYears, naive, confirmed }, /** @type {Record<string, number>} */ open) => [
    ...[name, accountYears.toFixed(0), (naive / accountYears).toFixed(3), (confirmed / accountYears).toFixed(3)],
    ...['ADVANCE', 'REGRESS', 'TERMINATE'].map((kind) => String(open[kind])),
  ];
  const total = {
    accountYears: sum(({ replay: each }) => each.accountYears),
    naive: sum(({ replay: each }) => each.naive),
    confirmed: sum(({ replay: each }) => each.confirmed),
  };
  const open = Object.fromEntries(['ADVANCE', 'REGRESS', 'TERMINATE'].map((kind) => [kind, sum(({ proposals }) => proposals[kind] ?? 0)]));
  return table(
    'Stage changes per account-year, replayed month by month: at every crossing, and confirmed (± 5 points, 3 months); proposals open now',
    ['', 'account-years', 'crossings', 'confirmed', 'advance', 'regress', 'end'],
    [...rows.map((row) => line(row.name, row.replay, row.proposals)), line('all', total, open)],
  );
}

/** @param {readonly ReportRow[]} rows */
function alertTable(rows) {
  return [
    ...table('Open alerts', ['', 'open', 'sudden stops'], rows.map(({ name, alerts }) => [name, String(alerts.open), String(alerts.exceptional)])),
    ...rows.flatMap(({ name, alerts }) => (alerts.example === null ? [] : [`${name} · ${alerts.example}`])),
  ];
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

/**
 * @param {string} title
 * @param {readonly string[]} header
 * @param {readonly string[][]} rows
 */
function table(title, header, rows) {
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return ['', title, line(header), ...rows.map(line)];
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
