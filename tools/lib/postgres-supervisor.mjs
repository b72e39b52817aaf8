// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { clearLeftovers } from './postgres-leftovers.mjs';
import { startServer, stopServer } from './postgres-server.mjs';
import { sendSignal } from './process-identity.mjs';

/** @import { EmbeddedPostgresOptions } from './embedded-postgres.mjs' */
/** @import { PostgresPlace } from './postgres-place.mjs' */
/** @import { PostgresServer } from './postgres-server.mjs' */

/** More often than this within {@link RESTART_WINDOW} is no accident. */
const RESTARTS = 3;
const RESTART_WINDOW = 60_000;

/**
 * Starts the server and keeps it running until it is stopped.
 * @param {PostgresPlace} place
 * @param {EmbeddedPostgresOptions & { log: (line: string) => void, fast: boolean }} options
 */
export async function supervise(place, options) {
  const { log, fast, onLost = (error) => log(`${error.code}: ${error.message}`) } = options;
  let stopping = false;
  /** @type {number[]} */
  const restarts = [];
  let restarting = Promise.resolve();
  let watchdog = { end() {} };
  let server = await start(undefined);
  watchdog = watch(place.data, server, options);

  /** @param {number | undefined} port */
  async function start(port) {
    await clearLeftovers(place.data, log);
    const started = await startServer(place, { fast, port }).catch((error) => {
      // Between finding a free port and using it somebody else may have taken it.
      if (port === undefined && /TCP\/IP sockets/.test(error.message)) return startServer(place, { fast, port });
      throw error;
    });
    void started.ended.then((how) => {
      if (!stopping) restarting = restart(started, how);
    });
    return started;
  }

  /**
   * @param {PostgresServer} lost
   * @param {string} how
   */
  async function restart(lost, how) {
    log(`PostgreSQL ended by itself (${how}); starting it again.`);
    restarts.push(Date.now());
    watchdog.end();
    try {
      if (restarts.filter((time) => time > Date.now() - RESTART_WINDOW).length > RESTARTS) {
        throw new LaunchError(
          'DATABASE_LOST',
          `PostgreSQL ends again and again (${how}); see ${join(place.data, 'postgres.log')}`,
        );
      }
      server = await start(lost.port);
      watchdog = watch(place.data, server, options);
    } catch (error) {
      if (!stopping) onLost(/** @type {LaunchError} */ (error));
    }
  }

  return {
    server: () => server,
    async stop() {
      stopping = true;
      await restarting;
      await stopServer(server, place.data);
      watchdog.end();
    },
    abort() {
      stopping = true;
      sendSignal(server.process, 'SIGQUIT');
      watchdog.end();
    },
  };
}

/** Reads until our end of the pipe is closed, which the kernel does whatever way we end. */
const WATCHDOG = `
  while read -r _; do :; done
  sleep "$3"
  [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ] && kill -INT "$2" 2>/dev/null
  [ -z "$4" ] && exit
  while kill -0 "$2" 2>/dev/null; do sleep 1; done
  rm -rf "$4"`;

/**
 * @param {string} data
 * @param {PostgresServer} server
 * @param {EmbeddedPostgresOptions} options
 */
function watch(data, server, { orphanSeconds = 20, removeWhenOrphaned = '' }) {
  const args = [data, String(server.process.pid), String(orphanSeconds), removeWhenOrphaned];
  const child = spawn('/bin/sh', ['-c', WATCHDOG, 'sh', ...args], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined).unref();
  /** @type {import('node:net').Socket} */ (child.stdin).unref();
  return {
    end() {
      child.kill('SIGKILL');
    },
  };
}
