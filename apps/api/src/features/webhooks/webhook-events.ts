import type { Topic, TopicPayloads } from '../../platform/jobs/topics.js';

type Told = Readonly<Record<string, unknown>>;

/**
 * The messages of the event stream that can be sent to webhooks, and what of each is told: identifiers, codes, and of a
 * change the code before and after. Names, texts and amounts are asked for through the API, with the rights of who asks.
 */
const TOLD = {
  'import.finished': ({ importId }) => ({ importId }),
  'complaint.filed': ({ complaintId, number }) => ({ complaintId, number }),
  'complaint.changed': ({ complaintId, number, from, status }) => ({
    ...{ complaintId, number },
    ...change('status', from, status),
  }),
  'complaint.breached': ({ complaintId, number, step, run, dueAt }) => ({ complaintId, number, step, run, dueAt }),
  'stage.proposed': ({ proposalId, kind, from, to }) => ({ proposalId, kind, from, to }),
  'stage.changed': ({ kind, from, to }) => ({ kind, ...change('stage', from, to) }),
  'alert.opened': ({ alertId, state, signals, exceptional }) => ({
    ...{ alertId, signals, exceptional },
    ...change('state', null, state),
  }),
  'alert.changed': ({ alertId, from, state }) => ({ alertId, ...change('state', from, state) }),
  'alert.closed': ({ alertId, reason, from, state }) => ({ alertId, reason, ...change('state', from, state) }),
  'case.opened': ({ caseId, alertId }) => ({ caseId, alertId }),
  'case.changed': ({ caseId, event, from, state }) => ({ caseId, event, ...change('state', from, state) }),
  'win-back.changed': ({ winBackId, caseId, from, state }) => ({
    ...{ winBackId, caseId },
    ...change('state', from, state),
  }),
  'invitation.made': ({ invitationId, dueOn }) => ({ invitationId, dueOn }),
  'invitation.changed': ({ invitationId, event, from, state }) => ({
    ...{ invitationId, event },
    ...change('state', from, state),
  }),
  'account-plan.changed': ({ planId, event, from, state }) => ({ planId, event, ...change('state', from, state) }),
  'advisory.changed': ({ advisoryId, kind, event, from, state }) => ({
    ...{ advisoryId, kind, event },
    ...change('state', from, state),
  }),
  'product-feedback.changed': ({ entryId, clusterId, verdict, event, from, state }) => ({
    ...{ entryId, clusterId, verdict, event },
    ...change('state', from, state),
  }),
  'gift.changed': ({ giftId, event, from, state }) => ({ giftId, event, ...change('state', from, state) }),
  'trigger.changed': ({ entryId, trigger, event, from, state }) => ({
    ...{ entryId, trigger, event },
    ...change('state', from, state),
  }),
  'compliance.referred': ({ referralId, caseId }) => ({ referralId, caseId }),
} satisfies { readonly [T in Topic]?: (payload: TopicPayloads[T]) => Told };

/** A message that can be sent to webhooks. */
export type WebhookTopic = keyof typeof TOLD;
export const WEBHOOK_TOPICS = Object.keys(TOLD) as readonly WebhookTopic[];

/** What is sent to try an endpoint out; nobody subscribes to it. */
export const PING = 'webhook.ping';
export type WebhookEventType = WebhookTopic | typeof PING;
export const WEBHOOK_EVENT_TYPES: readonly WebhookEventType[] = [...WEBHOOK_TOPICS, PING];

/** A row of the outbox as it is told to webhooks. */
export interface WebhookMessage {
  readonly id: string;
  readonly topic: WebhookTopic;
  readonly accountId: string | null;
  readonly payload: Told;
}

/** The `data` of a webhook. */
export function webhookData(tenantId: string, { topic, accountId, payload }: WebhookMessage): Told {
  const told = (TOLD[topic] as unknown as (payload: Told) => Told)(payload);
  return { ...told, ...(accountId === null ? {} : { accountId }), tenantId };
}

/** The body of a webhook: what is signed and sent, byte for byte. */
export function webhookBody(type: WebhookEventType, occurredAt: Date, data: Told): string {
  return JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });
}

/** Messages of an earlier Mortise do not say how it stood before. */
function change(of: string, from: string | null | undefined, to: string): Told {
  return { before: { [of]: from ?? null }, after: { [of]: to } };
}
