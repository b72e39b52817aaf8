import { type IsoDate, policyDifferences, validatePolicy } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { changedPolicy } from './policy-change.js';
import { PolicyChanged, PolicyInvalid } from './policy.errors.js';
import { noteInput, type UpdatePolicyInput } from './policy.inputs.js';
import { type PolicyRow, type PolicyVersion, versionOf } from './policy-version.js';

export type { PolicyVersion } from './policy-version.js';

/** The tenant's rules. A change is a new version; decisions keep the version they were taken under. */
@Injectable()
export class PolicyService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async current(ctx: RequestContext): Promise<PolicyVersion> {
    const row = await ctx.unit.first<PolicyRow>(tenantSql`
      select t.time_zone, p.version, p.document::text as document, p.created_at, p.created_by, p.note from tenant t left join lateral (
        select version, document, created_at, created_by, note from policy where tenant_id = ${TENANT} order by version desc limit 1) p on true
      where t.id = ${TENANT}`);
    return versionOf(row ?? NOTHING_SET);
  }

  /** The version that was in force at the end of a day (UTC). */
  async on(ctx: RequestContext, day: IsoDate): Promise<PolicyVersion> {
    const over = sql`p.created_at < ((${day}::date + 1)::timestamp at time zone 'UTC')`;
    const [found] = await this.versions(ctx, over, 1);
    if (found) return found;
    const tenant = await ctx.unit.first<{ time_zone: string }>(
      tenantSql`select time_zone from tenant where id = ${TENANT}`,
    );
    return versionOf({ ...NOTHING_SET, time_zone: tenant?.time_zone ?? NOTHING_SET.time_zone });
  }

  /** A version that was in force once. @throws NotFound */
  async at(ctx: RequestContext, version: number): Promise<PolicyVersion> {
    if (version === 0) return versionOf(NOTHING_SET);
    const [found] = await this.versions(ctx, sql`p.version = ${version}::int`, 1);
    if (!found) throw new NotFound('Policy version');
    return found;
  }

  /** Versions before one, the newest first; all, when none is given. The defaults are version 0 and not among them. */
  async before(ctx: RequestContext, version: number | null, count: number): Promise<readonly PolicyVersion[]> {
    return this.versions(ctx, version === null ? sql`true` : sql`p.version < ${version}::int`, count);
  }

  /**
   * Sets a new version: all that the input changes, or nothing.
   * @throws PolicyChanged when the policy is not the version the caller has seen @throws InputInvalid
   */
  async update(ctx: RequestContext, input: UpdatePolicyInput): Promise<PolicyVersion> {
    const note = parseInput(noteInput, input).note ?? null;
    const { version, document } = await this.current(ctx);
    if (input.expectedVersion !== version) throw new PolicyChanged();
    const next = validatePolicy(changedPolicy(document, input));
    if (!next.ok) throw new PolicyInvalid(next.reasons);
    const inserted = await ctx.unit.execute(tenantSql`
      insert into policy (tenant_id, version, document, created_at, created_by, note)
      values (${TENANT}, ${version + 1}, ${JSON.stringify(next.document)}, ${ctx.now()}, ${ctx.actor}, ${note}) on conflict do nothing`);
    // Somebody else was quicker.
    if (inserted === 0) throw new PolicyChanged();
    await this.audit.record(ctx, {
      ...{ action: 'updated', entity: 'policy', entityId: String(version + 1) },
      detail: { note, changes: policyDifferences(document, next.document) },
    });
    return this.current(ctx);
  }

  private async versions(ctx: RequestContext, condition: Sql, count: number): Promise<readonly PolicyVersion[]> {
    const rows = await ctx.unit.query<PolicyRow>(tenantSql`
      select t.time_zone, p.version, p.document::text as document, p.created_at, p.created_by, p.note from policy p join tenant t on t.id = ${TENANT}
      where p.tenant_id = ${TENANT} and ${condition} order by p.version desc limit ${count}::int`);
    return rows.map(versionOf);
  }
}

const NOTHING_SET: PolicyRow = {
  ...{ time_zone: 'UTC', version: null, document: null, created_at: null, created_by: null, note: null },
};
