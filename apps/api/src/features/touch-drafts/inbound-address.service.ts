import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { StaffPrincipal } from '../../platform/context/principal.js';
import { ROLE_PERMISSIONS, type StaffRole } from '../../platform/auth/permissions.js';
import { LOCALES, type Locale } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { RateLimitService } from '../portal-access/rate-limit.service.js';
import { SessionRequired } from '../staff/staff.errors.js';
import { issueInboundToken } from './inbound-token.js';
import { InboundAddressUnknown, InboundEmailOff, TooManyMessages } from './touch-draft.errors.js';
import type { InboundAddress } from './touch-draft.types.js';
import { TouchDrafts } from './touch-draft.service.js';

/** Nobody writes so many messages worth recording in an hour. */
const MOST_AN_HOUR = 120;

/** For whom a message has come in. */
export interface Recipient {
  readonly principal: StaffPrincipal;
  readonly locale: Locale;
}

/** The addresses to which members of staff copy messages. Only the hash of what is secret in one is kept. */
@Injectable()
export class InboundAddresses {
  constructor(
    @Inject(TouchDrafts) private readonly drafts: TouchDrafts,
    @Inject(RateLimitService) private readonly limits: RateLimitService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** The caller's own. */
  async own(ctx: RequestContext): Promise<InboundAddress | null> {
    const row = await ctx.unit.first<InboundAddress>(tenantSql`
      select created_at as "createdAt", last_used_at as "lastUsedAt" from inbound_address
      where tenant_id = ${TENANT} and staff_id = ${ctx.staff.staffId}`);
    return row ?? null;
  }

  /** A new address of the caller's, in place of the one before. @throws InboundEmailOff @throws SessionRequired */
  async create(ctx: RequestContext): Promise<string> {
    // A stolen key must not outlive its revocation through an address it made itself.
    if (ctx.staff.apiKeyId !== null) throw new SessionRequired();
    const { inboundEmail } = await this.drafts.rules(ctx);
    if (!inboundEmail) throw new InboundEmailOff();
    await this.revoke(ctx);
    const id = uuidv7();
    const { text, hash } = issueInboundToken(ctx.tenantId);
    await ctx.unit.execute(tenantSql`
      insert into inbound_address (tenant_id, id, staff_id, secret_hash, created_at)
      values (${TENANT}, ${id}, ${ctx.staff.staffId}, ${hash}, ${ctx.now()})`);
    await this.audit.record(ctx, { action: 'created', entity: 'inbound-address', entityId: id });
    return text;
  }

  /** Ends the caller's address at once. @returns whether there was one */
  async revoke(ctx: RequestContext): Promise<boolean> {
    const [ended] = await ctx.unit.query<{ id: string }>(tenantSql`
      delete from inbound_address where tenant_id = ${TENANT} and staff_id = ${ctx.staff.staffId} returning id`);
    if (ended) await this.audit.record(ctx, { action: 'revoked', entity: 'inbound-address', entityId: ended.id });
    return ended !== undefined;
  }

  /** Whose address it is, once per message, in a transaction of its own. @throws InboundAddressUnknown @throws TooManyMessages */
  async recipient(ctx: RequestContext, hash: Buffer): Promise<Recipient> {
    const row = await ctx.unit.first<{ id: string; staff_id: string; name: string; role: StaffRole; locale: string }>(
      tenantSql`
        select i.id, s.id as staff_id, s.name, s.role, s.locale from inbound_address i
        join staff_member s on s.tenant_id = ${TENANT} and s.id = i.staff_id and s.disabled_at is null
        where i.tenant_id = ${TENANT} and i.secret_hash = ${hash}`,
    );
    const permissions = new Set(row && ROLE_PERMISSIONS[row.role]);
    const allowed = permissions.has('ledger.write') && (await this.drafts.rules(ctx)).inboundEmail;
    if (!row || !allowed) throw new InboundAddressUnknown();
    if (!(await this.limits.attempt(ctx, 'inbound-email', row.id, MOST_AN_HOUR))) throw new TooManyMessages();
    await ctx.unit.execute(tenantSql`
      update inbound_address set last_used_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${row.id}`);
    const { staff_id: staffId, name, role } = row;
    const via = { sessionId: null, apiKeyId: null, portfolio: 'WIDE' } as const;
    const locale = LOCALES.find((one) => one === row.locale) ?? 'en';
    return { principal: { kind: 'STAFF', staffId, name, role, permissions, ...via }, locale };
  }
}
