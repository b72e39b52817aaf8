import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { CONFIG, type Config } from '../../platform/config/config.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { SecretBox } from '../../platform/secrets/secret-box.js';
import { newWebhookKey, webhookSecretText } from './webhook-signature.js';
import { WebhookRotationUnderWay } from './webhook.errors.js';

/** The keys of endpoints. They have to be read at every attempt, so they are kept encrypted, not hashed. */
@Injectable()
export class WebhookSecretStore {
  private readonly box: SecretBox;

  constructor(@Inject(CONFIG) config: Config) {
    this.box = new SecretBox(config.secret, 'webhooks');
  }

  /** Makes a key that stays. @returns it as its receiver gets to see it, this once */
  async issue(ctx: RequestContext, endpointId: string): Promise<string> {
    const [id, key] = [uuidv7(), newWebhookKey()];
    await ctx.unit.execute(tenantSql`
      insert into webhook_secret (tenant_id, id, endpoint_id, sealed, created_at)
      values (${TENANT}, ${id}, ${endpointId}, ${this.box.seal(key, ownerOf(ctx, endpointId, id))}, ${ctx.now()})`);
    return webhookSecretText(key);
  }

  /**
   * Makes a key that takes the place of the present one, which signs beside it for as long as `overlapMs` says. The caller
   * has locked the endpoint. @throws WebhookRotationUnderWay while a third key would be valid
   */
  async rotate(ctx: RequestContext, endpointId: string, overlapMs: number): Promise<string> {
    const until = new Date(ctx.now().getTime() + overlapMs);
    const expiring = await ctx.unit.first<{ expires_at: Date }>(tenantSql`
      select expires_at from webhook_secret where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and expires_at > ${ctx.now()} limit 1`);
    if (expiring && overlapMs > 0) throw new WebhookRotationUnderWay(expiring.expires_at);
    await ctx.unit.execute(tenantSql`
      update webhook_secret set expires_at = least(expires_at, ${until}) where tenant_id = ${TENANT} and endpoint_id = ${endpointId}`);
    await ctx.unit.execute(tenantSql`
      delete from webhook_secret where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and expires_at <= ${ctx.now()}`);
    return this.issue(ctx, endpointId);
  }

  /** The keys that sign now, the newest first; without those that cannot be read. */
  async keys(ctx: RequestContext, endpointId: string): Promise<readonly Buffer[]> {
    const rows = await ctx.unit.query<{ id: string; sealed: Buffer }>(tenantSql`
      select id, sealed from webhook_secret
      where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and (expires_at is null or expires_at > ${ctx.now()})
      order by created_at desc, id desc`);
    return rows.flatMap(({ id, sealed }) => this.box.open(sealed, ownerOf(ctx, endpointId, id)) ?? []);
  }

  /** Forgets keys that sign no more. */
  async purge(ctx: RequestContext): Promise<void> {
    await ctx.unit.execute(tenantSql`
      delete from webhook_secret where tenant_id = ${TENANT} and expires_at <= ${ctx.now()}`);
  }
}

function ownerOf({ tenantId }: RequestContext, endpointId: string, id: string): string {
  return `${tenantId}/${endpointId}/${id}`;
}
