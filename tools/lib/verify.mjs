// @ts-check
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withInstalledTools } from './build.mjs';
import { REPOSITORY } from './launcher.mjs';
import { jestStep, runSteps } from './steps.mjs';

/** @import { Step } from './steps.mjs' */

/**
 * `npm test`: everything that must hold, in the order in which a mistake is found soonest.
 * @returns {Promise<number>} exit code
 */
export async function verify() {
  /** @type {Step[]} */
  const steps = [
    { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
    { name: 'lint', command: ['nx', 'run-many', '-t', 'lint', '--outputStyle=stream'] },
    { name: 'types', command: ['tsc', '-b'] },
    ...(await Promise.all(projectsWith('jest.config.mjs').map(unitStep))),
    { name: 'build', command: ['nx', 'run-many', '-t', 'build', '--outputStyle=stream'] },
    ...['browser', 'e2e'].flatMap((kind) =>
      projectsWith(`jest.${kind}.config.mjs`).map((folder) =>
        jestStep(`${kind} ${folder}`, folder, [`--config=jest.${kind}.config.mjs`]),
      ),
    ),
  ];
  const env = { ...withInstalledTools(REPOSITORY, process.env), NX_DAEMON: 'false', NX_TUI: 'false' };
  return runSteps(steps, { repository: REPOSITORY, env });
}

/**
 * Coverage is measured where the project says how much of it there has to be.
 * @param {string} folder
 * @returns {Promise<Step>}
 */
async function unitStep(folder) {
  const { default: config } = await import(pathToFileURL(join(REPOSITORY, folder, 'jest.config.mjs')).href);
  return jestStep(`unit ${folder}`, folder, config.coverageThreshold === undefined ? [] : ['--coverage']);
}

/**
 * @param {string} file
 * @returns {string[]} workspace folders that have it
 */
function projectsWith(file) {
  /** @type {{ workspaces: string[] }} */
  const { workspaces } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  return globSync(workspaces, { cwd: REPOSITORY })
    .filter((folder) => existsSync(join(REPOSITORY, folder, file)))
    .sort();
}
