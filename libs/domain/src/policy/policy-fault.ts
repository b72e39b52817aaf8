import type { Reason } from '../decision/decision.js';

/** What is wrong with a policy document, and where. */
export interface PolicyFault extends Reason<
  | 'TYPE_WRONG'
  | 'VALUE_REQUIRED'
  | 'FIELD_UNKNOWN'
  | 'CODE_UNKNOWN'
  | 'DAY_INVALID'
  | 'OUT_OF_RANGE'
  | 'NOT_WHOLE'
  | 'CRITERION_TWICE'
  | 'CRITERION_REQUIRED'
  | 'CRITERION_NEVER_MET'
  | 'GROUND_REQUIRED'
  | 'BOUND_REQUIRED'
  | 'ORDER_WRONG'
  | 'SCHEMA_UNKNOWN'
> {
  readonly path: string;
}
