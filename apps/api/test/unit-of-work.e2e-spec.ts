import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TENANT, tenantSql } from '../src/platform/database/tenant-sql.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { sqlState } from '../src/platform/errors/public-error.js';
import { createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

describe(UnitOfWork.name, () => {
  let test: TestApp;
  let tenant: { id: string };
  let unit: UnitOfWork;

  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: false, jobs: false } });
  });
  beforeEach(async () => {
    tenant = await createTenant(test);
    unit = new UnitOfWork(test.app.get(DataSource), tenant.id);
  });
  afterAll(() => test.stop());

  const write = (name: string) =>
    unit.execute(tenantSql`insert into counter (tenant_id, name, value) values (${TENANT}, ${name}, 1)`);
  const names = async (of: UnitOfWork = unit): Promise<string[]> =>
    (
      await of.query<{ name: string }>(tenantSql`select name from counter where tenant_id = ${TENANT} order by name`)
    ).map(({ name }) => name);

  it('commits everything of a transaction, inner ones included, and calls back afterwards', async () => {
    const calls: string[] = [];
    await unit.transaction(async () => {
      await write('a');
      await unit.transaction(() => write('b'));
      unit.afterCommit(() => calls.push('committed'));
      expect(calls).toEqual([]);
    });
    expect(calls).toEqual(['committed']);
    expect(await names()).toEqual(['a', 'b']);
    await unit.close();
  });

  it('undoes everything on any error and calls nobody', async () => {
    const calls: string[] = [];
    await expect(
      unit.transaction(async () => {
        await write('a');
        unit.afterCommit(() => calls.push('committed'));
        throw new Error('after all');
      }),
    ).rejects.toThrow('after all');
    expect(await names()).toEqual([]);
    expect(calls).toEqual([]);
    await unit.close();
  });

  it('reads one snapshot until it writes or refreshes', async () => {
    expect(await names()).toEqual([]);
    await test.admin.query(`insert into counter (tenant_id, name, value) values ($1, 'meanwhile', 1)`, [tenant.id]);
    expect(await names()).toEqual([]);
    await unit.refresh();
    expect(await names()).toEqual(['meanwhile']);
    await unit.close();
  });

  it('fails for the first reason what PostgreSQL refuses after a statement that failed', async () => {
    const asked = [
      names(),
      unit.query(tenantSql`select 9223372036854775807 + 1 as n where ${TENANT}::uuid is not null`),
      names(),
      names(),
    ];
    const codes = await Promise.all(asked.map((one) => one.then(() => 'answered', sqlState)));
    expect(codes).toEqual(['answered', '22003', '22003', '22003']);
    await unit.refresh();
    expect(await names()).toEqual([]);
    await unit.close();
  });

  it('cannot write outside a transaction', async () => {
    await expect(write('a')).rejects.toThrow('read-only');
    await unit.close();
  });

  it('does nothing any more once closed, and holds no connection', async () => {
    await names();
    await unit.close();
    await expect(names()).rejects.toThrow('The request is over.');
    const { rows } = await test.admin.query(
      `select count(*)::int as open from pg_stat_activity where datname = current_database() and application_name = 'mortise_app' and state like '%in transaction%'`,
    );
    expect(rows[0].open).toBe(0);
  });

  it('refuses a tenant id that is not one', () => {
    expect(() => new UnitOfWork(test.app.get(DataSource), "x'; drop table counter; --")).toThrow(TypeError);
  });
});
