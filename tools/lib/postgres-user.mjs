// @ts-check
import { execFileSync, spawnSync } from 'node:child_process';
import { LaunchError } from './launch-error.mjs';

/** @typedef {{ uid: number, gid: number }} PostgresUser */

/**
 * PostgreSQL refuses to run as root. Spawning with another uid also drops the supplementary groups.
 * @param {PostgresUser | undefined} owner of an existing data folder: nobody else could run it
 * @returns {PostgresUser | undefined} undefined when we are an ordinary user and PostgreSQL runs as ourselves
 * @throws {LaunchError} UNPRIVILEGED_USER_MISSING
 */
export function choosePostgresUser(owner) {
  if (process.getuid?.() !== 0) return undefined;
  const user = owner ?? lookUpUser('postgres') ?? lookUpUser('nobody');
  if (user) return user;
  throw new LaunchError(
    'UNPRIVILEGED_USER_MISSING',
    'PostgreSQL refuses to run as root and there is neither a user postgres nor nobody; start as an ordinary user, or set DATABASE_URL.',
  );
}

/**
 * @param {string} name
 * @returns {PostgresUser | undefined}
 */
export function lookUpUser(name) {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid && gid ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the user can use all of these. The kernel is asked, by a process of that user, because the modes of a path
 * and its ancestors do not tell about access lists and mounts.
 * @param {PostgresUser | undefined} user
 * @param {{ enter?: string[], execute?: string[], read?: string[] }} paths
 * @throws {LaunchError} UNPRIVILEGED_USER_REFUSED
 */
export function canReach(user, { enter = [], execute = [], read = [] }) {
  if (!user) return true;
  const tests = [
    ...enter.map((path) => ['-d', path, '-x']),
    ...execute.map((path) => ['-f', path, '-x']),
    ...read.map((path) => ['-f', path, '-r']),
  ];
  const script = 'while [ $# -gt 0 ]; do [ "$1" "$2" ] && [ "$3" "$2" ] || exit 7; shift 3; done';
  const { status, error } = spawnSync('/bin/sh', ['-c', script, 'sh', ...tests.flat()], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  if (status === 0) return true;
  if (status === 7) return false;
  throw new LaunchError(
    'UNPRIVILEGED_USER_REFUSED',
    `PostgreSQL refuses to run as root, and running as user id ${user.uid} is not permitted here; start as an ordinary user, or set DATABASE_URL.`,
    { cause: error },
  );
}
