import { groupBy } from '../src/collection/group-by.js';
import {
  ACCOUNTS_RECEIVABLE_MISSING,
  accountsReceivableIsThere,
  readAccountsReceivable,
  type ReceivableRow,
} from '../test/accounts-receivable.js';
import { dateOfEpochDay, epochDay } from '../src/calendar/date.js';
import { daysLate, latenessReadings, lateProbability } from '../src/receivables/lateness.js';
import { assessSilentComplaint } from '../src/silent-complaint/silent-complaint.js';
import { mean } from '../src/statistics/descriptive.js';
import { areaUnderCurve } from '../src/statistics/rank.js';
import { known, once, unless, type BenchModel, type Workload } from './bench-model.js';
import { SYNTHETIC_TODAY, syntheticAccounts, syntheticCents, syntheticOrderDates } from './synthetic.js';

const rows = once(readAccountsReceivable);
const byAccount = (invoices: readonly ReceivableRow[]): ReadonlyMap<string, readonly ReceivableRow[]> =>
  groupBy(invoices, ({ account }) => account);

const area = (scores: readonly number[], positive: readonly boolean[]): number =>
  known(areaUnderCurve(scores, positive), 'AUC');

/** Mean days late of what the account had settled before this invoice was; 0 of nothing. */
function earlierMean(row: ReceivableRow, own: readonly ReceivableRow[]): number {
  return mean(own.filter(({ settledOn }) => settledOn < row.settledOn).map(daysLate)) ?? 0;
}

const workload: Workload = {
  run: 'two years of monthly payments read and judged',
  accounts: 5_000,
  prepare: (count) => {
    const accounts = syntheticAccounts(count, (random) =>
      syntheticOrderDates(random, 24).map((settledOn) => {
        const dueOn = dateOfEpochDay(epochDay(settledOn) - Math.floor(20 * random() ** 3));
        return {
          settledOn,
          dueOn,
          invoicedOn: dateOfEpochDay(epochDay(dueOn) - 30),
          amountMinor: syntheticCents(random),
        };
      }),
    );
    return () =>
      accounts.map((invoices) =>
        assessSilentComplaint({ asOf: SYNTHETIC_TODAY, payments: latenessReadings(invoices), tones: [] }),
      );
  },
};

const common = { missing: unless(accountsReceivableIsThere, ACCOUNTS_RECEIVABLE_MISSING), workload };

/** The rules that a clerk would use: is it overdue at 30 days, is this a late payer anyway. */
function simpleRules(invoices: readonly ReceivableRow[]): { readonly area: number; readonly named: string } {
  const disputed = invoices.map((row) => row.disputed);
  const accounts = byAccount(rows());
  const fixed = invoices.map(({ daysToSettle }) => (daysToSettle > 30 ? 1 : 0));
  const habitual = invoices.map((row) => earlierMean(row, accounts.get(row.account) ?? []));
  const tried = [
    { named: 'paid after 30 days or not', area: area(fixed, disputed) },
    { named: "the account's mean lateness so far", area: area(habitual, disputed) },
  ] as const;
  return tried[0].area >= tried[1].area ? tried[0] : tried[1];
}

export const silentComplaint: BenchModel = {
  ...common,
  name: 'silent-complaint',
  measure: () => {
    const simple = simpleRules(rows());
    return {
      figure: area(
        rows().map(daysLate),
        rows().map(({ disputed }) => disputed),
      ),
      anchor: 0.747,
      simple: simple.area,
      unit: 'AUC, invoice is disputed',
      better: 'HIGHER',
      tolerance: 0.0005,
      note: `accounts receivable, ${rows().length} invoices, by days late; simple: ${simple.named}`,
    };
  },
};

export const silentComplaintHabit: BenchModel = {
  ...common,
  name: 'silent-complaint-habit',
  measure: () => {
    const judged = [...byAccount(rows()).values()].flatMap((own) => {
      // The readings come in order of settlement, equal days by days late.
      const settled = own.toSorted((a, b) => a.settledOn.localeCompare(b.settledOn) || daysLate(a) - daysLate(b));
      return latenessReadings(settled).flatMap(({ z }, i) => (z === undefined ? [] : [{ z, row: settled[i] }]));
    });
    const invoices = judged.flatMap(({ row }) => row ?? []);
    const disputed = invoices.map((row) => row.disputed);
    return {
      figure: area(
        judged.map(({ z }) => z),
        disputed,
      ),
      anchor: 0.747,
      simple: area(invoices.map(daysLate), disputed),
      unit: 'AUC, invoice is disputed',
      better: 'HIGHER',
      tolerance: 0.0005,
      anchorElsewhere: true,
      note: `the same, lateness against the payer's own habit, ${invoices.length} invoices; simple and anchor: days late alone`,
    };
  },
};

const TRAINING_ROWS = 1594;

export const lateProbabilities: BenchModel = {
  name: 'late-probability',
  missing: common.missing,
  measure: () => {
    const ordered = rows().toSorted((a, b) => a.invoicedOn.localeCompare(b.invoicedOn));
    const past = byAccount(ordered.slice(0, TRAINING_ROWS));
    const future = ordered.slice(TRAINING_ROWS);
    const late = future.map((row) => daysLate(row) > 0);
    const by = (score: (own: readonly ReceivableRow[]) => number): number =>
      area(
        future.map(({ account }) => score(past.get(account) ?? [])),
        late,
      );
    const last = (own: readonly ReceivableRow[]): number => ((own.at(-1)?.daysLate ?? 0) > 0 ? 1 : 0);
    return {
      figure: by((own) => lateProbability(own.filter((row) => daysLate(row) > 0).length, own.length)),
      anchor: 0.866,
      simple: by(last),
      unit: 'AUC, invoice is paid late',
      better: 'HIGHER',
      tolerance: 0.001,
      note: `accounts receivable, ${future.length} later invoices; simple: was the last one late`,
    };
  },
  workload: {
    run: 'probability of a late payment',
    accounts: 100_000,
    prepare: (count) => {
      const records = syntheticAccounts(count, (random) => Math.floor(24 * random()));
      return () => records.map((late) => lateProbability(late, 24));
    },
  },
};
