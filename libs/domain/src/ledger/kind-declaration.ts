import type { LedgerField } from './field.js';

/** What an entry bears on: the measures of standing that are computed from it. */
export const LEDGER_FEEDS = [
  'SHARE',
  'LEVEL',
  'INTERFACE',
  'POSTURE',
  'HEALTH',
  'SATISFACTION',
  'COVERAGE',
  'VALUE',
  'OPPORTUNITY',
  'COMPLIANCE',
  'FILE',
] as const;
export type LedgerFeed = (typeof LEDGER_FEEDS)[number];

/** Who may write a kind; `CUSTOMER` through the portal. */
export const LEDGER_WRITERS = [
  'SALES',
  'TECHNICAL',
  'QUALITY',
  'SERVICE',
  'FINANCE',
  'MANAGEMENT',
  'CUSTOMER',
] as const;
export type LedgerWriter = (typeof LEDGER_WRITERS)[number];

export interface LedgerKindDeclaration {
  readonly feeds: readonly [LedgerFeed, ...LedgerFeed[]];
  readonly writers: readonly [LedgerWriter, ...LedgerWriter[]];
  readonly fields: Readonly<Record<string, LedgerField>>;
}

/** Whose doing it was: the supplier's or the customer's. */
export const LEDGER_SIDES = ['OURS', 'THEIRS'] as const;
