import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../lib/embedded-postgres.mjs';
import { identify, isRunning } from '../lib/process-identity.mjs';
import { query } from './support/database.mjs';
import { startNode, temporaryFolder, until } from './support/processes.mjs';

/** @param {string} dir */
function start(dir) {
  /** @type {string[]} */
  const lines = [];
  return { lines, started: startEmbeddedPostgres({ dir, fast: true, log: (line) => lines.push(line) }) };
}

/**
 * @param {string} dir
 * @param {(data: string) => void} change what happened to the data folder between two runs
 */
async function startOnceThen(dir, change) {
  const postgres = await start(dir).started;
  await query(postgres.connection, "CREATE TABLE note AS SELECT 'kept' AS text");
  await postgres.stop();
  change(postgres.data);
}

describe(startEmbeddedPostgres.name, () => {
  it('makes a durable database that only its password opens, and that does not depend on the machine’s locale', async () => {
    using folder = temporaryFolder();
    const postgres = await startEmbeddedPostgres({ dir: folder.path });
    try {
      const [settings] = await query(
        { connectionString: postgres.adminUrl },
        `SELECT current_database() AS database, current_setting('fsync') AS fsync,
           current_setting('synchronous_commit') AS synchronous_commit,
           current_setting('listen_addresses') AS listen_addresses, current_setting('TimeZone') AS zone,
           pg_encoding_to_char(encoding) AS encoding, datlocprovider::text AS provider, datlocale AS locale,
           (SELECT bool_and(auth_method = 'scram-sha-256') FROM pg_hba_file_rules) AS password_only
         FROM pg_database WHERE datname = current_database()`,
      );
      expect(settings).toEqual({
        database: 'mortise',
        fsync: 'on',
        synchronous_commit: 'on',
        listen_addresses: '127.0.0.1',
        zone: 'UTC',
        encoding: 'UTF8',
        provider: 'b',
        locale: 'C.UTF-8',
        password_only: true,
      });
      await expect(query({ ...postgres.connection, password: 'wrong' }, 'SELECT 1')).rejects.toThrow(/password/);
      expect(statSync(join(postgres.data, 'mortise-password')).mode & 0o777).toBe(0o600);
      expect(statSync(postgres.data).mode & 0o777).toBe(0o700);
    } finally {
      await postgres.stop();
    }
    expect(readdirSync(folder.path)).toEqual(['postgres']);
  });

  it('keeps the data when the launcher and everything it knows is killed, and takes over from what still runs', async () => {
    using folder = temporaryFolder();
    const first = startNode('fixtures/hold-postgres.mjs', { args: [folder.path] });
    await first.said(/adminUrl/);
    const { adminUrl, pid } = JSON.parse(first.lines().at(-1) ?? '');
    await query({ connectionString: adminUrl }, "CREATE TABLE note AS SELECT 'kept' AS text");
    const orphan = identify(pid);
    first.kill('SIGKILL');
    await first.exited;
    expect(orphan && isRunning(orphan)).toBe(true);

    const { started, lines } = start(folder.path);
    const postgres = await started;
    try {
      expect(lines).toEqual([expect.stringContaining(`Stopping PostgreSQL (process ${pid})`)]);
      expect(orphan && isRunning(orphan)).toBe(false);
      expect(readFileSync(join(postgres.data, 'postgres.log.1'), 'utf8')).toContain('received fast shutdown request');
      expect(await query(postgres.connection, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
    } finally {
      await postgres.stop();
    }
  });

  it('does not leave PostgreSQL running for ever when the launcher is killed', async () => {
    using folder = temporaryFolder();
    const launcher = startNode('fixtures/hold-postgres.mjs', { args: [folder.path, '0'] });
    await launcher.said(/adminUrl/);
    const server = identify(JSON.parse(launcher.lines().at(-1) ?? '').pid);
    launcher.kill('SIGKILL');
    await until(() => server && !isRunning(server), 'PostgreSQL ended');
    expect(existsSync(join(folder.path, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('starts a killed server again on the same port with all that was committed', async () => {
    using folder = temporaryFolder();
    const { started, lines } = start(folder.path);
    const postgres = await started;
    try {
      await query(postgres.connection, "CREATE TABLE note AS SELECT 'kept' AS text");
      const before = postgres.pid;
      process.kill(before, 'SIGKILL');
      await until(() => postgres.pid !== before, 'PostgreSQL started again');
      const url = { connectionString: postgres.adminUrl };
      expect(await query(url, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
      expect(lines.at(-1)).toMatch(/ended by itself \(signal SIGKILL\)/);
    } finally {
      await postgres.stop();
    }
    expect(identify(postgres.pid)).toBeUndefined();
  });

  it('makes a first start that was killed half-way anew', async () => {
    using folder = temporaryFolder();
    const unfinished = join(folder.path, 'postgres.initializing');
    const first = startNode('fixtures/hold-postgres.mjs', { args: [folder.path] });
    await until(() => existsSync(join(unfinished, 'base')), 'the first start is half-way');
    first.kill('SIGKILL');
    await first.exited;
    expect(existsSync(join(folder.path, 'postgres'))).toBe(false);

    const { started, lines } = start(folder.path);
    const postgres = await started;
    await postgres.stop();
    expect(lines).toEqual([expect.stringContaining(`Removing ${unfinished}`), expect.stringContaining('first start')]);
    expect(readdirSync(folder.path)).toEqual(['postgres']);
  });

  it('is not misled by a process that has got the number of the former server', async () => {
    using folder = temporaryFolder();
    /** @type {import('node:child_process').ChildProcess | undefined} */
    let stranger;
    await startOnceThen(folder.path, (data) => {
      // PostgreSQL would take any process of its own user for a server that still runs.
      const { uid, gid } = statSync(data);
      stranger = spawn('/bin/sleep', ['600'], { uid, gid, cwd: '/' });
      writeFileSync(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n5432\n`);
    });
    try {
      const postgres = await start(folder.path).started;
      expect(await query(postgres.connection, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
      await postgres.stop();
      expect(identify(stranger?.pid ?? 0)).toBeDefined();
    } finally {
      stranger?.kill('SIGKILL');
    }
  });

  it('is refused while another one runs on the folder', async () => {
    using folder = temporaryFolder();
    const postgres = await start(folder.path).started;
    try {
      await expect(start(folder.path).started).rejects.toMatchObject({
        code: 'ALREADY_RUNNING',
        message: expect.stringContaining(`process ${process.pid}`),
      });
      expect(await query(postgres.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await postgres.stop();
    }
  });

  it.each([
    [
      'a folder with something else in it',
      'DATA_FOLDER_INCOMPLETE',
      (/** @type {string} */ data) => rmSync(join(data, 'PG_VERSION')),
    ],
    [
      'a lost password',
      'DATA_FOLDER_INCOMPLETE',
      (/** @type {string} */ data) => rmSync(join(data, 'mortise-password')),
    ],
    [
      'another major version',
      'DATA_FOLDER_OTHER_VERSION',
      (/** @type {string} */ data) => writeFileSync(join(data, 'PG_VERSION'), '17\n'),
    ],
  ])('names folder and way out for %s, and changes nothing', async (_, code, change) => {
    using folder = temporaryFolder();
    await startOnceThen(folder.path, change);
    const before = readdirSync(join(folder.path, 'postgres'));
    await expect(start(folder.path).started).rejects.toMatchObject({
      code,
      message: expect.stringMatching(`${join(folder.path, 'postgres')}.*npm run demo:reset`),
    });
    expect(readdirSync(join(folder.path, 'postgres'))).toEqual(before);
    expect(readdirSync(folder.path)).toEqual(['postgres']);
  });

  it('says why PostgreSQL itself refuses to start', async () => {
    using folder = temporaryFolder();
    await startOnceThen(folder.path, (data) =>
      writeFileSync(join(data, 'postgresql.auto.conf'), "shared_buffers = 'much'\n"),
    );
    await expect(start(folder.path).started).rejects.toMatchObject({
      code: 'DATABASE_START_FAILED',
      message: expect.stringContaining('postgresql.auto.conf'),
    });
  });

  it('puts the Unix socket elsewhere when the path is too long for one', async () => {
    using folder = temporaryFolder();
    const dir = join(folder.path, 'a folder’s "long" $name'.repeat(5));
    mkdirSync(dir);
    const postgres = await start(dir).started;
    expect(postgres.host).not.toContain(dir);
    expect(await query(postgres.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    expect(existsSync(postgres.host)).toBe(false);
  });

  it('works in a folder that was moved', async () => {
    using folder = temporaryFolder();
    const [before, after] = [join(folder.path, 'before'), join(folder.path, 'after')];
    mkdirSync(before);
    await startOnceThen(before, () => renameSync(before, after));
    const postgres = await start(after).started;
    expect(await query(postgres.connection, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
    await postgres.stop();
    expect(readFileSync(join(after, 'postgres', 'postgres.log'), 'utf8')).not.toMatch(/recover/);
  });
});
