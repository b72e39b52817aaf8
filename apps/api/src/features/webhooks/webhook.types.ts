import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../../platform/graphql/json.scalar.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import type { WebhookEventType } from './webhook-events.js';
import type { WebhookFailure } from './webhook-sender.js';
import {
  type DeliveryOrder,
  DeliveryOrderEnum,
  type DeliveryStatus,
  DeliveryStatusEnum,
  type WebhookDisabledReason,
  WebhookDisabledReasonEnum,
  WebhookEventEnum,
  WebhookFailureEnum,
  type WebhookStatus,
  WebhookStatusEnum,
} from './webhook.enums.js';

@ObjectType({ description: 'A key that webhooks are signed with. What it is can be seen once, when it is made.' })
export class WebhookSecret {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when it signs beside its successor; null for the one that stays.',
  })
  expiresAt: Date | null;
}

@ObjectType({ description: 'A server of the supplier’s own, or of a partner’s, that is told what happens.' })
export class WebhookEndpoint {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Where webhooks are posted to.' })
  url: string;

  @Field({ description: 'What it is for.' })
  description: string;

  @Field(() => [WebhookEventEnum], { description: 'What it is told of.' })
  events: WebhookEventType[];

  @Field(() => WebhookStatusEnum, { description: 'Whether it is sent to.' })
  status: WebhookStatus;

  @Field(() => WebhookDisabledReasonEnum, { nullable: true, description: 'Why not; null while it is.' })
  disabledReason: WebhookDisabledReason | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when not; null while it is.' })
  disabledAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when no attempt has succeeded; null while the last one did. After five days it is disabled.',
  })
  failingSince: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When somebody last changed it.' })
  updatedAt: Date;
}

@ObjectType({ description: 'One attempt to send a webhook.' })
export class WebhookAttempt {
  @Field(() => Int, { description: 'Which one, counted from 1.' })
  number: number;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it goes on.' })
  finishedAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'How long it took, in milliseconds.' })
  durationMs: number | null;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer; null when there was none.' })
  statusCode: number | null;

  @Field(() => WebhookFailureEnum, { nullable: true, description: 'Why it failed; null when it did not.' })
  errorCode: WebhookFailure | null;

  @Field(() => String, { nullable: true, description: 'The first 1,024 bytes of the answer’s body, as UTF-8.' })
  responseBody: string | null;
}

@ObjectType({ description: 'One event for one endpoint. Kept for 30 days.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'Identifier of the event: the webhook-id of every attempt, also of replays.' })
  eventId: string;

  @Field(() => WebhookEventEnum, { description: 'What happened.' })
  event: WebhookEventType;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => JsonScalar, { description: 'The `data` of the body.' })
  data: Record<string, unknown>;

  @Field(() => DeliveryStatusEnum, { description: 'What has become of it.' })
  status: DeliveryStatus;

  @Field(() => Int, { description: 'How often it was sent, or tried to be.' })
  attemptCount: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is sent next; null when it is not.' })
  dueAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last taken; null while it was not.' })
  deliveredAt: Date | null;
}

/** A page of endpoints. */
export const WebhookEndpointConnection = Connection(WebhookEndpoint, 'WebhookEndpoint');

/** A page of deliveries. */
export const WebhookDeliveryConnection = Connection(WebhookDelivery, 'WebhookDelivery');

@InputType({ description: 'Which deliveries.' })
export class WebhookDeliveryFilter {
  @Field(() => ID, { nullable: true, description: 'To this endpoint.' })
  endpointId?: string | null;

  @Field(() => DeliveryStatusEnum, { nullable: true, description: 'Of which this has become.' })
  status?: DeliveryStatus | null;

  @Field(() => WebhookEventEnum, { nullable: true, description: 'Of this event.' })
  event?: WebhookEventType | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Of what happened at this moment or later.' })
  since?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Of what happened before this moment.' })
  until?: string | null;
}

@ArgsType()
export class WebhookDeliveryArgs extends ConnectionArgs {
  @Field(() => WebhookDeliveryFilter, { nullable: true, description: 'Which ones; all unless told.' })
  filter?: WebhookDeliveryFilter | null;

  @Field(() => DeliveryOrderEnum, { nullable: true, description: 'In which order; the newest first unless told.' })
  order?: DeliveryOrder | null;
}

@InputType({ description: 'A new endpoint.' })
export class CreateWebhookEndpointInput {
  @Field({
    description:
      'Where webhooks are posted to, up to 2,000 characters: https, a public address, port 443 or one from 1024 on, no credentials, no fragment.',
  })
  url: string;

  @Field({ description: 'What it is for, 1–200 characters.' })
  description: string;

  @Field(() => [WebhookEventEnum], { description: 'What it is told of; at least one, none that you may not hear of.' })
  events: WebhookEventType[];
}

@InputType({ description: 'What changes of an endpoint; what is left out stays.' })
export class UpdateWebhookEndpointInput {
  @Field(() => String, { nullable: true, description: 'Where webhooks are posted to, as in a new endpoint.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, 1–200 characters.' })
  description?: string | null;

  @Field(() => [WebhookEventEnum], { nullable: true, description: 'What it is told of from now on.' })
  events?: WebhookEventType[] | null;
}

@InputType({ description: 'Which deliveries of an endpoint are sent again.' })
export class ReplayWebhookDeliveriesInput {
  @Field(() => ID, { description: 'The endpoint.' })
  endpointId: string;

  @Field(() => DateTimeScalar, { description: 'Of what happened at this moment or later.' })
  since: string;

  @Field(() => DateTimeScalar, { description: 'Of what happened before this moment.' })
  until: string;

  @Field(() => Int, { nullable: true, description: 'How many at most, the oldest first: 1–1,000, 100 unless told.' })
  limit?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether also what was delivered; no unless told.' })
  delivered?: boolean | null;
}

@ObjectType({ description: 'What is sent again.' })
export class ReplayWebhookDeliveriesPayload {
  @Field(() => Int, { description: 'How many deliveries are sent again, or for the first time.' })
  replayed: number;

  @Field({ description: 'Whether there are more of that time than the limit allowed.' })
  more: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the last of them happened: the next call goes on with this as `since`. Null when there was none.',
  })
  lastOccurredAt: Date | null;
}

@ObjectType({ description: 'An endpoint with a key that was made for it.' })
export class WebhookSecretPayload {
  @Field({ description: 'The key, `whsec_…`. It is shown this once and cannot be read again.' })
  secret: string;

  @Field(() => WebhookEndpoint, { description: 'The endpoint.' })
  endpoint: WebhookEndpoint;
}
