import type { FinancialStatement } from '@mortise/domain';

/** Lines of an annual statement, in the order in which one reads them. */
export const STATEMENT_LINES = [
  'revenue',
  'netIncome',
  'totalAssets',
  'currentAssets',
  'currentLiabilities',
  'receivables',
  'inventory',
  'costOfGoods',
  'purchases',
] as const;
export type StatementLine = (typeof STATEMENT_LINES)[number];

/** Column of a line's amount. */
export function columnOf(line: StatementLine): string {
  return `${line.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_minor`;
}

/** Amounts of a statement by line, in minor units as the database writes them. */
export type StatementAmounts = Readonly<Record<StatementLine, string | null>>;

/** A statement as the domain's ratios take it. */
export function statementOf(year: number, amounts: StatementAmounts): FinancialStatement {
  const told = STATEMENT_LINES.flatMap((line) => {
    const amount = amounts[line];
    return amount === null ? [] : [[`${line}Minor`, BigInt(amount)] as const];
  });
  return { year, ...Object.fromEntries(told) };
}
