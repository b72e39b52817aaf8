// @ts-check
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, endProcess, identify, processesIn } from './process-identity.mjs';

/** First: end sessions and write a checkpoint. Then: leave the rest to recovery, which loses nothing either. */
export const SHUTDOWN = /** @type {const} */ ([
  ['SIGINT', 60_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
]);

/**
 * Ends what an earlier run left on this data folder: after a kill -9 of Mortise, PostgreSQL may still run. It is ended
 * and started anew rather than adopted, so that port and settings are always those of this start.
 * @param {string} data
 * @param {(line: string) => void} log
 */
export async function clearLeftovers(data, log) {
  const pid = Number(readStatus(data)[0]);
  const running = processesIn(data, ['postgres']);
  const server = running.find((found) => found.pid === pid) ?? findByCommandLine(pid, data);
  if (server) {
    log(`Stopping PostgreSQL (process ${server.pid}), left over from a run that was killed.`);
    await endProcess(server, SHUTDOWN);
  }
  // Backends whose server was killed end as soon as they look up from their statement.
  for (const backend of running) await endProcess(backend, SHUTDOWN.slice(1));
  // PostgreSQL itself takes any living process of that number for its former self and would refuse.
  rmSync(join(data, 'postmaster.pid'), { force: true });
  for (const name of readdirSync(data)) if (name.startsWith('.s.PGSQL.')) rmSync(join(data, name));
}

/**
 * Where there is no `/proc`. The process number alone may long be somebody else's.
 * @param {number} pid
 * @param {string} data
 */
function findByCommandLine(pid, data) {
  if (process.platform === 'linux' || !pid) return undefined;
  return commandLine(pid).includes(`-D ${data}`) ? identify(pid) : undefined;
}

/**
 * @param {string} data
 * @returns {string[]} lines of `postmaster.pid`: the first is the process id, the eighth the status; empty without one
 */
export function readStatus(data) {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
