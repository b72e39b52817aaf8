import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';
import { importFile, type ImportResult } from './support/import-client.js';
import { until } from './until.js';

describe('imports beside others', () => {
  let test: TestApp;
  let tenant: { id: string; slug: string };
  let token: string;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    tenant = await createTenant(test);
    ({ token } = await createStaff(test, tenant));
  });

  const waiting = async (): Promise<number> => {
    const { rows } = await test.admin.query(
      `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return (rows[0] as { count: number }).count;
  };
  /** Does something in a transaction that is committed once the import waits for it. */
  async function meanwhile(
    work: (other: pg.PoolClient) => Promise<unknown>,
    begin: () => Promise<ImportResult>,
  ): Promise<ImportResult> {
    const other = await test.admin.connect();
    await other.query('begin');
    await work(other);
    const importing = begin();
    await until(async () => (await waiting()) > 0);
    await other.query('commit');
    other.release();
    return importing;
  }

  it('take in what somebody else enters at the same moment', async () => {
    await importFile(test, token, 'products', 'externalId,name,category\nI0,Rod,G1\n');
    const result = await meanwhile(
      (other) =>
        other.query(
          `insert into product (tenant_id, id, external_id, name, category_id)
           select $1, gen_random_uuid(), 'I1', 'Tube', id from product_category where tenant_id = $1`,
          [tenant.id],
        ),
      () => importFile(test, token, 'products', 'externalId,name,category\nI1,Tube,G1\nI2,Bar,G1\n'),
    );
    expect(result).toMatchObject({ httpStatus: 201, rowsAdded: 1, rowsUnchanged: 1, rowsRejected: 0 });
  });

  it('leave an account alone whose stage somebody else opens at the same moment', async () => {
    await importFile(test, token, 'accounts', 'externalId,name\nP1,Group 1\n');
    const result = await meanwhile(
      (other) =>
        other.query(
          `insert into stage_event (tenant_id, account_id, seq, type, at, recorded_at, actor, data, policy_version, to_rank, opening)
           select $1, id, 1, 'STAGE_OPENED', now(), now(), 'system:test', '{"stage":"STABLE"}', 0, 3, true from account where tenant_id = $1`,
          [tenant.id],
        ),
      () => importFile(test, token, 'accounts', 'externalId,name,stage\nP1,Group 1,INITIAL\n'),
    );
    expect(result).toMatchObject({ httpStatus: 201, rowsAdded: 0, rowsUnchanged: 1, rowsRejected: 0 });
  });

  it('leave the credit limit alone that somebody sets at the same moment', async () => {
    await importFile(test, token, 'accounts', 'externalId,name\nP1,Group 1\n');
    const other = await test.admin.connect();
    await other.query('begin');
    await other.query('select from account where tenant_id = $1 for no key update', [tenant.id]);
    let done = false;
    const importing = importFile(test, token, 'accounts', 'externalId,name,creditLimit\nP1,Group 1,900\n').finally(
      () => (done = true),
    );
    await until(async () => done || (await waiting()) > 0);
    await other.query(
      `insert into credit_limit (tenant_id, id, account_id, version, limit_minor, currency, set_at, set_by)
       select $1, gen_random_uuid(), id, 1, 500, 'EUR', now(), 'system:test' from account where tenant_id = $1`,
      [tenant.id],
    );
    await other.query('commit');
    other.release();
    expect(await importing).toMatchObject({ httpStatus: 201, rowsRejected: 0 });
    const { rows } = await test.admin.query('select limit_minor from credit_limit where tenant_id = $1', [tenant.id]);
    expect(rows).toEqual([{ limit_minor: '500' }]);
  });

  it('of one supplier that wait for each other leave room for those of another', async () => {
    const holder = await test.admin.connect();
    await holder.query('begin');
    await holder.query('select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 7201))', [tenant.id]);
    const held = Array.from({ length: 8 }, (_, i) =>
      importFile(test, token, 'products', `externalId,name,category\nI${i},Tube,G1\n`),
    );
    await until(async () => {
      const { rows } = await test.admin.query(`select count(*)::int from import where tenant_id = $1`, [tenant.id]);
      return (rows[0] as { count: number }).count === 8 && (await waiting()) > 0;
    });
    const other = await createTenant(test);
    const { token: theirs } = await createStaff(test, other);
    const result = await importFile(test, theirs, 'products', 'externalId,name,category\nI1,Tube,G1\n');
    await holder.query('commit');
    holder.release();
    expect(result).toMatchObject({ httpStatus: 201, rowsAdded: 1 });
    expect((await Promise.all(held)).map(({ httpStatus }) => httpStatus)).toEqual(held.map(() => 201));
  });
});
