// @ts-check
import { median, rounded } from './statistics.mjs';

/** @import { Outcome } from './load.mjs' */
/** @import { Measurement } from './rounds.mjs' */

/** Mortise, the one that everything is compared with, and who else there is; of PostGraphile's two the better counts. */
const SUBJECT = 'Mortise';
const RIVALS = {
  vsIdeal: ['ideal SQL'],
  vsPostgraphile: ['PostGraphile ×1', 'PostGraphile ×2'],
  vsMercurius: ['Mercurius'],
};

/** What issue and quality goals ask for. @type {Record<string, Partial<Record<keyof typeof RIVALS, number>>>} */
const GOALS = {
  R1: { vsIdeal: 0.75, vsPostgraphile: 3 },
  R2: { vsIdeal: 0.55, vsPostgraphile: 3 },
  W1: { vsIdeal: 0.75, vsPostgraphile: 2.5, vsMercurius: 1 },
};

/**
 * @typedef {Pick<Outcome, 'rps' | 'p50' | 'p95' | 'p99'>} Figures medians of the rounds
 *
 * @typedef {object} Comparison one workload at one number of connections
 * @property {string} workload
 * @property {number} connections
 * @property {Map<string, Figures>} figures by contender
 * @property {Map<string, number>} ratios Mortise's throughput by that of each other: the median over the rounds
 */

/**
 * @param {readonly Measurement[]} measurements
 * @returns {Comparison[]}
 */
export function summarise(measurements) {
  const groups = Map.groupBy(measurements, ({ workload, connections }) => `${workload} ${connections}`);
  return [...groups.values()].map((group) => {
    const [{ workload, connections }] = /** @type {[Measurement]} */ (/** @type {unknown} */ (group));
    const byName = Map.groupBy(group, ({ name }) => name);
    const own = byName.get(SUBJECT) ?? [];
    const others = [...byName].filter(([name]) => name !== SUBJECT && own.length > 0);
    return {
      ...{ workload, connections },
      figures: new Map([...byName].map(([name, each]) => [name, medians(each)])),
      ratios: new Map(others.map(([name, each]) => [name, ratio(own, each)])),
    };
  });
}

/** @param {readonly Measurement[]} measurements */
function medians(measurements) {
  const of = (/** @type {keyof Figures} */ key) => median(measurements.map(({ outcome }) => outcome[key]));
  return { rps: of('rps'), p50: of('p50'), p95: of('p95'), p99: of('p99') };
}

/**
 * Round by round, because neighbours in time had the same machine.
 * @param {readonly Measurement[]} own
 * @param {readonly Measurement[]} other
 */
function ratio(own, other) {
  const rps = new Map(other.map(({ round, outcome }) => [round, outcome.rps]));
  return median(own.map(({ round, outcome }) => outcome.rps / (rps.get(round) ?? NaN)));
}

/** @param {Comparison} comparison @param {keyof typeof RIVALS} rival */
function against({ figures, ratios }, rival) {
  const [best] = RIVALS[rival]
    .filter((name) => figures.has(name))
    .toSorted((a, b) => (figures.get(b)?.rps ?? 0) - (figures.get(a)?.rps ?? 0));
  return best === undefined ? undefined : ratios.get(best);
}

/**
 * @param {readonly Comparison[]} summary
 * @returns {string} one object: workload → connections → figures of Mortise and its ratios
 */
export function asJson(summary) {
  /** @type {Record<string, Record<string, Record<string, number | null>>>} */
  const result = {};
  for (const comparison of summary) {
    const { rps = NaN, p99 = NaN } = comparison.figures.get(SUBJECT) ?? {};
    const ratios = Object.keys(RIVALS).map((rival) => [
      rival,
      rounded(against(comparison, /** @type {keyof typeof RIVALS} */ (rival)) ?? NaN),
    ]);
    (result[comparison.workload] ??= {})[comparison.connections] = {
      ...{ rps: rounded(rps), p99: rounded(p99) },
      ...Object.fromEntries(ratios),
    };
  }
  return JSON.stringify(result);
}

/** @param {readonly Comparison[]} summary */
export function asTable(summary) {
  return summary.map(section).join('\n');
}

/** @param {Comparison} comparison */
function section(comparison) {
  const { workload, connections, figures, ratios } = comparison;
  const lines = [...figures].map(([name, { rps, p50, p99 }]) => {
    const cells = [rps.toFixed(0), p50.toFixed(2), p99.toFixed(2), ratios.get(name)?.toFixed(2) ?? ''];
    return `  ${name.padEnd(16)}${cells.map((cell) => cell.padStart(11)).join('')}`;
  });
  const goals = Object.entries(GOALS[workload] ?? {}).flatMap(([rival, goal]) => {
    const reached = against(comparison, /** @type {keyof typeof RIVALS} */ (rival));
    return reached === undefined
      ? []
      : [`${rival} ${reached.toFixed(2)} of ${goal}${reached >= goal ? '' : ' (not reached)'}`];
  });
  const title = `${workload}, ${connections} connections`.padEnd(22);
  return [
    `${title}  answers/s     p50 ms     p99 ms  Mortise ×`,
    ...lines,
    `  goals: ${goals.join(', ') || 'none'}`,
    '',
  ].join('\n');
}
