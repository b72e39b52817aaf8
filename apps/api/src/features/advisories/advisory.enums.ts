import { ADVISORY_KINDS, ADVISORY_STATES, type AdvisoryEvent } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const AdvisoryKindEnum = codeEnum(
  'AdvisoryKind',
  ADVISORY_KINDS,
  'What a customer is warned of. STOCK_CEILING: more stock than is good. CASH_COLLECTION_CYCLE: its own customers pay more slowly. SUB_CUSTOMER_CHANGE: something happens among its customers. NATURAL_ENVIRONMENT: weather, disaster, what nature does. MACRO_POLICY: where policy is heading. The first two rest on a figure of the customer, the others are written by people.',
);

export const AdvisoryStateEnum = codeEnum(
  'AdvisoryState',
  ADVISORY_STATES,
  'DRAFT: being written. APPROVED: by somebody who has not written it. SENT: to contacts, none of whom has read it. READ: by one at least. ACTED: the customer has told what it did.',
);

export const ADVISORY_EVENTS = [
  'ADVISORY_COMPOSED',
  'ADVISORY_REWRITTEN',
  'ADVISORY_APPROVED',
  'ADVISORY_TAKEN_BACK',
  'ADVISORY_SENT',
  'ADVISORY_READ',
  'ADVISORY_ACTED_ON',
] as const satisfies readonly AdvisoryEvent['type'][];
export const AdvisoryEventTypeEnum = codeEnum(
  'AdvisoryEventType',
  ADVISORY_EVENTS,
  'What can happen to an advisory. ADVISORY_TAKEN_BACK: an approval was, before it was sent.',
);

/** What an advisory can rest on. */
export const ADVISORY_FACTS = ['INVENTORY_PERIOD', 'COLLECTION_PERIOD', 'STOCK', 'SUB_CUSTOMER_ORDERS'] as const;
export type AdvisoryFactCode = (typeof ADVISORY_FACTS)[number];
export const AdvisoryFactCodeEnum = codeEnum(
  'AdvisoryFactCode',
  ADVISORY_FACTS,
  'INVENTORY_PERIOD, COLLECTION_PERIOD: days, by an annual statement. STOCK: quantity that was seen. SUB_CUSTOMER_ORDERS: quantity that its own customers ordered in `days` days.',
);

/** Why a figure is not known. */
export const ADVISORY_GAPS = [
  'STOCK_NOT_TOLD',
  'OFFTAKE_NOT_TOLD',
  'COLLECTION_NOT_TOLD',
  'YEAR_BEFORE_NOT_TOLD',
] as const;
export type AdvisoryGap = (typeof ADVISORY_GAPS)[number];
export const AdvisoryGapEnum = codeEnum(
  'AdvisoryGap',
  ADVISORY_GAPS,
  'Why a figure is not known. STOCK_NOT_TOLD, COLLECTION_NOT_TOLD: no statement tells it (nor the ledger, of stock). OFFTAKE_NOT_TOLD: nothing goes out of the stock, so far as is told. YEAR_BEFORE_NOT_TOLD: one year says nothing of a drift.',
);
