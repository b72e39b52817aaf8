import { describe, expect, it } from '@jest/globals';
import type { Stage } from '../stage/stages.js';
import { tenureBand, valueByStage, valueByTenure, type AccountYearValue } from './value-by-stage.js';

const row = (
  stage: Stage,
  [revenue, margin, cost]: readonly [bigint, bigint, bigint],
  referrals = 0,
  tenureYears = 1,
): AccountYearValue => ({
  stage,
  tenureYears,
  revenueMinor: revenue,
  marginMinor: margin,
  costToServeMinor: cost,
  referrals,
});

describe(valueByStage.name, () => {
  const rows = [
    row('STRATEGIC', [1_000n, 400n, 50n], 2),
    row('INITIAL', [100n, 20n, 10n]),
    row('INITIAL', [301n, 60n, 60n], 1),
  ];

  it('ST-17: revenue, margin, cost and referrals by stage', () => {
    const { groups } = valueByStage(rows);
    expect(groups).toEqual([
      {
        group: 'INITIAL',
        accounts: 2,
        revenueMinor: 200n,
        marginShare: 0.199501246,
        costShare: 0.174563591,
        referrals: 0.5,
      },
      { group: 'STRATEGIC', accounts: 1, revenueMinor: 1_000n, marginShare: 0.4, costShare: 0.05, referrals: 2 },
    ]);
    expect(valueByStage([...rows].reverse())).toEqual(valueByStage(rows));
  });

  it('ST-17: holds the claim that value grows against the tenant’s own accounts', () => {
    const yes = { REVENUE_GROWS: true, MARGIN_GROWS: true, COST_FALLS: true, REFERRALS_GROW: true };
    expect(valueByStage(rows).claims).toEqual(yes);
    const worse = [row('INITIAL', [100n, 50n, 1n], 3), row('STABLE', [90n, 10n, 50n], 1)];
    const no = { REVENUE_GROWS: false, MARGIN_GROWS: false, COST_FALLS: false, REFERRALS_GROW: false };
    expect(valueByStage(worse).claims).toEqual(no);
    const same = [row('INITIAL', [100n, 50n, 1n], 3), row('STABLE', [100n, 50n, 1n], 3)];
    expect(valueByStage(same).claims).toEqual(no);
  });

  it('ST-17: the last group is held against the first, whatever lies between', () => {
    const between = [...rows, row('STABLE', [5n, 1n, 4n])];
    expect(valueByStage(between).claims.REVENUE_GROWS).toBe(true);
    expect(valueByStage(between).groups.map(({ group }) => group)).toEqual(['INITIAL', 'STABLE', 'STRATEGIC']);
  });

  it('ST-17: knows no shares without revenue and no claim of one group', () => {
    const prospects = row('DEVELOPMENT', [0n, 0n, 5n]);
    expect(valueByStage([prospects]).groups[0]).toMatchObject({ marginShare: undefined, costShare: undefined });
    const unknown = {
      REVENUE_GROWS: undefined,
      MARGIN_GROWS: undefined,
      COST_FALLS: undefined,
      REFERRALS_GROW: undefined,
    };
    expect(valueByStage([prospects]).claims).toEqual(unknown);
    expect(valueByStage([]).claims).toEqual(unknown);
    expect(valueByStage([prospects, ...rows]).claims).toEqual({
      REVENUE_GROWS: true,
      MARGIN_GROWS: undefined,
      COST_FALLS: undefined,
      REFERRALS_GROW: true,
    });
  });

  it('ST-17: a last group without revenue has no shares to hold against the first', () => {
    const claims = valueByStage([...rows, row('STRATEGIC', [-1_000n, 1n, 1n])]).claims;
    expect(claims).toMatchObject({ MARGIN_GROWS: undefined, COST_FALLS: undefined, REVENUE_GROWS: false });
  });

  it('ST-17: refuses referrals and tenures below zero', () => {
    for (const wrong of [-1, NaN]) {
      expect(() => valueByStage([row('STABLE', [1n, 1n, 1n], wrong)])).toThrow('INVALID_NUMBER');
      expect(() => valueByTenure([row('STABLE', [1n, 1n, 1n], 0, wrong)])).toThrow('INVALID_NUMBER');
    }
  });
});

describe(valueByTenure.name, () => {
  it('ST-17: the same by years together', () => {
    const rows = [row('STABLE', [9n, 1n, 1n], 0, 4), row('STABLE', [3n, 1n, 1n], 0, 0)];
    const report = valueByTenure(rows);
    expect(report.groups.map(({ group }) => group)).toEqual(['UP_TO_ONE_YEAR', 'LONGER']);
    expect(report.claims).toMatchObject({ REVENUE_GROWS: true, MARGIN_GROWS: false, COST_FALLS: true });
    expect([0, 1, 1.01, 3, 3.01].map(tenureBand)).toEqual([
      'UP_TO_ONE_YEAR',
      'UP_TO_ONE_YEAR',
      'UP_TO_THREE_YEARS',
      'UP_TO_THREE_YEARS',
      'LONGER',
    ]);
  });
});
