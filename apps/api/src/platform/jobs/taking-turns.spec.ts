import { describe, expect, it } from '@jest/globals';
import { takingTurns } from './taking-turns.js';

describe(takingTurns.name, () => {
  function* working(milliseconds: number, turns: () => number): Generator<void, string, void> {
    const started = performance.now();
    while (performance.now() - started < milliseconds) yield;
    return `others had ${turns() > 0 ? 'a turn' : 'none'}`;
  }

  it('gives back what the work has come to, and lets others have their turn', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    const done = await takingTurns(working(100, () => turns));
    clearInterval(others);
    expect(done).toBe('others had a turn');
  });

  it('fails as the work fails', async () => {
    const failing = function* (): Generator<void, void, void> {
      throw new Error('no');
    };
    await expect(takingTurns(failing())).rejects.toThrow('no');
  });
});
