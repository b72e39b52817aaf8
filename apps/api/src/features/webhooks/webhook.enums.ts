import { registerEnumType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from './webhook-events.js';
import { WEBHOOK_FAILURES } from './webhook-sender.js';

/** GraphQL enum of the events: `win-back.changed` is WIN_BACK_CHANGED there. */
export const WebhookEventEnum = Object.fromEntries(
  WEBHOOK_EVENT_TYPES.map((type) => [type.toUpperCase().replaceAll(/[.-]/g, '_'), type]),
) as Record<string, WebhookEventType>;
registerEnumType(WebhookEventEnum, {
  name: 'WebhookEvent',
  description:
    'What webhooks tell of: the same as the event stream, in whose spelling `type` says it (`win-back.changed`). WEBHOOK_PING is sent to try an endpoint out; nobody subscribes to it.',
});

/** Whether an endpoint is sent to. */
export const WEBHOOK_STATUSES = ['ACTIVE', 'DISABLED'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];
export const WebhookStatusEnum = codeEnum(
  'WebhookStatus',
  WEBHOOK_STATUSES,
  'ACTIVE: it is sent what it asks for. DISABLED: it is sent nothing, and what happens meanwhile is not kept for it.',
);

/** Why an endpoint is not sent to any more. */
export const WEBHOOK_DISABLED_REASONS = ['BY_HAND', 'GONE', 'FAILING'] as const;
export type WebhookDisabledReason = (typeof WEBHOOK_DISABLED_REASONS)[number];
export const WebhookDisabledReasonEnum = codeEnum(
  'WebhookDisabledReason',
  WEBHOOK_DISABLED_REASONS,
  'BY_HAND: somebody disabled it. GONE: it answered 410. FAILING: nothing had arrived for five days.',
);

/** What has become of a delivery. */
export const DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
export const DeliveryStatusEnum = codeEnum(
  'WebhookDeliveryStatus',
  DELIVERY_STATUSES,
  'PENDING: it is to be sent, or sent again. DELIVERED: the endpoint answered with a status of 200–299. FAILED: no attempt was answered so. CANCELLED: the endpoint was disabled before.',
);

/** In which order deliveries come. */
export const DELIVERY_ORDERS = ['NEWEST', 'OLDEST'] as const;
export type DeliveryOrder = (typeof DELIVERY_ORDERS)[number];
export const DeliveryOrderEnum = codeEnum(
  'WebhookDeliveryOrder',
  DELIVERY_ORDERS,
  'By when the event happened. NEWEST: the newest first. OLDEST: the oldest first.',
);

export const WebhookFailureEnum = codeEnum(
  'WebhookFailure',
  WEBHOOK_FAILURES,
  'Why an attempt failed. URL_REFUSED, ADDRESS_REFUSED: the URL, or an address its name stands for, is none that webhooks go to. NAME_NOT_FOUND: the name has no address. CONNECTION_REFUSED, CONNECTION_FAILED, TLS_FAILED, TIMEOUT: nobody took it in 15 seconds. ANSWER_INVALID: the answer was not HTTP. REDIRECT_REFUSED: it answered 300–399, which is not followed. STATUS_REFUSED: it answered another status than 200–299. INTERRUPTED: Mortise was stopped while it was sending; it may have arrived. SECRET_UNREADABLE: the keys were stored under another secret of the server; rotate them.',
);
