// @ts-check
import { rounded } from '../statistics.mjs';

/** @import { LayoutFigures } from './layout-statements.mjs' */

/** What the issue asks for, of full-size parts: a small one is mostly what every part costs once. */
const GOALS = {
  import: { rows: 1_000_000, ratio: 4, mib: 256 },
  drilldown: { lines: 10_000_000, p95: 300 },
  evaluation: { accounts: 100_000, seconds: 60 },
};
const MIB = 1_048_576;

/**
 * @typedef {object} ImportFigures medians of the rounds
 * @property {number} rows of the file
 * @property {number} seconds
 * @property {number} copySeconds of COPY
 * @property {number} ratio the median of the rounds' own ratios
 * @property {{ lines: number, all: number }} floor what the database alone needs for the rows that the import leaves behind, in times
 *   of COPY: for the order lines, and with all roll-ups
 * @property {number} largeSeconds of a file four times as large
 * @property {{ idle: number, small: number, large: number, several: number }} memory bytes at most: before a file, after files of
 *   either size, and after the file of each round
 *
 * @typedef {{ lines: number, caller: string, effects: boolean } & ({ failure: string } | DrilldownTimes)} DrilldownFigures
 *
 * @typedef {object} DrilldownTimes milliseconds over all questions
 * @property {number} answers
 * @property {number} p50
 * @property {number} p95
 * @property {{ question: string, milliseconds: number } | undefined} slowest by its median
 *
 * @typedef {object} EvaluationFigures
 * @property {number} accounts
 * @property {number} cores
 * @property {number} seconds of the first evaluation, which chooses thresholds and raises what there is to raise
 * @property {number} messagesSeconds until everybody was told what it had to tell
 * @property {number} againSeconds of another after that, which finds nothing new
 * @property {number} sumSeconds of one look at the same rows
 * @property {number} ratio
 * @property {number} peak bytes of memory at most
 * @property {{ accounts: number, seconds: number }[]} touched evaluations of a few accounts
 *
 * @typedef {{ failure: string }} Failure
 * @typedef {object} Report the parts that were asked for
 * @property {ImportFigures | Failure} [import]
 * @property {DrilldownFigures[] | Failure} [drilldown]
 * @property {EvaluationFigures | Failure} [evaluation]
 * @property {LayoutFigures[] | Failure} [layouts]
 */

/** @param {Report} report @returns {string} one object: part → figures or failure */
export function asJson(report) {
  return JSON.stringify({
    import: report.import && ('failure' in report.import ? report.import : importJson(report.import)),
    drilldown:
      report.drilldown && ('failure' in report.drilldown ? report.drilldown : report.drilldown.map(drilldownJson)),
    evaluation:
      report.evaluation && ('failure' in report.evaluation ? report.evaluation : evaluationJson(report.evaluation)),
    layouts: report.layouts,
  });
}

/** @param {ImportFigures} figures */
function importJson({ rows, seconds, copySeconds, ratio, floor, largeSeconds, memory }) {
  const mib = Object.entries(memory).map(([name, bytes]) => [name, rounded(bytes / MIB)]);
  return {
    ...{ rows, rowsPerSecond: rounded(rows / seconds), seconds: rounded(seconds), copySeconds: rounded(copySeconds) },
    floor: { lines: rounded(floor.lines), all: rounded(floor.all) },
    ...{ ratio: rounded(ratio), largeSeconds: rounded(largeSeconds), peakMiB: Object.fromEntries(mib) },
  };
}

/** @param {DrilldownFigures} figures */
function drilldownJson({ lines, caller, effects, ...rest }) {
  if ('failure' in rest) return { lines, caller, effects, failure: rest.failure };
  const { answers, p50, p95, slowest } = rest;
  return { lines, caller, effects, answers, p50: rounded(p50), p95: rounded(p95), slowest: slowest?.question };
}

/** @param {EvaluationFigures} figures */
function evaluationJson({ accounts, cores, seconds, messagesSeconds, againSeconds, sumSeconds, ratio, peak, touched }) {
  const { fixed, perAccount } = slope(touched);
  return {
    ...{
      accounts,
      cores,
      seconds: rounded(seconds),
      messagesSeconds: rounded(messagesSeconds),
      againSeconds: rounded(againSeconds),
      sumSeconds: rounded(sumSeconds),
    },
    ...{ ratio: rounded(ratio), peakMiB: rounded(peak / MIB) },
    touched: touched.map((each) => ({ ...each, seconds: rounded(each.seconds) })),
    touchedFixedMs: rounded(1000 * fixed),
    touchedMsPerAccount: rounded(1000 * perAccount),
  };
}

/**
 * What an evaluation of a few accounts costs whatever their number, and what each of them adds: the line through the
 * fewest and the most.
 * @param {EvaluationFigures['touched']} touched
 */
function slope(touched) {
  const [few, many] = [touched[0], touched.at(-1)];
  if (!few || !many || few === many) return { fixed: NaN, perAccount: NaN };
  const perAccount = (many.seconds - few.seconds) / (many.accounts - few.accounts);
  return { fixed: few.seconds - few.accounts * perAccount, perAccount };
}

/** @param {number} value */
const count = (value) => value.toLocaleString('en');
/** @param {boolean} reached @param {string} goal */
const verdict = (reached, goal) => (reached ? '' : ` (goal ${goal} not reached)`);
/** @param {number} bytes */
const mib = (bytes) => `${Math.round(bytes / MIB)} MiB`;

/** @param {ImportFigures | Failure} figures */
export function importText(figures) {
  if ('failure' in figures) return failed('Import', figures);
  const { rows, seconds, copySeconds, ratio, floor, largeSeconds, memory } = figures;
  const enough = Math.max(memory.small, memory.large, memory.several) <= GOALS.import.mib * MIB;
  return [
    `Import of ${count(rows)} order lines`,
    `  ${seconds.toFixed(1)} s, ${count(Math.round(rows / seconds))} lines/s; COPY ${copySeconds.toFixed(1)} s: × ${ratio.toFixed(2)}${verdict(rows < GOALS.import.rows || ratio <= GOALS.import.ratio, `${GOALS.import.ratio}`)}`,
    `  floor: the same rows out of a table, by PostgreSQL alone: order lines × ${floor.lines.toFixed(2)}, with all roll-ups × ${floor.all.toFixed(2)}`,
    `  ${count(4 * rows)} order lines: ${largeSeconds.toFixed(1)} s, × ${(largeSeconds / seconds).toFixed(2)}`,
    `  memory at most ${mib(memory.small)}, for four times the lines ${mib(memory.large)}, after all rounds ${mib(memory.several)}, idle ${mib(memory.idle)}${verdict(enough, `${GOALS.import.mib} MiB`)}`,
    '',
  ].join('\n');
}

/** @param {DrilldownFigures[] | Failure} figures */
export function drilldownText(figures) {
  if ('failure' in figures) return failed('Drill-down', figures);
  const lines = figures.map(({ lines, caller, effects, ...rest }) => {
    const name = `  ${count(lines)} lines, ${caller}${effects ? ', with effects' : ''}`.padEnd(46);
    if ('failure' in rest) return `${name}  failed: ${rest.failure}`;
    const { p50, p95, slowest } = rest;
    const slow = slowest ? `  slowest: ${slowest.question}, ${slowest.milliseconds.toFixed(0)} ms` : '';
    const judged = !effects && lines <= GOALS.drilldown.lines;
    return `${name}${p50.toFixed(0).padStart(8)}${p95.toFixed(0).padStart(8)}${verdict(!judged || p95 <= GOALS.drilldown.p95, `${GOALS.drilldown.p95} ms`)}${slow}`;
  });
  return [`${'Drill-down'.padEnd(46)}  p50 ms  p95 ms`, ...lines, ''].join('\n');
}

/** @param {EvaluationFigures | Failure} figures */
export function evaluationText(figures) {
  if ('failure' in figures) return failed('Evaluation', figures);
  const { accounts, cores, seconds, messagesSeconds, againSeconds, sumSeconds, ratio, peak, touched } = figures;
  const { fixed, perAccount } = slope(touched);
  const goal = (GOALS.evaluation.seconds * accounts) / GOALS.evaluation.accounts;
  const judged = accounts >= GOALS.evaluation.accounts;
  return [
    `Evaluation of ${count(accounts)} accounts × 36 months on ${cores} cores`,
    `  ${seconds.toFixed(1)} s${verdict(!judged || seconds <= goal, `${goal.toFixed(0)} s`)}, told ${messagesSeconds.toFixed(1)} s later, again ${againSeconds.toFixed(1)} s; sum of the same rows ${sumSeconds.toFixed(2)} s: × ${ratio.toFixed(1)}; memory at most ${mib(peak)}`,
    ...touched.map(
      (each) =>
        `  ${count(each.accounts)} touched: ${each.seconds.toFixed(2)} s, ${((1000 * each.seconds) / each.accounts).toFixed(2)} ms per account`,
    ),
    `  slope: ${(1000 * perAccount).toFixed(2)} ms per touched account, and ${(1000 * fixed).toFixed(0)} ms whatever their number`,
    '',
  ].join('\n');
}

/** @param {string} part @param {Failure} failure */
function failed(part, { failure }) {
  return `${part}\n  failed: ${failure}\n`;
}
