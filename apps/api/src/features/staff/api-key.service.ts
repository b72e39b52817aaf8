import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { issueToken } from '../../platform/auth/opaque-token.js';
import { PERMISSIONS } from '../../platform/auth/permissions.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { ApiKey } from './api-key.entity.js';
import type { CreateApiKeyInput, CreateApiKeyPayload } from './api-key.types.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { PermissionNotOwned, SessionRequired } from './staff.errors.js';

const BY_AGE: readonly OrderColumn[] = [{ column: 'id', type: 'uuid' }];
const ROW_ID = z.guid();

/** Keys for programs. The secret is shown once; only its hash is kept. */
@Injectable()
export class ApiKeyService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** @throws SessionRequired for a key that asks for a key @throws PermissionNotOwned */
  async create(ctx: RequestContext, input: CreateApiKeyInput): Promise<CreateApiKeyPayload> {
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
    return { token: text, apiKey: await this.get(ctx, id) };
  }

  /** The caller's own keys, and with `staff.manage` everybody's; the newest first. */
  async list(ctx: RequestContext, args: ConnectionArgs): Promise<ConnectionOf<ApiKey>> {
    const page = readPage(args, BY_AGE.length);
    const { after, orderBy, limit } = keyset(BY_AGE, page, true);
    const rows = await ctx.unit.query<ApiKey>(tenantSql`
      select id, staff_id as "staffId", name, permissions, created_at as "createdAt", expires_at as "expiresAt",
        last_used_at as "lastUsedAt", revoked_at as "revokedAt"
      from api_key where tenant_id = ${TENANT} and ${all([mine(ctx), after])} order by ${orderBy} ${limit}`);
    return toConnection(rows, page, {
      key: ({ id }) => [id],
      node: (key) => key,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(tenantSql`
          select count(*) from api_key where tenant_id = ${TENANT} and ${all([mine(ctx)])}`);
        return Number(row?.count ?? 0);
      },
    });
  }

  /** Ends a key at once; doing so twice changes nothing. @throws NotFound for a key that is not there or not the caller's to end */
  async revoke(ctx: RequestContext, id: string): Promise<ApiKey> {
    const found =
      ROW_ID.safeParse(id).success &&
      (await ctx.unit.first<{ id: string }>(tenantSql`
      select id from api_key where tenant_id = ${TENANT} and id = ${id} and ${all([mine(ctx)])}`));
    if (!found) throw new NotFound('API key');
    const revoked = await ctx.unit.execute(tenantSql`
      update api_key set revoked_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${id} and revoked_at is null`);
    if (revoked > 0) await this.audit.record(ctx, { action: 'revoked', entity: 'api-key', entityId: found.id });
    return this.get(ctx, found.id);
  }

  private async get(ctx: RequestContext, id: string): Promise<ApiKey> {
    const key = await (await ctx.unit.repository(ApiKey)).findOne({ id });
    if (!key) throw new NotFound('API key');
    return key;
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

const mine = (ctx: RequestContext) =>
  hasPermission(ctx, 'staff.manage') ? undefined : sql`staff_id = ${ctx.staff.staffId}`;
