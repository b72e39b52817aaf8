import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { startTestPostgres } from '../lib/test-postgres.mjs';
import { query } from './support/database.mjs';
import { startNode, until } from './support/processes.mjs';

describe(startTestPostgres.name, () => {
  it('is a superuser’s own server and leaves nothing behind', async () => {
    const postgres = await startTestPostgres();
    const sql = "SELECT rolsuper, current_setting('fsync') AS fsync FROM pg_roles WHERE rolname = current_user";
    expect(await query({ connectionString: postgres.adminUrl }, sql)).toEqual([{ rolsuper: true, fsync: 'off' }]);
    await postgres.stop();
    expect(existsSync(dirname(postgres.connection.host))).toBe(false);
  });

  it('leaves nothing behind when the run is killed', async () => {
    const killed = startNode('fixtures/hold-postgres.mjs', { args: ['test'] });
    await killed.said(/"host"/);
    const connection = JSON.parse(killed.output());
    killed.kill('SIGKILL');
    await killed.exited;
    await until(() => !existsSync(dirname(connection.host)), 'the folder is gone');
    await expect(query({ ...connection, host: '127.0.0.1' }, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});
