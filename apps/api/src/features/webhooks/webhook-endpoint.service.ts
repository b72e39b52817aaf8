import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { isRowId, line, parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { mayHearAll } from '../events/event-audience.js';
import { SessionRequired } from '../staff/staff.errors.js';
import { WEBHOOK_TOPICS, type WebhookTopic } from './webhook-events.js';
import { targetPolicy } from './webhook-policy.js';
import { WebhookSecretStore } from './webhook-secret.store.js';
import { WebhookSwitch } from './webhook-switch.service.js';
import { checkUrl, type TargetPolicy } from './webhook-target.js';
import {
  WebhookEndpointNotFound,
  WebhookEventNotAllowed,
  WebhookTooMany,
  WebhookUrlRefused,
} from './webhook.errors.js';
import type { WebhookStatus } from './webhook.enums.js';
import type { CreateWebhookEndpointInput, UpdateWebhookEndpointInput } from './webhook.types.js';

const MOST_ENDPOINTS = 20;
const MOST_OVERLAP_HOURS = 168;
const USUAL_OVERLAP_HOURS = 24;
const HOUR_MS = 3_600_000;

/** An endpoint that nobody else changes until the transaction ends. */
interface LockedEndpoint {
  readonly id: string;
  readonly events: readonly WebhookTopic[];
  readonly status: WebhookStatus;
}

/** An endpoint that a mutation has written. */
interface Written {
  readonly id: string;
}

const topics = z
  .array(z.enum(WEBHOOK_TOPICS as [WebhookTopic, ...WebhookTopic[]]))
  .min(1)
  .transform((events) => WEBHOOK_TOPICS.filter((topic) => events.includes(topic)));
const createInput = z.object({ url: z.string(), description: line(200), events: topics });
const updateInput = z.object({ url: z.string().nullish(), description: line(200).nullish(), events: topics.nullish() });
const rotateArguments = z.object({ overlapHours: z.int().min(0).max(MOST_OVERLAP_HOURS).nullish() });

/** Where webhooks are sent. */
@Injectable()
export class WebhookEndpointService {
  private readonly policy: TargetPolicy;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(WebhookSecretStore) private readonly secrets: WebhookSecretStore,
    @Inject(WebhookSwitch) private readonly endpoints: WebhookSwitch,
    @Inject(Audit) private readonly audit: Audit,
  ) {
    this.policy = targetPolicy(config);
  }

  /** @throws SessionRequired @throws InputInvalid @throws WebhookUrlRefused @throws WebhookEventNotAllowed @throws WebhookTooMany */
  async create(ctx: RequestContext, input: CreateWebhookEndpointInput): Promise<Written & { readonly secret: string }> {
    demandSession(ctx);
    const { url: given, description, events } = parseInput(createInput, input);
    const url = this.allowedUrl(given);
    demandEvents(ctx, events);
    const count = await ctx.unit.first<{ count: number }>(tenantSql`
      select count(*)::int from webhook_endpoint where tenant_id = ${TENANT}`);
    if ((count?.count ?? 0) >= MOST_ENDPOINTS) throw new WebhookTooMany(MOST_ENDPOINTS);
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into webhook_endpoint (tenant_id, id, url, description, events, status, created_at, created_by, updated_at)
      values (${TENANT}, ${id}, ${url}, ${description}, ${events}, 'ACTIVE', ${ctx.now()}, ${ctx.staff.staffId}, ${ctx.now()})`);
    const secret = await this.secrets.issue(ctx, id);
    await this.tell(ctx, id, 'created', { host: new URL(url).host, events });
    return { id, secret };
  }

  /** @throws NotFound @throws SessionRequired @throws InputInvalid @throws WebhookUrlRefused @throws WebhookEventNotAllowed */
  async update(ctx: RequestContext, id: string, input: UpdateWebhookEndpointInput): Promise<Written> {
    const endpoint = await this.lock(ctx, id);
    const { url: given, description, events } = parseInput(updateInput, input);
    if (given != null || events != null) demandSession(ctx);
    const url = given == null ? null : this.allowedUrl(given);
    demandEvents(
      ctx,
      (events ?? []).filter((topic) => !endpoint.events.includes(topic)),
    );
    // Another address is another receiver: how the one before has done is not held against it.
    const failing: Sql = url === null ? sql`failing_since` : sql`null`;
    await ctx.unit.execute(tenantSql`
      update webhook_endpoint set url = coalesce(${url}, url), description = coalesce(${description ?? null}, description),
        events = coalesce(${events ?? null}::text[], events), failing_since = ${failing}, updated_at = ${ctx.now()}
      where tenant_id = ${TENANT} and id = ${endpoint.id}`);
    await this.tell(ctx, endpoint.id, 'changed', {
      // Paths and queries can hold secrets of the receiver, which readers of the log need not know.
      ...(url === null ? {} : { host: new URL(url).host }),
      ...(description == null ? {} : { description }),
      ...(events == null ? {} : { events }),
    });
    return { id: endpoint.id };
  }

  /** @throws NotFound @throws SessionRequired @throws InputInvalid @throws WebhookRotationUnderWay */
  async rotate(
    ctx: RequestContext,
    id: string,
    args: { readonly overlapHours?: number | null },
  ): Promise<Written & { readonly secret: string }> {
    const endpoint = await this.lock(ctx, id);
    demandSession(ctx);
    const { overlapHours } = parseArguments(rotateArguments, args);
    const hours = overlapHours ?? USUAL_OVERLAP_HOURS;
    const secret = await this.secrets.rotate(ctx, endpoint.id, hours * HOUR_MS);
    await this.tell(ctx, endpoint.id, 'secret-rotated', { overlapHours: hours });
    return { id: endpoint.id, secret };
  }

  /** @throws NotFound */
  async disable(ctx: RequestContext, id: string): Promise<Written> {
    const endpoint = await this.lock(ctx, id);
    await this.endpoints.disable(ctx, endpoint.id, 'BY_HAND');
    return endpoint;
  }

  /** @throws NotFound */
  async enable(ctx: RequestContext, id: string): Promise<Written> {
    const endpoint = await this.lock(ctx, id);
    await this.endpoints.enable(ctx, endpoint.id);
    return endpoint;
  }

  /** With its keys and all that is known of what was sent to it. @throws NotFound */
  async delete(ctx: RequestContext, id: string): Promise<boolean> {
    const endpoint = await this.lock(ctx, id);
    await ctx.unit.execute(tenantSql`delete from webhook_endpoint where tenant_id = ${TENANT} and id = ${endpoint.id}`);
    await this.tell(ctx, endpoint.id, 'deleted', {});
    return true;
  }

  /** @throws NotFound */
  async lock(ctx: RequestContext, id: string): Promise<LockedEndpoint> {
    const row = isRowId(id)
      ? await ctx.unit.first<LockedEndpoint>(tenantSql`
          select id, events, status from webhook_endpoint where tenant_id = ${TENANT} and id = ${id.toLowerCase()} for update`)
      : undefined;
    if (!row) throw new WebhookEndpointNotFound();
    return row;
  }

  private allowedUrl(text: string): string {
    const url = checkUrl(this.policy, text.trim());
    if (!(url instanceof URL)) throw new WebhookUrlRefused(url);
    return url.href;
  }

  private tell(ctx: RequestContext, entityId: string, action: string, detail: Record<string, unknown>): Promise<void> {
    return this.audit.record(ctx, { action, entity: 'webhook-endpoint', entityId, detail });
  }
}

/** What a stolen key has set up would go on after the key was revoked. */
function demandSession(ctx: RequestContext): void {
  if (ctx.staff.apiKeyId !== null) throw new SessionRequired();
}

function demandEvents(ctx: RequestContext, events: readonly WebhookTopic[]): void {
  const refused = events.filter((topic) => !mayHearAll(ctx, topic));
  if (refused.length > 0) throw new WebhookEventNotAllowed(refused);
}
