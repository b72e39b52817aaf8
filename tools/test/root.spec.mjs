import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoReset } from '../lib/demo-reset.mjs';
import { startEmbeddedPostgres } from '../lib/embedded-postgres.mjs';
import { findPostgresBinaries } from '../lib/postgres-binaries.mjs';
import { choosePlace } from '../lib/postgres-place.mjs';
import { removePostgresData } from '../lib/postgres-storage.mjs';
import { canReach, choosePostgresUser } from '../lib/postgres-user.mjs';
import { query } from './support/database.mjs';
import { IS_ROOT, ordinaryUser, temporaryFolder } from './support/processes.mjs';

const describeAsRoot = IS_ROOT ? describe : describe.skip;

describeAsRoot(`as root${IS_ROOT ? '' : ' (skipped: this run is not root’s)'}`, () => {
  /** @param {{ dir: string, systemFolder: string }} options */
  function start(options) {
    /** @type {string[]} */
    const lines = [];
    const log = (/** @type {string} */ line) => void (line.includes('copied to') || lines.push(line));
    return { lines, started: startEmbeddedPostgres({ ...options, fast: true, log }) };
  }

  /** @param {string} systemFolder without the binaries, which are copied when this repository lies in a closed folder */
  function dataIn(systemFolder) {
    return readdirSync(systemFolder).filter((name) => !name.startsWith('postgresql-'));
  }

  it('runs PostgreSQL as somebody else on data that only he can read', async () => {
    using folder = temporaryFolder();
    using system = temporaryFolder();
    const postgres = await start({ dir: folder.path, systemFolder: system.path }).started;
    expect(statSync(`/proc/${postgres.pid}`).uid).not.toBe(0);
    expect(statSync(postgres.data)).toMatchObject({ uid: statSync(`/proc/${postgres.pid}`).uid });
    expect(statSync(postgres.data).mode & 0o777).toBe(0o700);
    await postgres.stop();
    expect(dataIn(system.path)).toEqual([]);
  });

  it('keeps the data outside of a closed folder, which stays closed, and finds it again', async () => {
    using closed = temporaryFolder({ mode: 0o700 });
    using system = temporaryFolder();
    const dir = join(closed.path, 'clone', '.mortise');
    const options = { dir, systemFolder: system.path };
    const first = start(options);
    const postgres = await first.started;
    await query(postgres.connection, "CREATE TABLE note AS SELECT 'kept' AS text");
    await postgres.stop();
    expect(first.lines).toEqual([
      expect.stringContaining(`cannot enter ${dir}: the data is in ${postgres.data}`),
      expect.any(String),
    ]);
    expect(readlinkSync(join(dir, 'postgres'))).toBe(postgres.data);
    expect(postgres.data.startsWith(system.path)).toBe(true);
    expect(statSync(closed.path).mode & 0o777).toBe(0o700);
    expect(canReach(ordinaryUser(), { enter: [postgres.data] })).toBe(false);

    const second = start(options);
    const again = await second.started;
    const before = again.pid;
    expect(await query(again.connection, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
    // A copy of the folder has a copy of the link; it must not take the running database for its own leftover.
    const copy = join(closed.path, 'copy');
    cpSync(dir, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.lock') });
    await expect(start({ dir: copy, systemFolder: system.path }).started).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
    });
    await expect(demoReset({ env: { MORTISE_HOME: copy }, log: () => undefined })).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
    });
    expect(again.pid).toBe(before);
    expect(removePostgresData(copy)).toEqual([join(copy, 'postgres')]);
    expect(await query(again.connection, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
    await again.stop();
    expect(second.lines).toEqual([]);

    expect(removePostgresData(dir).sort()).toEqual([join(dir, 'postgres'), join(again.data, '..')].sort());
    expect(dataIn(system.path)).toEqual([]);
  });

  const mountable = IS_ROOT && spawnSync('unshare', ['-m', 'true']).status === 0;
  (mountable ? it : it.skip)('says in one line that the file system is read-only (where mounting is permitted)', () => {
    using folder = temporaryFolder();
    const launch = fileURLToPath(new URL('fixtures/launch.mjs', import.meta.url));
    for (const home of [folder.path, join(folder.path, 'new', 'home')]) {
      const script = 'mount -t tmpfs -o ro tmpfs "$1" && MORTISE_HOME="$2" PORT=0 exec "$3" "$4"';
      const args = ['-m', 'sh', '-c', script, 'sh', folder.path, home, process.execPath, launch];
      const { status, stderr } = spawnSync('unshare', args, { encoding: 'utf8' });
      expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(`^FOLDER_READ_ONLY: .*${home} .*EROFS`)]);
      expect(status).toBe(1);
    }
  });

  it('leaves alone a place it did not make', () => {
    using folder = temporaryFolder();
    using elsewhere = temporaryFolder();
    mkdirSync(join(elsewhere.path, 'postgres'));
    symlinkSync(join(elsewhere.path, 'postgres'), join(folder.path, 'postgres'));
    removePostgresData(folder.path);
    expect(existsSync(join(elsewhere.path, 'postgres'))).toBe(true);
    expect(lstatSync(join(folder.path, 'postgres'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('says that a link leads nowhere', async () => {
    using folder = temporaryFolder();
    using system = temporaryFolder();
    symlinkSync(join(system.path, 'gone', 'postgres'), join(folder.path, 'postgres'));
    await expect(start({ dir: folder.path, systemFolder: system.path }).started).rejects.toMatchObject({
      code: 'DATA_FOLDER_INCOMPLETE',
      message: expect.stringContaining('npm run demo:reset'),
    });
  });

  it('runs a data folder as its owner', async () => {
    using folder = temporaryFolder();
    const owner = ordinaryUser();
    const data = join(folder.path, 'postgres');
    mkdirSync(data);
    cpSync('/etc/hostname', join(data, 'PG_VERSION'));
    const binaries = findPostgresBinaries();
    const options = { dir: folder.path, binaries, systemFolder: folder.path, log: () => undefined };
    chownSync(data, owner?.uid ?? 0, owner?.gid ?? 0);
    expect(choosePlace(options).user).toEqual(owner);
  });

  it('copies binaries that lie in a closed folder, once, without their modes', () => {
    using closed = temporaryFolder({ mode: 0o700 });
    using folder = temporaryFolder();
    using system = temporaryFolder();
    const binaries = findPostgresBinaries();
    const home = join(closed.path, 'native');
    for (const part of ['bin', 'lib', 'share']) {
      cpSync(join(binaries.home, part), join(home, part), { recursive: true, verbatimSymlinks: true });
    }
    chmodSync(join(home, 'share', 'postgresql', 'postgres.bki'), 0o600);
    /** @type {string[]} */
    const lines = [];
    const choose = () =>
      choosePlace({
        dir: folder.path,
        binaries: { ...binaries, home },
        systemFolder: system.path,
        log: (line) => lines.push(line),
      });
    // Left behind by a start that was killed while copying.
    mkdirSync(join(system.path, `postgresql-${binaries.version}-${process.platform}-${process.arch}.4194305`));
    const place = choose();
    expect(readdirSync(system.path)).toHaveLength(1);
    expect(place.home.startsWith(system.path)).toBe(true);
    expect(
      canReach(choosePostgresUser(undefined), {
        execute: [join(place.home, 'bin', 'postgres')],
        read: [join(place.home, 'share', 'postgresql', 'postgres.bki')],
      }),
    ).toBe(true);
    expect(readFileSync(join(place.home, 'bin', 'initdb'))).toEqual(readFileSync(join(home, 'bin', 'initdb')));
    expect(choose()).toEqual(place);
    expect(lines).toHaveLength(1);
    rmSync(home, { recursive: true });
  });
});
