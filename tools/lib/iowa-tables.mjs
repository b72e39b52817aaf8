// @ts-check

/**
 * @typedef {{ accountYears: number, naive: number, proposed: number }} Replay stage changes if shares alone decided
 * @typedef {{ open: number, exceptional: number, example: string | null }} Alerts
 * @typedef {{ name: string, stages: number[], latest: number[], replay: Replay, proposals: Record<string, number>, alerts: Alerts }} ReportRow
 */

/** Where an account can stand, in the order of the tables. */
export const STAGES = ['DEVELOPMENT', 'INITIAL', 'STABLE', 'STRATEGIC', 'ENDED'];

/** @param {readonly ReportRow[]} rows */
export function stageTable(rows) {
  return table(
    'Accounts by stage',
    ['', ...STAGES],
    rows.map(({ name, stages }) => [name, ...stages.map(String)]),
  );
}

/** @param {readonly ReportRow[]} rows */
export function shareTable(rows) {
  return table(
    'Share of wallet in the last twelve months (accounts with a share; quartiles)',
    ['', 'accounts', '25 %', '50 %', '75 %', 'max'],
    rows.map(({ name, latest }) => {
      const sorted = latest.toSorted((a, b) => a - b);
      const at = (/** @type {number} */ part) =>
        percent(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
      return [name, String(sorted.length), at(0.25), at(0.5), at(0.75), at(1)];
    }),
  );
}

/** @param {readonly ReportRow[]} rows */
export function replayTable(rows) {
  const sum = (/** @type {(row: ReportRow) => number} */ of) => rows.reduce((total, row) => total + of(row), 0);
  const line = (
    /** @type {string} */ name,
    /** @type {Replay} */ { accountYears, naive, proposed },
    /** @type {Record<string, number>} */ open,
  ) => [
    ...[name, accountYears.toFixed(0), (naive / accountYears).toFixed(3), (proposed / accountYears).toFixed(3)],
    ...['ADVANCE', 'REGRESS', 'TERMINATE'].map((kind) => String(open[kind])),
  ];
  const total = {
    accountYears: sum(({ replay: each }) => each.accountYears),
    naive: sum(({ replay: each }) => each.naive),
    proposed: sum(({ replay: each }) => each.proposed),
  };
  const open = Object.fromEntries(
    ['ADVANCE', 'REGRESS', 'TERMINATE'].map((kind) => [kind, sum(({ proposals }) => proposals[kind] ?? 0)]),
  );
  return table(
    'Stage changes per account-year, replayed month by month on shares alone: at every crossing of a threshold, and as the default gates propose them (3 months in a row at the threshold to go up, 5 points below it to go down); proposals open now',
    ['', 'account-years', 'crossings', 'proposed per year', 'advance', 'regress', 'end'],
    [...rows.map((row) => line(row.name, row.replay, row.proposals)), line('all', total, open)],
  );
}

/** @param {readonly ReportRow[]} rows */
export function alertTable(rows) {
  return [
    ...table(
      'Open alerts',
      ['', 'open', 'sudden stops'],
      rows.map(({ name, alerts }) => [name, String(alerts.open), String(alerts.exceptional)]),
    ),
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
