// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { asFolderError } from './folder.mjs';
import { LaunchError } from './launch-error.mjs';
import { endProcess, processesIn } from './process-identity.mjs';

/** @import { PostgresPlace } from './postgres-place.mjs' */

/** Superuser of the embedded server. */
export const ADMIN_ROLE = 'postgres';
/** A database of our own, so that an embedded and a given server are used alike: `DATABASE_URL` names the database. */
export const DATABASE = 'mortise';
const PASSWORD_FILE = 'mortise-password';

/** Nothing of our environment (PGDATA, PGPORT, locale …) may reach PostgreSQL. */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes sure that there is a complete data folder. A new one is made beside its place and renamed when complete, so
 * that a start killed at any moment leaves either nothing or a whole one.
 * @param {PostgresPlace} place
 * @param {{ major: string, fast: boolean, log: (line: string) => void }} options
 * @returns {Promise<string>} the superuser's password
 * @throws {LaunchError} DATA_FOLDER_INCOMPLETE, DATA_FOLDER_OTHER_VERSION, DATABASE_INIT_FAILED, FOLDER_READ_ONLY, DISK_FULL
 */
export async function prepareDataFolder(place, { major, fast, log }) {
  const { data } = place;
  try {
    await removeUnfinished(data, log);
    if (!existsSync(data) || readdirSync(data).length === 0) {
      log('Making the database (first start).');
      await initialise(place, fast);
    }
    checkVersion(data, major);
    return readFileSync(join(data, PASSWORD_FILE), 'utf8').trim();
  } catch (error) {
    throw asFolderError(data, error);
  }
}

/**
 * @param {string} data
 * @param {(line: string) => void} log
 */
async function removeUnfinished(data, log) {
  const unfinished = `${data}.initializing`;
  if (!existsSync(unfinished) && !existsSync(`${unfinished}.password`)) return;
  log(`Removing ${unfinished}: a first start was broken off there.`);
  for (const leftover of processesIn(unfinished, ['initdb', 'postgres']))
    await endProcess(leftover, [['SIGKILL', 5_000]]);
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(`${unfinished}.password`, { force: true });
}

/**
 * @param {string} data
 * @param {string} major
 */
function checkVersion(data, major) {
  const missing = ['PG_VERSION', PASSWORD_FILE].find((name) => !existsSync(join(data, name)));
  if (missing) {
    throw new LaunchError(
      'DATA_FOLDER_INCOMPLETE',
      `${data} is not a complete database (${missing} is missing); restore it from a backup, or start over with npm run demo:reset.`,
    );
  }
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new LaunchError(
    'DATA_FOLDER_OTHER_VERSION',
    `${data} was made by PostgreSQL ${found} and this is PostgreSQL ${major}; dump it with the former version, or start over with npm run demo:reset.`,
  );
}

/**
 * @param {PostgresPlace} place
 * @param {boolean} fast
 */
async function initialise(place, fast) {
  const { data, user } = place;
  const unfinished = `${data}.initializing`;
  const passwordFile = `${unfinished}.password`;
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  await runTool(place, unfinished, 'initdb', [
    ...['-D', unfinished, '-U', ADMIN_ROLE, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
    // The same order and case rules on every machine, whatever its C library and ICU.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(fast ? ['--no-sync'] : []),
  ]);
  const singleUser = ['--single', ...(fast ? ['-F'] : []), '-D', unfinished, ADMIN_ROLE];
  await runTool(place, unfinished, 'postgres', singleUser, `CREATE DATABASE ${DATABASE}\n`);
  renameSync(passwordFile, join(unfinished, PASSWORD_FILE));
  if (existsSync(data)) rmdirSync(data);
  renameSync(unfinished, data);
}

/**
 * Works in the unfinished folder, by which a later start finds a tool that outlived its killed launcher.
 * @param {PostgresPlace} place
 * @param {string} cwd
 * @param {'initdb' | 'postgres'} name
 * @param {string[]} args
 * @param {string} [input]
 */
async function runTool({ home, user }, cwd, name, args, input = '') {
  const child = spawn(join(home, 'bin', name), args, { ...user, cwd, env: POSTGRES_ENVIRONMENT, detached: true });
  /** @type {Promise<number | Error | null>} */
  const ended = new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  child.stdin.on('error', () => undefined).end(input);
  const [outcome, output] = await Promise.all([ended, text(child.stderr), text(child.stdout)]);
  if (outcome === 0) return;
  const reason = outcome instanceof Error ? outcome.message : lastComplaint(output);
  throw new LaunchError('DATABASE_INIT_FAILED', `${name} could not make ${dirname(cwd)}/postgres: ${reason}`);
}

/**
 * @param {string} output of PostgreSQL
 * @returns {string} the line that tells why it stopped
 */
export function lastComplaint(output) {
  const lines = output.split('\n').filter((line) => line.trim());
  return lines.findLast((line) => /\b(FATAL|PANIC|error)\b/.test(line)) ?? lines.at(-1) ?? 'no reason given';
}
