import { describe, expect, it } from '@jest/globals';
import {
  ACCOUNTS_RECEIVABLE_MISSING,
  accountsReceivableIsThere,
  readAccountsReceivable,
  type ReceivableRow,
} from '../../test/accounts-receivable.js';
import { daysLate, lateProbability } from '../receivables/lateness.js';
import { mean, standardDeviation } from '../statistics/descriptive.js';
import { areaUnderCurve } from '../statistics/rank.js';
import { fitLogistic, type LogisticFit } from './logistic-regression.js';

const TRAINING_ROWS = 1594;

/** What was known of the payer when the invoice was written; after the training rows nothing more is learnt. */
function known(rows: readonly ReceivableRow[], place: number): readonly number[] {
  const { account, invoicedOn, amountMinor, electronicBill } = rows[place] as ReceivableRow;
  const own = rows
    .slice(0, Math.min(place, TRAINING_ROWS))
    .filter((row) => row.account === account && (place >= TRAINING_ROWS || row.settledOn < invoicedOn));
  const history = lateProbability(own.filter((row) => daysLate(row) > 0).length, own.length);
  return [
    Math.log(history / (1 - history)),
    Math.log1p(mean(own.map(daysLate)) ?? 3),
    (own.filter(({ disputed }) => disputed).length + 1) / (own.length + 5),
    Math.log(Number(amountMinor)),
    electronicBill ? 1 : 0,
    mean(own.map(({ daysToSettle }) => daysToSettle)) ?? 25,
  ];
}

describe('which invoices of real customers will be paid late', () => {
  if (!accountsReceivableIsThere) {
    it.skip(ACCOUNTS_RECEIVABLE_MISSING, () => undefined);
    return;
  }
  const rows = [...readAccountsReceivable()].sort((a, b) => a.invoicedOn.localeCompare(b.invoicedOn));
  const features = rows.map((_, place) => known(rows, place));
  const late = rows.map((row) => daysLate(row) > 0);
  const columns = (features[0] ?? []).map((_, j) => features.slice(0, TRAINING_ROWS).map((row) => row[j] as number));
  const scales = columns.map((column) => ({ centre: mean(column) ?? 0, deviation: standardDeviation(column) ?? 1 }));
  const standard = features.map((row) =>
    row.map((value, j) => (value - (scales[j]?.centre ?? 0)) / (scales[j]?.deviation ?? 1)),
  );

  it('§8.6: a logistic regression tells them with an AUC of .88, above the payer’s own history alone', () => {
    const fit = fitLogistic(standard.slice(0, TRAINING_ROWS), late.slice(0, TRAINING_ROWS).map(Number), {
      penalty: 1,
    }) as LogisticFit;
    expect(fit.converged).toBe(true);
    const scores = standard.map((row) => row.reduce((sum, value, j) => sum + value * (fit.coefficients[j] ?? 0), 0));
    const area = areaUnderCurve(scores.slice(TRAINING_ROWS), late.slice(TRAINING_ROWS)) as number;
    const history = features.slice(TRAINING_ROWS).map(([first = 0]) => first);
    expect(area).toBeCloseTo(0.88, 2);
    expect(area).toBeGreaterThan(areaUnderCurve(history, late.slice(TRAINING_ROWS)) as number);
  });
});
