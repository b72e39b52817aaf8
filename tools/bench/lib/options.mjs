// @ts-check
import { parseArgs } from 'node:util';

export const USAGE = `npm run bench -- [options]
  --quick             2 rounds of 1 s instead of 5 rounds of 4 s
  --json              print one JSON object and nothing else (npm run --silent bench -- --json)
  --growth            instead: p95 of R1 and R2 as a tenant grows to 1 M accounts and tenants to 1,000
  --trade             instead: import against COPY, drill-down of 1 M and 10 M order lines, evaluation of 100,000 accounts
  --cockpit           instead: everything about one account with 200 people and 20,000 contacts, in one request
  --scale N           population as a part of the full one, for example 0.05
  --rounds N          how many rounds
  --seconds N         length of a round per contender
  --connections LIST  default 16,64
  --workloads LIST    default R1,R2,W1
  --only LIST         contenders: mortise, ideal, postgraphile, mercurius; and, when named, what layers cost:
                      apollo (Mortise by the long way), tenantless (ideal SQL without row-level security)
  --parts LIST        of --trade: import, drilldown, evaluation; and, when named, what was decided against:
                      layouts (order lines partitioned by month, a roll-up by week)
  --lines LIST        of --trade: drill down millions of order lines; default 1,10, and 50 from --scale 5 on
  --no-build          use Mortise as it was built last
  --help              this`;

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {boolean} json
 * @property {boolean} growth
 * @property {boolean} trade
 * @property {boolean} cockpit
 * @property {boolean} build
 * @property {number} scale
 * @property {number} rounds
 * @property {number} seconds
 * @property {number[]} connections
 * @property {string[]} workloads
 * @property {string[]} only
 * @property {string[]} parts
 * @property {number[]} lines millions of order lines
 */

/**
 * @param {readonly string[]} argv
 * @returns {Options}
 * @throws {TypeError} for an option that does not exist or makes no sense
 */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: [...argv],
    allowNegative: true,
    options: {
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      trade: { type: 'boolean', default: false },
      cockpit: { type: 'boolean', default: false },
      build: { type: 'boolean', default: true },
      scale: { type: 'string', default: '1' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      connections: { type: 'string', default: '16,64' },
      workloads: { type: 'string', default: 'R1,R2,W1' },
      only: { type: 'string', default: 'mortise,ideal,postgraphile,mercurius' },
      parts: { type: 'string', default: 'import,drilldown,evaluation' },
      lines: { type: 'string' },
    },
  });
  const { help, quick, json, growth, trade, cockpit, build } = values;
  if ([growth, trade, cockpit].filter(Boolean).length > 1) {
    throw new TypeError('--growth, --trade and --cockpit are benchmarks of their own: one at a time.');
  }
  const scale = positive('scale', values.scale);
  const lines = values.lines ?? (scale >= 5 ? '1,10,50' : '1,10');
  return {
    ...{ help, json, growth, trade, cockpit, build, scale },
    rounds: Math.round(positive('rounds', values.rounds ?? (quick ? '2' : '5'))),
    seconds: positive('seconds', values.seconds ?? (quick ? '1' : '4')),
    connections: values.connections.split(',').map((text) => positive('connections', text)),
    workloads: among('workloads', values.workloads, ['R1', 'R2', 'W1']),
    only: among('only', values.only, ['mortise', 'ideal', 'postgraphile', 'mercurius', 'apollo', 'tenantless']),
    parts: among('parts', values.parts, ['import', 'drilldown', 'evaluation', 'layouts']),
    lines: lines.split(',').map((text) => positive('lines', text)),
  };
}

/**
 * @param {string} name
 * @param {string} text
 */
function positive(name, text) {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new TypeError(`--${name} must be a number above 0 and is ${JSON.stringify(text)}.`);
}

/**
 * @param {string} name
 * @param {string} text
 * @param {readonly string[]} known
 */
function among(name, text, known) {
  const chosen = text.split(',');
  const unknown = chosen.find((each) => !known.includes(each));
  if (unknown === undefined) return known.filter((each) => chosen.includes(each));
  throw new TypeError(`--${name}: ${JSON.stringify(unknown)} is none of ${known.join(', ')}.`);
}
