import { describe, expect, it } from '@jest/globals';
import { ImportTurns } from './import-turns.js';

describe(ImportTurns.name, () => {
  it('lets one in at a time, in the order of asking, also after a failure', async () => {
    const turns = new ImportTurns();
    const happened: string[] = [];
    const step = (name: string, fails = false) =>
      turns.take('tenant', async () => {
        happened.push(`${name} begins`);
        await Promise.resolve();
        happened.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const answers = await Promise.allSettled([step('a'), step('b', true), step('c')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(happened).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('makes nobody wait for another tenant', async () => {
    const turns = new ImportTurns();
    let end: (() => void) | undefined;
    const slow = turns.take('slow', () => new Promise<void>((resolve) => (end = resolve)));
    expect(await turns.take('other', () => Promise.resolve('done'))).toBe('done');
    end?.();
    await slow;
  });
});
