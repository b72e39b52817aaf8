// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command program and arguments
 * @property {string} [cwd] relative to the repository
 * @property {Record<string, string>} [env]
 * @property {boolean} [countsTests] the command is Jest; its results go into the sum
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} TestCounts
 */

/** Jest loads ES modules through an interface of Node that is still behind a flag, and warns of it in every worker. */
const JEST_NODE_OPTIONS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/**
 * @param {string} name
 * @param {string} cwd project folder, relative to the repository
 * @param {string[]} [args]
 * @returns {Step}
 */
export function jestStep(name, cwd, args = []) {
  return { name, cwd, command: ['jest', ...args], env: { NODE_OPTIONS: JEST_NODE_OPTIONS }, countsTests: true };
}

/**
 * Runs the steps in order up to the first that fails. Prints the time of each and, as the very last line, the sum of
 * all tests: `tests: N passed, N failed, N skipped`.
 * @param {readonly Step[]} steps
 * @param {{ repository: string, env: NodeJS.ProcessEnv, log?: (line: string) => void, output?: 'inherit' | 'ignore' }}
 *   options `output`: what becomes of what the commands print
 * @returns {Promise<number>} exit code
 */
export async function runSteps(steps, { repository, env, log = console.log, output = 'inherit' }) {
  const results = mkdtempSync(join(tmpdir(), 'mortise-verify-'));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const summary = [];
  let failed = false;
  for (const [index, step] of steps.entries()) {
    if (failed) {
      summary.push(`  not run  ${step.name}`);
      continue;
    }
    log(`\n── ${step.name}: ${step.command.join(' ')}${step.cwd ? ` (in ${step.cwd})` : ''}`);
    const outputFile = join(results, `${index}.json`);
    const command = step.countsTests ? [...step.command, '--json', `--outputFile=${outputFile}`] : step.command;
    const started = Date.now();
    const how = await runCommandLine(command, {
      cwd: join(repository, step.cwd ?? ''),
      env: { ...env, ...step.env },
      stdio: ['ignore', output, output],
    });
    failed = how !== 'exit code 0';
    if (step.countsTests) addCounts(counts, outputFile);
    const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`.padStart(8);
    summary.push(`${seconds}  ${step.name}${failed ? `: FAILED (${how})` : ''}`);
  }
  rmSync(results, { recursive: true, force: true });
  log(`\n${summary.join('\n')}`);
  log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return failed ? 1 : 0;
}

/**
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<string>} how it ended
 */
function runCommandLine([program = '', ...args], options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, options);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

/**
 * @param {TestCounts} counts
 * @param {string} outputFile of Jest; absent when Jest did not come to an end
 */
function addCounts(counts, outputFile) {
  if (!existsSync(outputFile)) return;
  const results = JSON.parse(readFileSync(outputFile, 'utf8'));
  counts.passed += results.numPassedTests;
  // A file that does not even load has no tests to count, yet something failed.
  counts.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  counts.skipped += results.numPendingTests + results.numTodoTests;
}
