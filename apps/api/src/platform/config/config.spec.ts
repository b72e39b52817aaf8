import { describe, expect, it } from '@jest/globals';
import { ConfigInvalid, readConfig } from './config.js';

const REQUIRED = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/mortise', MORTISE_SECRET: 'x'.repeat(32) };

describe(readConfig.name, () => {
  it('fills in what is not set', () => {
    expect(readConfig(REQUIRED)).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      demo: false,
      production: false,
    });
  });

  it('takes an empty variable as not set', () => {
    expect(readConfig({ ...REQUIRED, PORT: '' }).port).toBe(3000);
  });

  it('names every variable that is wrong, one line each', () => {
    const message = thrownBy(() =>
      readConfig({ DATABASE_URL: 'mysql://x', PORT: 'seventy', MORTISE_SECRET: 'short' }),
    ).message;
    expect(message.split('\n').map((line) => line.split(':')[0])).toEqual(['DATABASE_URL', 'MORTISE_SECRET', 'PORT']);
  });

  it.each([
    [undefined, REQUIRED.DATABASE_URL],
    ['postgres://pooler:6432', 'postgres://pooler:6432/mortise'],
    ['postgres://pooler:6432/', 'postgres://pooler:6432/mortise'],
    ['postgres://pooler:6432/other?sslmode=require', 'postgres://pooler:6432/other?sslmode=require'],
  ])('reaches the database by way of the pooler %s', (DATABASE_POOLER_URL, pooledUrl) => {
    expect(readConfig({ ...REQUIRED, DATABASE_POOLER_URL }).database).toMatchObject({
      adminUrl: REQUIRED.DATABASE_URL,
      pooledUrl,
    });
  });

  it('does not show the secret', () => {
    expect(thrownBy(() => readConfig({ ...REQUIRED, MORTISE_SECRET: 'hunter2' })).message).not.toContain('hunter2');
  });
});

function thrownBy(work: () => unknown): ConfigInvalid {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigInvalid) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
