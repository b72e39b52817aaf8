import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoReset } from '../lib/demo-reset.mjs';
import { startEmbeddedPostgres } from '../lib/embedded-postgres.mjs';
import { query } from './support/database.mjs';
import { startNode, temporaryFolder } from './support/processes.mjs';

/** @param {string} dir */
async function reset(dir) {
  const command = startNode('../bin/demo-reset.mjs', { env: { MORTISE_HOME: dir } });
  return { code: await command.ended, lines: command.lines() };
}

describe(demoReset.name, () => {
  it('removes what Mortise has stored, says so, and nothing else', async () => {
    using folder = temporaryFolder();
    const postgres = await startEmbeddedPostgres({ dir: folder.path, fast: true });
    await query(postgres.connection, 'CREATE TABLE note ()');
    await postgres.stop();
    for (const name of ['mail', 'files', 'postgres.initializing']) mkdirSync(join(folder.path, name));
    for (const name of ['secret', 'somebody’s thesis.odt']) writeFileSync(join(folder.path, name), 'x');
    const { code, lines } = await reset(folder.path);
    expect(code).toBe(0);
    const removed = ['postgres', 'postgres.initializing', 'mail', 'files'];
    expect(lines.sort()).toEqual(removed.map((name) => `Removed ${join(folder.path, name)}`).sort());
    expect(readdirSync(folder.path).sort()).toEqual(['secret', 'somebody’s thesis.odt']);

    const anew = await startEmbeddedPostgres({ dir: folder.path, fast: true });
    expect(await query(anew.connection, "SELECT to_regclass('note') AS note")).toEqual([{ note: null }]);
    await anew.stop();
  });

  it('stops what a killed run has left', async () => {
    using folder = temporaryFolder();
    const killed = startNode('fixtures/hold-postgres.mjs', { args: [folder.path] });
    await killed.said(/adminUrl/);
    killed.kill('SIGKILL');
    await killed.exited;
    const { code, lines } = await reset(folder.path);
    expect(code).toBe(0);
    expect(lines).toContainEqual(expect.stringContaining('Stopping PostgreSQL'));
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('says that there is nothing', async () => {
    using folder = temporaryFolder();
    expect(await reset(folder.path)).toEqual({ code: 0, lines: [`Nothing to remove in ${folder.path}.`] });
    const absent = join(folder.path, 'absent');
    expect(await reset(absent)).toEqual({ code: 0, lines: [`Nothing to remove: there is no ${absent}.`] });
  });
});
