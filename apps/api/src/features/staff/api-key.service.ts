import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { issueToken } from '../../platform/auth/opaque-token.js';
import { PERMISSIONS } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import type { CreateApiKeyInput } from './api-key.types.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { PermissionNotOwned, SessionRequired } from './staff.errors.js';

const ROW_ID = z.guid();

/** Keys for programs. The secret is shown once; only its hash is kept. */
@Injectable()
export class ApiKeyService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** @throws SessionRequired for a key that asks for a key @throws PermissionNotOwned */
  async create(
    ctx: RequestContext,
    input: CreateApiKeyInput,
  ): Promise<{ readonly token: string; readonly id: string }> {
    const { permissions, ...values } = parseInput(createInput(ctx.now()), input);
    // A stolen key must not outlive its revocation through keys it made itself.
    if (ctx.staff.apiKeyId !== null) throw new SessionRequired();
    const missing = permissions.filter((permission) => !hasPermission(ctx, permission));
    if (missing.length > 0) throw new PermissionNotOwned(missing);
    const id = uuidv7();
    const { text, hash } = issueToken('API_KEY', ctx.tenantId, id);
    await ctx.unit.execute(tenantSql`
      insert into api_key (tenant_id, id, staff_id, name, secret_hash, permissions, created_at, expires_at)
      values (${TENANT}, ${id}, ${ctx.staff.staffId}, ${values.name}, ${hash}, ${permissions}, ${ctx.now()}, ${values.expiresAt})`);
    await this.audit.record(ctx, { action: 'created', entity: 'api-key', entityId: id, detail: { permissions } });
    return { token: text, id };
  }

  /** Ends a key at once; doing so twice changes nothing. @throws NotFound for a key that is not there or not the caller's to end */
  async revoke(ctx: RequestContext, id: string): Promise<{ readonly id: string }> {
    const found =
      ROW_ID.safeParse(id).success &&
      (await ctx.unit.first<{ id: string }>(tenantSql`
      select id from api_key where tenant_id = ${TENANT} and id = ${id} and ${mine(ctx)}`));
    if (!found) throw new NotFound('API key');
    const revoked = await ctx.unit.execute(tenantSql`
      update api_key set revoked_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${id} and revoked_at is null`);
    if (revoked > 0) await this.audit.record(ctx, { action: 'revoked', entity: 'api-key', entityId: found.id });
    return found;
  }
}

const createInput = (now: Date) =>
  z.object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters'),
    permissions: z
      .array(z.enum(PERMISSIONS))
      .min(1)
      .transform((permissions) => [...new Set(permissions)]),
    expiresAt: z
      .string()
      .nullish()
      .transform((text) => (text == null ? null : new Date(text)))
      .refine((date) => date === null || date > now, 'must be in the future'),
  });

/** Condition that holds for the keys the caller has to do with: the own ones, and with `staff.manage` everybody's. */
export function mine(ctx: RequestContext, staffId: Sql = sql`staff_id`): Sql {
  return hasPermission(ctx, 'staff.manage') ? sql`true` : sql`${staffId} = ${ctx.staff.staffId}`;
}
