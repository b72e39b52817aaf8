// @ts-check
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';
import { removePostgresData } from './postgres-storage.mjs';

/** @import { EmbeddedPostgres } from './embedded-postgres.mjs' */

/**
 * A PostgreSQL for one test run, in a temporary folder. It is removed by `stop()`; should the run be killed, a watchdog
 * stops the server and removes the folder.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<Pick<EmbeddedPostgres, 'adminUrl' | 'connection' | 'pid' | 'stop'>>} `adminUrl` is a superuser's
 */
export async function startTestPostgres({ log } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-test-'));
  // As root, PostgreSQL runs as another user, who must be able to enter; its own folder inside stays closed.
  chmodSync(dir, 0o755);
  const postgres = await startEmbeddedPostgres({
    dir,
    fast: true,
    orphanSeconds: 0,
    removeWhenOrphaned: dir,
    ...(log && { log }),
  });
  return {
    adminUrl: postgres.adminUrl,
    connection: postgres.connection,
    get pid() {
      return postgres.pid;
    },
    async stop() {
      await postgres.stop();
      if (existsSync(dir)) removePostgresData(dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
