import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { Authenticator } from '../../platform/auth/authenticator.js';
import { passwordMatches } from '../../platform/auth/password.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import type { SignInInput, SignInPayload } from './sign-in.types.js';
import { SignInRefused } from './staff.errors.js';
import { StaffMember } from './staff-member.entity.js';

const SESSION_HOURS = 8;
const LOCK_AFTER_FAILURES = 10;
const LOCK_MINUTES = 15;

const signInInput = z.object({
  tenant: z.string().max(60),
  email: z.string().max(254),
  password: z.string().max(1_000),
});

/** Staff sessions: begun with a password, ended by signing out or by time. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws SignInRefused for every reason alike, after the same work. */
  async signIn(input: SignInInput, userAgent: string | undefined): Promise<SignInPayload> {
    const { tenant: slug, email, password } = parseInput(signInInput, input);
    const tenant = await this.contexts.tenantBySlug(slug);
    if (!tenant) {
      await passwordMatches(password, null);
      throw new SignInRefused();
    }
    return this.contexts.asSystem(tenant.id, 'sign-in', async (ctx) => {
      const payload = await ctx.transaction(() => this.check(ctx, email.trim().toLowerCase(), password, userAgent));
      // Thrown outside, so that the counted failure is not undone with the transaction.
      if (!payload) throw new SignInRefused();
      return payload;
    });
  }

  async signOut(ctx: RequestContext): Promise<boolean> {
    const { sessionId, staffId } = ctx.staff;
    if (sessionId === null) return false;
    await ctx.unit.execute(tenantSql`
      update staff_session set revoked_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${sessionId} and revoked_at is null`);
    await this.audit.record(ctx, { action: 'signed-out', entity: 'staff', entityId: staffId });
    return true;
  }

  private async check(
    ctx: RequestContext,
    email: string,
    password: string,
    userAgent: string | undefined,
  ): Promise<SignInPayload | undefined> {
    const stored = await ctx.unit.first<{ password_hash: string | null }>(tenantSql`
      select password_hash from staff_member where tenant_id = ${TENANT} and email_lower = ${email}`);
    // The slow part comes before the lock, so that one person's attempts do not queue for each other's.
    const matches = await passwordMatches(password, stored?.password_hash ?? null);
    const found = await ctx.unit.first<{ id: string; locked_until: Date | null; disabled_at: Date | null }>(tenantSql`
      select id, locked_until, disabled_at from staff_member
      where tenant_id = ${TENANT} and email_lower = ${email} for no key update`);
    const now = ctx.now();
    const locked = found?.locked_until != null && found.locked_until > now;
    if (!found || !matches || locked || found.disabled_at !== null) {
      await this.refuse(ctx, found && !locked ? found.id : null);
      return undefined;
    }
    await ctx.unit.execute(tenantSql`
      update staff_member set failed_sign_ins = 0, locked_until = null where tenant_id = ${TENANT} and id = ${found.id}`);
    const sessionId = uuidv7();
    const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
    await ctx.unit.execute(tenantSql`
      insert into staff_session (tenant_id, id, staff_id, created_at, expires_at, user_agent)
      values (${TENANT}, ${sessionId}, ${found.id}, ${now}, ${expiresAt}, ${userAgent?.slice(0, 300) ?? null})`);
    await this.audit.record(ctx, { action: 'signed-in', entity: 'staff', entityId: found.id });
    const accessToken = await this.authenticator.tokens.sign(
      { tenantId: ctx.tenantId, sessionId, staffId: found.id },
      now,
      expiresAt,
    );
    const staff = await (await ctx.unit.repository(StaffMember)).findOne({ id: found.id });
    return staff ? { accessToken, expiresAt, staff } : undefined;
  }

  /** Counts the failure where there is somebody to count it for; once a lock is over, from the beginning. */
  private async refuse(ctx: RequestContext, staffId: string | null): Promise<void> {
    const now = ctx.now();
    const lockedUntil = new Date(now.getTime() + LOCK_MINUTES * 60_000);
    await ctx.unit.execute(tenantSql`
      update staff_member set failed_sign_ins = f.failures,
        locked_until = case when f.failures >= ${LOCK_AFTER_FAILURES} then ${lockedUntil}::timestamptz end
      from (select case when locked_until <= ${now} then 1 else failed_sign_ins + 1 end as failures
        from staff_member where tenant_id = ${TENANT} and id = ${staffId}) f
      where tenant_id = ${TENANT} and id = ${staffId}`);
    await this.audit.record(ctx, { action: 'sign-in-refused', entity: 'staff', entityId: staffId ?? 'unknown' });
  }
}
