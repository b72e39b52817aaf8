import { STAGE_POSITIONS, STAGES } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const StageEnum = codeEnum(
  'Stage',
  STAGES,
  'Our commercial position at a customer, measured by share of wallet; in order from the lowest.',
);

export const StagePositionEnum = codeEnum(
  'StagePosition',
  STAGE_POSITIONS,
  'Where an account stands: in one of the stages, or with its relationship ended.',
);

export const ACCOUNT_ORDERS = ['NAME', 'CREATED'] as const;
export type AccountOrder = (typeof ACCOUNT_ORDERS)[number];
export const AccountOrderEnum = codeEnum(
  'AccountOrder',
  ACCOUNT_ORDERS,
  'NAME: by name from A. CREATED: the newest first.',
);
