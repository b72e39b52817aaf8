import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './redis-check.js';

const info = (appendOnly: 0 | 1, policy = 'noeviction') =>
  `# Memory\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\naof_enabled:${appendOnly}\r\n`;

describe(refusalOf.name, () => {
  it.each([
    ['appends every change', { info: info(1), save: '' }],
    ['takes snapshots', { info: info(0), save: '3600 1 300 100' }],
    ['does not tell whether it takes snapshots', { info: info(0), save: undefined }],
    ['knows no policy', { info: 'aof_enabled:1\r\n', save: '' }],
  ])('accepts a Redis that %s', (_what, facts) => {
    expect(refusalOf(facts)).toBeUndefined();
  });

  it.each([
    ['REDIS_KEEPS_NOTHING', 'keeps nothing on disk', { info: info(0), save: '' }],
    ['REDIS_EVICTS', 'drops jobs of any age', { info: info(1, 'allkeys-lru'), save: '' }],
    ['REDIS_EVICTS', 'drops jobs that expire', { info: info(1, 'volatile-ttl'), save: '60 1' }],
  ])('refuses with %s a Redis that %s', (code, _what, facts) => {
    expect(refusalOf(facts)).toMatchObject({ code });
  });
});
