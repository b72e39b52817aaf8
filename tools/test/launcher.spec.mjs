import { describe, expect, it } from '@jest/globals';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { run } from '../lib/launcher.mjs';
import { freePort } from '../lib/port.mjs';
import { identify, isRunning } from '../lib/process-identity.mjs';
import { ordinaryUser, ordinaryUserHindrance, startNode, temporaryFolder, until } from './support/processes.mjs';

const hindrance = ordinaryUserHindrance();
const itAsOrdinaryUser = hindrance ? it.skip : it;
const because = hindrance ? ` (skipped: ${hindrance})` : '';

/** @typedef {{ visits?: number, pid: number, MORTISE_SECRET: string }} Answer what the stand-in API says */

/**
 * @param {string} home
 * @param {{ port?: number, env?: Record<string, string>, user?: import('./support/processes.mjs').User | undefined }} [options]
 */
async function launch(home, { port, env = {}, user } = {}) {
  const chosen = port ?? (await freePort());
  const launcher = startNode('fixtures/launch.mjs', {
    env: { MORTISE_HOME: home, PORT: String(chosen), ...env },
    user,
  });
  return {
    ...launcher,
    port: chosen,
    /**
     * @param {string} [path]
     * @returns {Promise<Answer>}
     */
    async ask(path = '/') {
      const response = await fetch(`http://127.0.0.1:${chosen}${path}`);
      return /** @type {Answer} */ (await response.json());
    },
  };
}

/** @param {string} data */
function databaseIdentity(data) {
  return identify(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]));
}

describe(run.name, () => {
  it('starts database and API, prints the API’s summary, and ends both at Ctrl-C', async () => {
    using folder = temporaryFolder();
    const trace = join(folder.path, 'trace');
    const home = join(folder.path, 'home');
    const launcher = await launch(home, { env: { STAND_IN_TRACE: trace } });
    await launcher.said(`ready on http://127.0.0.1:${launcher.port}\nearlier visits: 0`);
    const answer = await launcher.ask();
    // The demo is for people at a terminal: between its lines stands only what needs them.
    expect(answer).toMatchObject({ visits: 1, MORTISE_HOME: home, MORTISE_DEMO: '1', LOG_LEVEL: 'warn' });
    expect(answer.MORTISE_SECRET).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(join(home, 'secret'), 'utf8').trim()).toBe(answer.MORTISE_SECRET);
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);

    const database = databaseIdentity(join(home, 'postgres'));
    launcher.pressControlC();
    expect(await launcher.ended).toBe(0);
    expect(readFileSync(trace, 'utf8').split('\n').slice(1)).toEqual(['SIGTERM', 'drained', '']);
    expect(database && isRunning(database)).toBe(false);
    expect(readdirSync(home).sort()).toEqual(['postgres', 'secret']);
  });

  it('takes the Ctrl-C that npm repeats for the same one, and a later one for impatience', async () => {
    using folder = temporaryFolder();
    const trace = join(folder.path, 'trace');
    const env = { STAND_IN_TRACE: trace, STAND_IN_IGNORES_TERM: '1' };
    const launcher = await launch(join(folder.path, 'home'), { env });
    await launcher.said('ready on');
    const { pid } = await launcher.ask();
    const database = databaseIdentity(join(folder.path, 'home', 'postgres'));
    launcher.pressControlC();
    await until(() => readFileSync(trace, 'utf8').includes('SIGTERM'), 'the API was asked to end');
    launcher.kill('SIGINT');
    const asked = Date.now();
    await until(() => Date.now() - asked > 500, 'as long as no repetition takes');
    expect(identify(pid)).toBeDefined();
    launcher.pressControlC();
    expect(await launcher.ended).toBe(130);
    // Nobody waits for those that are ended by force: each goes when the system gets to it.
    await until(() => identify(pid) === undefined, 'the API ended');
    await until(() => database && !isRunning(database), 'PostgreSQL ended');

    const again = await launch(join(folder.path, 'home'));
    await again.said('earlier visits: 1');
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  it('starts again after kill -9 on the same port, with all data and the same secret', async () => {
    using folder = temporaryFolder();
    const first = await launch(folder.path, { env: { STAND_IN_OUTLIVES_LAUNCHER: '1' } });
    await first.said('ready on');
    const before = await first.ask();
    first.kill('SIGKILL');
    await first.exited;
    expect(identify(before.pid)).toBeDefined();

    const second = await launch(folder.path, { port: first.port });
    await second.said('earlier visits: 1');
    expect(second.output()).toContain('The last run was killed; recovering.');
    const after = await second.ask();
    expect(after).toEqual({ ...before, visits: 2, pid: after.pid });
    expect(identify(before.pid)).toBeUndefined();
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('keeps the API connected through a kill -9 of PostgreSQL', async () => {
    using folder = temporaryFolder();
    const launcher = await launch(folder.path);
    await launcher.said('ready on');
    const database = databaseIdentity(join(folder.path, 'postgres'));
    process.kill(database?.pid ?? 0, 'SIGKILL');
    await launcher.said('starting it again');
    await until(async () => (await launcher.ask()).visits === 1, 'the API answers from the database');
    launcher.kill('SIGTERM');
    expect(await launcher.ended).toBe(0);
  });

  it('says in one line that the port is taken, by whatever address', async () => {
    for (const host of ['127.0.0.1', '::']) {
      using folder = temporaryFolder();
      const other = createServer().unref();
      const port = await new Promise((resolve) =>
        other.listen(0, host, () => resolve(/** @type {import('node:net').AddressInfo} */ (other.address()).port)),
      );
      const launcher = await launch(folder.path, { port });
      expect(await launcher.ended).toBe(1);
      expect(launcher.lines()).toEqual([
        `PORT_TAKEN: Port ${port} is in use by another program; choose another: PORT=${port + 1} npm start`,
      ]);
      expect(readdirSync(folder.path)).toEqual([]);
      other.close();
    }
  });

  it('says in one line that a port is none', async () => {
    using folder = temporaryFolder();
    const launcher = await launch(folder.path, { env: { PORT: '3000a' } });
    expect(await launcher.ended).toBe(1);
    expect(launcher.lines()).toEqual(['PORT_INVALID: PORT must be a number from 0 to 65535 and is "3000a".']);
  });

  it('says in one line that it runs already, and leaves the running one alone', async () => {
    using folder = temporaryFolder();
    const first = await launch(folder.path);
    await first.said('ready on');
    const second = await launch(folder.path);
    expect(await second.ended).toBe(1);
    expect(second.lines()).toEqual([expect.stringMatching(`^ALREADY_RUNNING: .*process ${first.pid};`)]);
    const reset = startNode('../bin/demo-reset.mjs', { env: { MORTISE_HOME: folder.path } });
    expect(await reset.ended).toBe(1);
    expect(reset.lines()).toEqual([expect.stringMatching('^ALREADY_RUNNING: ')]);
    expect(await first.ask()).toMatchObject({ visits: 1 });
    first.kill('SIGTERM');
    await first.ended;
  });

  it('waits for one that is on its way out', async () => {
    using folder = temporaryFolder();
    using elsewhere = temporaryFolder();
    const finished = join(elsewhere.path, 'finished');
    const first = await launch(folder.path, { env: { STAND_IN_DRAINS_UNTIL: finished } });
    await first.said('ready on');
    first.kill('SIGTERM');
    await first.said('Stopping');
    const second = await launch(folder.path, { port: first.port });
    await second.said(`Waiting for process ${first.pid}`);
    writeFileSync(finished, '');
    await second.said('earlier visits: 1');
    expect(await first.ended).toBe(0);
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('ends with 1, and PostgreSQL with it, when the API ends by itself', async () => {
    using folder = temporaryFolder();
    const launcher = await launch(folder.path);
    await launcher.said('ready on');
    const database = databaseIdentity(join(folder.path, 'postgres'));
    await expect(launcher.ask('/exit')).rejects.toThrow();
    expect(await launcher.ended).toBe(1);
    expect(launcher.lines().at(-1)).toBe(
      'API_ENDED: Mortise ended by itself (exit code 3); what it said last is above.',
    );
    expect(database && isRunning(database)).toBe(false);
  });

  it('adds nothing to what the API says when it refuses to start', async () => {
    using folder = temporaryFolder();
    const refusal = 'SCHEMA_NEWER a later release has used this database';
    const launcher = await launch(folder.path, { env: { STAND_IN_REFUSES: refusal } });
    expect(await launcher.ended).toBe(1);
    expect(launcher.lines()).toEqual(['Making the database (first start).', refusal]);
  });

  it('says where it runs when the API has nothing more to say', async () => {
    using folder = temporaryFolder();
    const launcher = await launch(folder.path, { env: { STAND_IN_SAYS_NOTHING: '1', MORTISE_DEMO: '0' } });
    await launcher.said(`Mortise is running on http://localhost:${launcher.port}/\n`);
    launcher.kill('SIGTERM');
    expect(await launcher.ended).toBe(0);
  });

  it('uses the database of DATABASE_URL and starts none', async () => {
    using folder = temporaryFolder();
    using unused = temporaryFolder();
    const first = await launch(folder.path);
    await first.said('ready on');
    const password = readFileSync(join(folder.path, 'postgres', 'mortise-password'), 'utf8').trim();
    const databasePort = readFileSync(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
    const DATABASE_URL = `postgresql://postgres:${password}@127.0.0.1:${databasePort}/mortise`;
    const second = await launch(unused.path, { env: { DATABASE_URL, NODE_ENV: 'production' } });
    await second.said('earlier visits: 1');
    const asked = await second.ask();
    expect(asked).toMatchObject({ MORTISE_DEMO: '0' });
    expect(asked).not.toHaveProperty('LOG_LEVEL');
    expect(readdirSync(unused.path).sort()).toEqual(['mortise.lock', 'secret']);
    for (const launcher of [second, first]) {
      launcher.kill('SIGTERM');
      expect(await launcher.ended).toBe(0);
    }
  });

  it.each(['npm', 'its shell'])('ends when %s is killed', async (who) => {
    using folder = temporaryFolder();
    const trace = join(folder.path, 'trace');
    const env = { MORTISE_HOME: folder.path, PORT: String(await freePort()), STAND_IN_TRACE: trace };
    const npm = startNode('fixtures/npm.mjs', { env });
    await npm.said(/shell is \d+[^]*ready on/);
    if (who === 'npm') npm.kill('SIGKILL');
    else process.kill(Number(/shell is (\d+)/.exec(npm.output())?.[1]), 'SIGTERM');
    await npm.ended;
    expect(readFileSync(trace, 'utf8')).toMatch(/SIGTERM\ndrained/);
    expect(existsSync(join(folder.path, 'mortise.lock'))).toBe(false);
  });

  itAsOrdinaryUser(`works as an ordinary user${because}`, async () => {
    using folder = temporaryFolder({ owner: ordinaryUser() });
    const home = join(folder.path, 'home');
    for (const visits of [0, 1]) {
      const launcher = await launch(home, { user: ordinaryUser() });
      await launcher.said(`earlier visits: ${visits}`);
      launcher.kill('SIGINT');
      expect(await launcher.ended).toBe(0);
    }
  });

  itAsOrdinaryUser(`says in one line that its folder is read-only${because}`, async () => {
    using folder = temporaryFolder({ owner: ordinaryUser() });
    chmodSync(folder.path, 0o555);
    for (const home of [folder.path, join(folder.path, 'home')]) {
      const launcher = await launch(home, { user: ordinaryUser() });
      expect(await launcher.ended).toBe(1);
      expect(launcher.lines()).toEqual([expect.stringMatching(`^FOLDER_READ_ONLY: .*${home} .*MORTISE_HOME=`)]);
    }
  });
});
