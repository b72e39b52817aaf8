import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { all, compile, identifier, sql, TENANT, tenantSql, type TenantSql } from './tenant-sql.js';

const tenantId = '0199a000-0000-7000-8000-000000000001';
const run = (statement: TenantSql) => compile(statement, tenantId);

describe('tenantSql', () => {
  it('does not compile without the tenant', () => {
    // @ts-expect-error a statement that names no tenant is no TenantSql
    run(tenantSql`select 1 from account where id = ${'x'}`);
    // @ts-expect-error a fragment is not a whole statement
    const fragment: TenantSql = sql`tenant_id = ${TENANT}`;
    expect(fragment).toBeDefined();
  });

  it('gives the tenant the first parameter, however often and wherever it stands', () => {
    const nested = sql`exists (select 1 from team t where t.tenant_id = ${TENANT} and t.name = ${'north'})`;
    const statement = tenantSql`select id from account a where a.id = ${7} and a.tenant_id = ${TENANT} and ${nested}`;
    expect(run(statement)).toEqual({
      text: 'select id from account a where a.id = $2 and a.tenant_id = $1 and exists (select 1 from team t where t.tenant_id = $1 and t.name = $3)',
      values: [tenantId, 7, 'north'],
    });
  });

  it('never lets a value become text', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 5 }), (values) => {
        const conditions = all(values.map((value) => sql`name = ${value}`));
        const { text, values: bound } = run(
          tenantSql`select 1 from account where tenant_id = ${TENANT} and ${conditions}`,
        );
        expect(bound).toEqual([tenantId, ...values]);
        expect(text).toMatch(
          /^select 1 from account where tenant_id = \$1 and (true|name = \$\d+( and name = \$\d+)*)$/,
        );
      }),
    );
  });

  it('refuses identifiers that are more than a name', () => {
    expect(() => identifier('name; drop table account')).toThrow(TypeError);
    expect(() => identifier('a.b.c')).toThrow(TypeError);
    expect(compile(identifier('a.name'), tenantId).text).toBe('a.name');
  });
});
