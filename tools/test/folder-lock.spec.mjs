import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../lib/folder-lock.mjs';
import { identify } from '../lib/process-identity.mjs';
import { startNode, temporaryFolder } from './support/processes.mjs';

describe(lockFolder.name, () => {
  it('is held until released', async () => {
    using folder = temporaryFolder();
    const lock = await lockFolder(folder.path);
    await expect(lockFolder(folder.path)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    lock.release();
    const next = await lockFolder(folder.path);
    expect(next.abandoned).toBeUndefined();
    next.release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    ['a process that has ended', { pid: 2 ** 22 + 1, startTime: '1' }],
    ['a process whose number somebody else has now', { pid: process.pid, startTime: '1' }],
  ])('counts for nothing when held by %s', async (_, holder) => {
    using folder = temporaryFolder();
    const child = { pid: 4_194_305, startTime: '2' };
    writeFileSync(join(folder.path, 'mortise.lock'), JSON.stringify({ holder, child }));
    const lock = await lockFolder(folder.path);
    expect(lock.abandoned).toEqual({ holder, child });
    lock.release();
  });

  it('counts for nothing when a crash has left it empty', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'mortise.lock'), '');
    (await lockFolder(folder.path)).release();
  });

  it('goes to exactly one of many that find it abandoned at the same time', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'mortise.lock'), JSON.stringify({ holder: { pid: 2 ** 22 + 1, startTime: '1' } }));
    const starters = Array.from({ length: 6 }, () => startNode('fixtures/hold-lock.mjs', { args: [folder.path] }));
    const codes = await Promise.all(starters.map((starter) => starter.ended));
    expect(codes.sort()).toEqual([0, 1, 1, 1, 1, 1]);
    expect(
      starters.map((starter) => starter.output()).filter((line) => line.startsWith('ALREADY_RUNNING')),
    ).toHaveLength(5);
  });

  it('does not take away the lock of one that came after the folder was removed', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'mortise.lock');
    const lock = await lockFolder(folder.path);
    const other = identify(process.ppid);
    writeFileSync(path, JSON.stringify({ holder: other }));
    lock.record({ stopping: true });
    lock.release();
    expect(existsSync(path)).toBe(true);
  });
});
