import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { startTestApp } from './start-test-app.js';

describe('shutting down', () => {
  it('does not wait for sockets nobody uses', async () => {
    const test = await startTestApp({ parts: { requests: true, jobs: false } });
    const unused = connect(Number(new URL(test.url).port), '127.0.0.1');
    await once(unused, 'connect');
    unused.on('error', () => undefined);
    const before = performance.now();
    await test.stop();
    // Apollo's own grace, after which everything is cut, is ten seconds.
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
