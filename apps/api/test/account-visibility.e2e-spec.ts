import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { visibleAccount } from '../src/platform/auth/account-visibility.js';
import { PortfolioWidths } from '../src/platform/auth/portfolio-widths.js';
import { ROLE_PERMISSIONS } from '../src/platform/auth/permissions.js';
import { ContextFactory } from '../src/platform/context/context.factory.js';
import { tenantSql, TENANT } from '../src/platform/database/tenant-sql.js';
import { createStaff, createTenant } from './factories/tenant.factory.js';
import { startTestApp, type TestApp } from './start-test-app.js';

/** Accounts of a made-up portfolio: below which other one each is, whether it is the member's own or the team's. */
interface Node {
  readonly parent: number;
  readonly mine: boolean;
  readonly teams: boolean;
}

const nodes = fc.array(fc.record({ parent: fc.integer({ min: -3, max: 11 }), mine: often(), teams: often() }), {
  minLength: 1,
  maxLength: 12,
});

describe('what staff see', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ parts: { requests: true, jobs: false } });
  });
  afterAll(() => test.stop());

  it('is the same whichever way it is asked: what is one’s own or the team’s, and all below', async () => {
    await fc.assert(
      fc.asyncProperty(nodes, async (made) => {
        const { tenantId, staffId, ids } = await fill(made);
        const expected = ids.filter((_, index) => isVisible(made, index)).sort();
        for (const [portfolio, several] of WAYS)
          expect(await seen(tenantId, staffId, portfolio, several)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    [40, 40, 'WIDE'],
    [30, 40, 'WIDE'],
    [2, 40, 'NARROW'],
    [0, 40, 'NARROW'],
  ] as const)('counts %i of %i accounts as a portfolio that is %s', async (visible, all, width) => {
    const { tenantId, staffId } = await fill(
      Array.from({ length: all }, (_, index) => ({ parent: -1, mine: index < visible, teams: false })),
    );
    const context = test.app.get(ContextFactory).create(tenantId, member(staffId, 'WIDE'), 'en');
    try {
      expect(await new PortfolioWidths().of(context.unit, staffId, new Date())).toBe(width);
    } finally {
      await context.unit.close();
    }
  });

  const WAYS = [
    ['WIDE', false],
    ['WIDE', true],
    ['NARROW', true],
  ] as const;

  const member = (staffId: string, portfolio: 'WIDE' | 'NARROW') => ({
    kind: 'STAFF' as const,
    staffId,
    name: 'Somebody',
    role: 'SALES' as const,
    permissions: new Set(ROLE_PERMISSIONS.SALES),
    sessionId: null,
    apiKeyId: null,
    portfolio,
  });

  async function seen(tenantId: string, staffId: string, portfolio: 'WIDE' | 'NARROW', several: boolean) {
    const ctx = test.app.get(ContextFactory).create(tenantId, member(staffId, portfolio), 'en');
    try {
      const rows = await ctx.unit.query<{ id: string }>(
        tenantSql`select a.id from account a where a.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'a.id', several)}`,
      );
      return rows.map(({ id }) => id).sort();
    } finally {
      await ctx.unit.close();
    }
  }

  async function fill(made: readonly Node[]) {
    const tenant = await createTenant(test);
    const { id: staffId } = await createStaff(test, tenant, 'SALES');
    const { admin } = test;
    const { rows } = await admin.query<{ id: string }>('select uuidv7() as id from generate_series(0, $1)', [
      made.length,
    ]);
    const [team = '', ...ids] = rows.map(({ id }) => id);
    await admin.query(`insert into team (tenant_id, id, name) values ($1, $2, 'Team')`, [tenant.id, team]);
    await admin.query('insert into team_member (tenant_id, team_id, staff_id) values ($1, $2, $3)', [
      tenant.id,
      team,
      staffId,
    ]);
    for (const [index, { mine, teams }] of made.entries()) {
      const values = [tenant.id, ids[index], `Account ${index}`, mine ? staffId : null];
      await admin.query(
        'insert into account (tenant_id, id, name, name_lower, owner_id) values ($1, $2, $3, lower($3), $4)',
        values,
      );
      for (const [depth, ancestor] of line(made, index).entries())
        await admin.query(
          'insert into account_closure (tenant_id, ancestor_id, descendant_id, depth) values ($1, $2, $3, $4)',
          [...[tenant.id, ids[ancestor], ids[index], depth]],
        );
      if (teams)
        await admin.query('insert into account_team (tenant_id, team_id, account_id) values ($1, $2, $3)', [
          tenant.id,
          team,
          ids[index],
        ]);
    }
    return { tenantId: tenant.id, staffId, ids };
  }
});

/** The account itself and all above it. Parents come before their children: so there is no circle. */
function line(made: readonly Node[], index: number): number[] {
  const parent = made[index]?.parent ?? -1;
  return parent >= 0 && parent < index ? [index, ...line(made, parent)] : [index];
}

function isVisible(made: readonly Node[], index: number): boolean {
  return line(made, index).some((each) => made[each]?.mine || made[each]?.teams);
}

function often(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 3 }).map((number) => number === 0);
}
