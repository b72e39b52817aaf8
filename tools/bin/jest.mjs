#!/usr/bin/env node
// @ts-check
// npm run unit -- <project folder> [jest arguments] · npm run e2e -- [jest arguments]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withInstalledTools } from '../lib/build.mjs';
import { REPOSITORY } from '../lib/launcher.mjs';
import { jestStep } from '../lib/steps.mjs';

const [config = 'jest.config.mjs', ...rest] = process.argv.slice(2);
const isFolder = (/** @type {string | undefined} */ name) =>
  name !== undefined && existsSync(join(REPOSITORY, name, config));
const folder = isFolder(rest[0]) ? /** @type {string} */ (rest.shift()) : 'apps/api';
const step = jestStep('jest', folder, [`--config=${config}`, ...rest]);
const [program = 'jest', ...args] = step.command;
const { status } = spawnSync(program, args, {
  cwd: join(REPOSITORY, folder),
  env: { ...withInstalledTools(REPOSITORY, process.env), ...step.env },
  stdio: 'inherit',
});
process.exit(status ?? 1);
