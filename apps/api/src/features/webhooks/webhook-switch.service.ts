import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { StaffService } from '../staff/staff.service.js';
import { WebhookDeliveryStore } from './webhook-delivery.store.js';
import { FAILING_MS } from './webhook-schedule.js';
import type { WebhookDisabledReason } from './webhook.enums.js';
import { disabledMail } from './webhook.mail.js';

/** An endpoint that nobody else changes until the transaction ends. */
interface HeldEndpoint {
  readonly id: string;
  readonly failingSince: Date | null;
}

interface Disabled {
  url: string;
  description: string;
  supplier: string;
}

/** Switches endpoints on and off: by hand, and by themselves when they are gone or nothing arrives for days. */
@Injectable()
export class WebhookSwitch {
  constructor(
    @Inject(WebhookDeliveryStore) private readonly deliveries: WebhookDeliveryStore,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** What waits is cancelled. Who may do something about it is told, unless it was done by hand. */
  async disable(ctx: RequestContext, id: string, reason: WebhookDisabledReason): Promise<void> {
    const disabled = await ctx.unit.first<Disabled>(tenantSql`
      update webhook_endpoint e set status = 'DISABLED', disabled_reason = ${reason}, disabled_at = ${ctx.now()}
      from tenant t where e.tenant_id = ${TENANT} and t.id = e.tenant_id and e.id = ${id} and e.status = 'ACTIVE'
      returning e.url, e.description, t.name as supplier`);
    if (!disabled) return;
    await this.deliveries.cancel(ctx, id);
    await this.audit.record(ctx, { action: 'disabled', entity: 'webhook-endpoint', entityId: id, detail: { reason } });
    if (reason !== 'BY_HAND') await this.tell(ctx, id, disabled, reason);
  }

  async enable(ctx: RequestContext, id: string): Promise<void> {
    const enabled = await ctx.unit.execute(tenantSql`
      update webhook_endpoint set status = 'ACTIVE', disabled_reason = null, disabled_at = null, failing_since = null
      where tenant_id = ${TENANT} and id = ${id} and status = 'DISABLED'`);
    if (enabled > 0) await this.audit.record(ctx, { action: 'enabled', entity: 'webhook-endpoint', entityId: id });
  }

  /** The endpoint, locked before anything of it is noted, so that nobody waits for another in a circle; undefined when deleted. */
  hold(ctx: RequestContext, id: string): Promise<HeldEndpoint | undefined> {
    return ctx.unit.first<HeldEndpoint>(tenantSql`
      select id, failing_since as "failingSince" from webhook_endpoint where tenant_id = ${TENANT} and id = ${id} for no key update`);
  }

  /** An attempt has succeeded. */
  async works(ctx: RequestContext, { id, failingSince }: HeldEndpoint): Promise<void> {
    if (failingSince === null) return;
    await ctx.unit.execute(tenantSql`
      update webhook_endpoint set failing_since = null where tenant_id = ${TENANT} and id = ${id}`);
  }

  /** An attempt has failed: the first of a row of them notes when, and days of it are enough. */
  async fails(ctx: RequestContext, { id, failingSince }: HeldEndpoint): Promise<void> {
    if (failingSince === null) {
      await ctx.unit.execute(tenantSql`
        update webhook_endpoint set failing_since = ${ctx.now()} where tenant_id = ${TENANT} and id = ${id} and status = 'ACTIVE'`);
    } else if (ctx.now().getTime() - failingSince.getTime() >= FAILING_MS) await this.disable(ctx, id, 'FAILING');
  }

  private async tell(
    ctx: RequestContext,
    endpointId: string,
    { url, description, supplier }: Disabled,
    reason: Exclude<WebhookDisabledReason, 'BY_HAND'>,
  ): Promise<void> {
    await this.outbox.publish(ctx, 'webhook.disabled', { endpointId, reason });
    for (const { email: to, name, locale } of await this.staff.allowed(ctx, 'webhook.manage')) {
      const mail = disabledMail(
        { to, name, supplier, url, description, reason },
        LOCALES.find((each) => each === locale) ?? 'en',
      );
      await this.outbox.publish(ctx, 'mail.send', mail);
    }
  }
}
