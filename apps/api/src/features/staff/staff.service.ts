import { Inject, Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleToStaff } from '../../platform/auth/account-visibility.js';
import { hashPassword } from '../../platform/auth/password.js';
import { type Permission, rolesWith, STAFF_ROLES } from '../../platform/auth/permissions.js';
import { LOCALES, type RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { StaffMember } from './staff-member.entity.js';
import { EmailTaken, SessionRequired } from './staff.errors.js';
import type { CreateStaffMemberInput } from './staff.types.js';

const createInput = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  role: z.enum(STAFF_ROLES),
  password: z.string().min(12, 'must have at least 12 characters').max(1_000),
  locale: z.enum(LOCALES).default('en'),
});

/** The supplier's people. */
@Injectable()
export class StaffService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async get(ctx: RequestContext, id: string): Promise<StaffMember> {
    const found = await (await ctx.unit.repository(StaffMember)).findOne({ id });
    if (!found) throw new NotFound('Staff member');
    return found;
  }

  /** For nested fields; stable, so that siblings share one statement. */
  readonly byIds = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, StaffMember>> => {
    const found = await (await ctx.unit.repository(StaffMember)).find({ id: In([...ids]) });
    return new Map(found.map((member) => [member.id, member]));
  };

  /** Those of the members of staff who still work here and may see the account. */
  async whoSee(ctx: RequestContext, ids: readonly string[], accountId: string): Promise<ReadonlySet<string>> {
    const seeing = new Set<string>();
    for (const member of (await this.byIds(ctx, [...new Set(ids)])).values()) {
      const sees =
        member.disabledAt === null &&
        (await ctx.unit.first(tenantSql`
          select from account a where a.tenant_id = ${TENANT} and a.id = ${accountId} and ${visibleToStaff(member, 'a.id')}`));
      if (sees) seeing.add(member.id);
    }
    return seeing;
  }

  /** Everybody who works for the tenant and may do something. */
  async allowed(ctx: RequestContext, permission: Permission): Promise<StaffMember[]> {
    return (await ctx.unit.repository(StaffMember)).find({
      role: In([...rolesWith(permission)]),
      disabledAt: IsNull(),
    });
  }

  /** @throws EmailTaken @throws SessionRequired for a key that asks */
  async create(ctx: RequestContext, input: CreateStaffMemberInput): Promise<StaffMember> {
    const { password, ...values } = parseInput(createInput, input);
    // Somebody added by a stolen key would go on after the key was revoked.
    if (ctx.principal.kind === 'STAFF' && ctx.principal.apiKeyId !== null) throw new SessionRequired();
    const repository = await ctx.unit.repository(StaffMember);
    const emailLower = values.email.toLowerCase();
    if (await repository.exists({ emailLower })) throw new EmailTaken();
    const id = uuidv7();
    const row = {
      ...values,
      id,
      emailLower,
      passwordHash: await hashPassword(password),
      failedSignIns: 0,
      createdAt: ctx.now(),
    };
    await naming(UNIQUE_VIOLATION, () => new EmailTaken(), repository.insert(row));
    await this.audit.record(ctx, { action: 'created', entity: 'staff', entityId: id, detail: { role: values.role } });
    return this.get(ctx, id);
  }
}
