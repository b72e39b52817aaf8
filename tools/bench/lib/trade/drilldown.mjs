// @ts-check
import { signInStaff } from '../principals.mjs';
import { send } from '../requests.mjs';
import { seed } from '../seed.mjs';
import { STAFF } from '../seed-people.mjs';
import { quantile } from '../statistics.mjs';
import { withApi } from './api.mjs';
import { questions, salesAnalysis } from './questions.mjs';
import { LINES_PER_ACCOUNT, ROLL_UPS } from './seed-rollups.mjs';

/** @import { Principal } from '../principals.mjs' */
/** @import { DrilldownFigures } from './report.mjs' */
/** @import { Question } from './questions.mjs' */
/** @import { Ground } from './trade.mjs' */

const PER_ACCOUNT = { contacts: 1, complaints: 0, orderLines: 0 };
const CALLERS = [
  { caller: 'manager', staff: 2 },
  { caller: 'salesperson', staff: STAFF.halfOfTheAccounts },
];
/** How often each question is asked per round; taking the change apart takes seconds. */
const TIMES = { sums: 4, effects: 1 };

/**
 * @typedef {object} Cell who asks what, of how much
 * @property {number} lines
 * @property {string} caller
 * @property {Principal} principal
 * @property {boolean} effects
 * @property {Question[]} questions
 * @property {{ milliseconds: number, question: string }[]} answers
 * @property {string} [failure]
 */

/**
 * How long one person waits for answers about sales, by the order lines that the roll-ups stand for: one request at a
 * time, the cells in turn.
 * @param {Ground} ground
 * @returns {Promise<DrilldownFigures[]>}
 */
export async function measureDrilldown({ options, server, resources, log }) {
  const { adminUrl } = await server.createDatabase('drilldown');
  /** @type {Cell[]} */
  const cells = [];
  for (const [index, millions] of options.lines.entries()) {
    const accounts = Math.max(20, Math.round((millions * 1_000_000 * Math.min(1, options.scale)) / LINES_PER_ACCOUNT));
    const population = { firstTenant: index + 1, tenants: 1, accounts, ...PER_ACCOUNT };
    await seed(adminUrl, population, log, ROLL_UPS);
    for (const { caller, staff } of CALLERS) {
      const [principal] = /** @type {[Principal]} */ (await signInStaff(adminUrl, population, staff));
      const common = { lines: accounts * LINES_PER_ACCOUNT, caller, principal, questions: questions(index + 1) };
      cells.push({ ...common, effects: false, answers: [] }, { ...common, effects: true, answers: [] });
    }
  }
  await withApi({ adminUrl, home: server.home, jobs: false, resources }, async ({ port }) => {
    for (const cell of cells) await tryToAsk(port, cell, 1);
    for (const cell of cells) cell.answers.splice(0);
    for (let round = 0; round < options.rounds; round++) {
      for (const cell of cells) await tryToAsk(port, cell, cell.effects ? TIMES.effects : TIMES.sums);
      log(`Round ${round + 1} of ${options.rounds} done.`);
    }
  });
  return cells.map(figuresOf);
}

/**
 * A question that runs into its timeout is a result, too; nothing more is asked then of this cell.
 * @param {number} port
 * @param {Cell} cell
 * @param {number} times
 */
async function tryToAsk(port, cell, times) {
  if (cell.failure !== undefined) return;
  try {
    for (let time = 0; time < times; time++) await ask(port, cell);
  } catch (error) {
    cell.failure = /** @type {Error} */ (error).message;
  }
}

/** @param {number} port @param {Cell} cell */
async function ask(port, { principal, effects, questions, answers }) {
  for (const question of questions) {
    const started = performance.now();
    const { data } = await send(port, salesAnalysis(question, effects), principal);
    answers.push({ milliseconds: performance.now() - started, question: question.name });
    if (data.salesAnalysis.rows.length === 0) throw new Error(`There are no ${question.name}.`);
  }
}

/** @param {Cell} cell @returns {DrilldownFigures} */
function figuresOf({ lines, caller, effects, answers, failure }) {
  const of = { lines, caller, effects };
  if (failure !== undefined) return { ...of, failure };
  const byQuestion = Map.groupBy(answers, ({ question }) => question);
  const medians = [...byQuestion].map(([question, each]) => ({ question, milliseconds: at(each, 0.5) }));
  const [slowest] = medians.toSorted((a, b) => b.milliseconds - a.milliseconds);
  return { ...of, answers: answers.length, p50: at(answers, 0.5), p95: at(answers, 0.95), slowest };
}

/** @param {readonly { milliseconds: number }[]} answers @param {number} share */
function at(answers, share) {
  return quantile(
    answers.map(({ milliseconds }) => milliseconds),
    share,
  );
}
