import type { LedgerKind } from '@mortise/domain';

/** What a file of entries of each kind is called. */
export const LEDGER_IMPORTS = {
  touches: 'TOUCH',
  adaptations: 'ADAPTATION',
  investments: 'INVESTMENT',
  'information-exchanges': 'INFORMATION_EXCHANGE',
  'technical-exchanges': 'TECHNICAL_EXCHANGE',
  'staff-exchanges': 'STAFF_EXCHANGE',
  'joint-initiatives': 'JOINT_INITIATIVE',
  'joint-teams': 'JOINT_TEAM',
  'executive-visits': 'EXECUTIVE_VISIT',
  'competitor-shares': 'COMPETITOR_SHARE',
  'supplier-scorecards': 'SUPPLIER_SCORECARD',
  'value-criteria': 'VALUE_CRITERION',
  'spec-ins': 'SPEC_IN',
  triggers: 'TRIGGER',
  'demand-movements': 'DEMAND_MOVEMENT',
  'strategic-movements': 'STRATEGIC_MOVEMENT',
  'product-feedback': 'PRODUCT_FEEDBACK',
  'value-entries': 'VALUE_ENTRY',
  gifts: 'GIFT',
  incidents: 'INCIDENT',
  trials: 'TRIAL',
  'price-concessions': 'PRICE_CONCESSION',
  disputes: 'DISPUTE',
  'shared-resources': 'SHARED_RESOURCE',
  'intelligence-notes': 'INTELLIGENCE_NOTE',
  'satisfaction-ratings': 'SATISFACTION_RATING',
  'relationship-ratings': 'RELATIONSHIP_RATING',
  'loyalty-statements': 'LOYALTY_STATEMENT',
  'forward-commitments': 'FORWARD_COMMITMENT',
  'relationship-styles': 'RELATIONSHIP_STYLE',
  'exit-barriers': 'EXIT_BARRIER',
  'purchasing-views': 'PURCHASING_VIEW',
} as const satisfies Readonly<Record<string, LedgerKind>>;

export type LedgerImportName = keyof typeof LEDGER_IMPORTS;
export const LEDGER_IMPORT_NAMES = Object.keys(LEDGER_IMPORTS) as LedgerImportName[];
