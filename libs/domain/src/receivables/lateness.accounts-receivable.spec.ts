import { describe, expect, it } from '@jest/globals';
import {
  ACCOUNTS_RECEIVABLE_MISSING,
  accountsReceivableIsThere,
  readAccountsReceivable,
  type ReceivableRow,
} from '../../test/accounts-receivable.js';
import { daysBetween } from '../calendar/date.js';
import { groupBy } from '../collection/group-by.js';
import { mean } from '../statistics/descriptive.js';
import { areaUnderCurve, rankCorrelation } from '../statistics/rank.js';
import { daysLate, lateProbability } from './lateness.js';

const byAccount = (rows: readonly ReceivableRow[]): ReadonlyMap<string, readonly ReceivableRow[]> =>
  groupBy(rows, ({ account }) => account);

describe('payments of a hundred real customers', () => {
  if (!accountsReceivableIsThere) {
    it.skip(ACCOUNTS_RECEIVABLE_MISSING, () => undefined);
    return;
  }
  const rows = readAccountsReceivable();
  const late = rows.map(daysLate);
  const disputed = rows.map((row) => row.disputed);
  const lateShare = (of: boolean): number => {
    const days = late.filter((_, i) => disputed[i] === of);
    return days.filter((value) => value > 0).length / days.length;
  };
  const average = (of: (i: number) => boolean): number => mean(late.filter((_, i) => of(i))) as number;

  it('§10.10: computes the days late that the data set states', () => {
    expect(rows).toHaveLength(2466);
    expect(late).toEqual(rows.map((row) => row.daysLate));
  });

  it('§10.10: late share .356, by 9.7 days at the mean', () => {
    expect(late.filter((days) => days > 0).length / late.length).toBeCloseTo(0.356, 3);
    expect(average((i) => (late[i] ?? 0) > 0)).toBeCloseTo(9.7, 1);
  });

  it('§10.10: disputed invoices are late in .683 of the cases, the others in .259', () => {
    expect(lateShare(true)).toBeCloseTo(0.683, 3);
    expect(lateShare(false)).toBeCloseTo(0.259, 3);
    expect(average((i) => disputed[i] === true)).toBeCloseTo(8.6, 1);
    expect(average((i) => disputed[i] === false)).toBeCloseTo(1.9, 1);
  });

  it('§10.10: days late tell disputed invoices with an AUC of .747, days to settle with .787', () => {
    expect(areaUnderCurve(late, disputed)).toBeCloseTo(0.747, 3);
    const toSettle = rows.map(({ invoicedOn, settledOn }) => daysBetween(invoicedOn, settledOn));
    expect(areaUnderCurve(toSettle, disputed)).toBeCloseTo(0.787, 3);
  });

  it('§8.6: accounts that pay late dispute more: rank correlation .36', () => {
    const accounts = byAccount(rows);
    const shares = [...accounts.values()].map((own) => ({
      late: own.filter((row) => daysLate(row) > 0).length / own.length,
      disputed: own.filter((row) => row.disputed).length / own.length,
    }));
    expect(shares).toHaveLength(100);
    const rho = rankCorrelation(
      shares.map((share) => share.late),
      shares.map((share) => share.disputed),
    );
    expect(rho).toBeCloseTo(0.36, 2);
  });

  it('§8.6: a payer’s own history predicts the next late payment with an AUC near .866', () => {
    const ordered = [...rows].sort((a, b) => (a.invoicedOn < b.invoicedOn ? -1 : a.invoicedOn > b.invoicedOn ? 1 : 0));
    const past = byAccount(ordered.slice(0, 1594));
    const future = ordered.slice(1594);
    const scores = future.map(({ account }) => {
      const own = past.get(account) ?? [];
      return lateProbability(own.filter((row) => daysLate(row) > 0).length, own.length);
    });
    const auc = areaUnderCurve(
      scores,
      future.map((row) => daysLate(row) > 0),
    );
    expect(auc).toBeCloseTo(0.866, 2);
  });
});
