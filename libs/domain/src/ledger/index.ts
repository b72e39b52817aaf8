export type { FieldValue, FieldValues, LedgerField, LedgerMoney, LedgerReference, LedgerUnit } from './field.js';
export { LEDGER_UNITS } from './field.js';
export * from './ledger-entry.js';
export * from './judgement-kinds.js';
export * from './kind-declaration.js';
export * from './ledger-kinds.js';
export * from './ledger-labels.js';
export * from './record-machines.js';
export * from './supply-assurance.js';
