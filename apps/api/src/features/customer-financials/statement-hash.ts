import { hash } from 'node:crypto';
import { STATEMENT_LINES, type StatementAmounts } from './statement-lines.js';

/** 128 bits that are the same for the same statement, as the text of a uuid. */
export function statementHash(currency: string, amounts: StatementAmounts, source: string): string {
  const parts = [currency, ...STATEMENT_LINES.map((line) => amounts[line] ?? ''), source];
  return hash('sha256', parts.join('\u001f'), 'hex').slice(0, 32);
}
