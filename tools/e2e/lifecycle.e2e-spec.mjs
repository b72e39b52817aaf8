// @ts-check
import { afterAll, describe, expect, it } from '@jest/globals';
import { until } from '../test/support/processes.mjs';
import { graphql, signIn } from './support/graphql.mjs';
import { home, removeData, startProduct } from './support/product.mjs';

const STORY = `{ accounts(first: 50) { totalCount nodes { id name stage stageHistory { to } timeline(first: 100) { totalCount } } } }`;

describe('npm start', () => {
  const folder = home();
  afterAll(() => removeData(folder));

  it('keeps everything through kill -9, takes it up again, and stops clean', async () => {
    const first = await startProduct(folder);
    const token = await signIn(first, /admin/i);
    const before = await graphql(first.url, STORY, {}, { token });
    expect(before.accounts.totalCount).toBeGreaterThanOrEqual(10);
    const input = { name: 'Kept through kill -9' };
    await graphql(
      first.url,
      'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }',
      { input },
      { token },
    );
    expect(await first.stop('SIGKILL')).toBeNull();

    const second = await startProduct(folder);
    // The session survives too: it is a row, and the secret is kept.
    const again = await graphql(second.url, STORY, {}, { token });
    expect(again.accounts.totalCount).toBe(before.accounts.totalCount + 1);
    for (const account of before.accounts.nodes) expect(again.accounts.nodes).toContainEqual(account);
    expect(await second.stop('SIGTERM')).toBe(0);
    await until(async () => !(await fetch(second.url).catch(() => undefined)), 'nothing listens any more');
  });
});
