import {
  DEFAULT_POLICY_DOCUMENT,
  type IsoDate,
  isPolicyPathWithin,
  type PolicyDocument,
  policyDifferences,
  validatePolicy,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { naming } from '../../platform/errors/database-error.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { isTimeZone } from '../../platform/context/zones.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { changedPolicy } from './policy-change.js';
import { PolicyChanged, PolicyInvalid, TimeZoneUnknown } from './policy.errors.js';
import { noteInput, type UpdatePolicyInput } from './policy.inputs.js';
import { type PolicyRow, type PolicyVersion, versionOf, type ZoneChange } from './policy-version.js';

export type { PolicyVersion } from './policy-version.js';

/** The tenant's rules. A change is a new version; decisions keep the version they were taken under. */
@Injectable()
export class PolicyService {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  current(ctx: RequestContext): Promise<PolicyVersion> {
    return this.latest(ctx, sql`true`);
  }

  /** The version that was in force at the end of a day (UTC); looked up once per request, however many ask. */
  async on(ctx: RequestContext, day: IsoDate): Promise<PolicyVersion> {
    return (await batchLoad(ctx, this.ofDays, day)) as PolicyVersion;
  }

  private readonly ofDays = async (
    ctx: RequestContext,
    days: readonly IsoDate[],
  ): Promise<ReadonlyMap<IsoDate, PolicyVersion>> => {
    const found = new Map<IsoDate, PolicyVersion>();
    for (const day of days)
      found.set(day, await this.latest(ctx, sql`p.created_at < ((${day}::date + 1)::timestamp at time zone 'UTC')`));
    return found;
  };

  /** The last version of those meant; the defaults where there is none. */
  private async latest(ctx: RequestContext, condition: Sql): Promise<PolicyVersion> {
    const row = await ctx.unit.first<PolicyRow>(tenantSql`
      select t.time_zone, p.version, p.document::text as document, p.created_at, p.created_by, p.note, p.zone_change from tenant t left join lateral (
        select p.version, p.document, p.created_at, p.created_by, p.note, p.zone_change from policy p
        where p.tenant_id = ${TENANT} and ${condition} order by p.version desc limit 1) p on true
      where t.id = ${TENANT}`);
    return versionOf(row ?? NOTHING_SET);
  }

  /** A version that was in force once. @throws NotFound */
  async at(ctx: RequestContext, version: number): Promise<PolicyVersion> {
    if (version === 0) return { ...versionOf(NOTHING_SET), timeZone: (await this.current(ctx)).timeZone };
    const [found] = await this.versions(ctx, sql`p.version = ${version}::int`, 1);
    if (!found) throw new NotFound('Policy version');
    return found;
  }

  /** The rules of versions that were in force once, by version; the defaults are those of version 0. */
  async documents(ctx: RequestContext, versions: readonly number[]): Promise<ReadonlyMap<number, PolicyDocument>> {
    const known = new Map(versions.includes(0) ? [[0, DEFAULT_POLICY_DOCUMENT]] : []);
    const set = versions.filter((version) => version !== 0);
    if (set.length === 0) return known;
    const found = await this.versions(ctx, sql`p.version = any(${set}::int[])`, set.length);
    for (const { version, document } of found) known.set(version, document);
    return known;
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
    const { version, document, timeZone } = await this.current(ctx);
    if (input.expectedVersion !== version) throw new PolicyChanged();
    const zone = zoneChange(timeZone, input.timeZone ?? timeZone);
    const next = validatePolicy(changedPolicy(document, input));
    if (!next.ok) throw new PolicyInvalid(next.reasons);
    const inserted = await ctx.unit.execute(tenantSql`
      insert into policy (tenant_id, version, document, created_at, created_by, note, zone_change)
      values (${TENANT}, ${version + 1}, ${JSON.stringify(next.document)}, ${ctx.now()}, ${ctx.actor}, ${note},
        ${zone === null ? null : JSON.stringify(zone)}::jsonb) on conflict do nothing`);
    // Somebody else was quicker.
    if (inserted === 0) throw new PolicyChanged();
    if (zone !== null) await this.setZone(ctx, zone.to);
    const changes = policyDifferences(document, next.document);
    await this.audit.record(ctx, {
      ...{ action: 'updated', entity: 'policy', entityId: String(version + 1) },
      detail: { note, changes: [...changes, ...(zone === null ? [] : [{ path: 'timeZone', ...zone }])] },
    });
    if (zone !== null || changes.some(({ path }) => isPolicyPathWithin(path, ['calendar']))) await this.judgeAgain(ctx);
    return this.current(ctx);
  }

  private async setZone(ctx: RequestContext, name: string): Promise<void> {
    const changed = ctx.unit.execute(tenantSql`update tenant set time_zone = ${name} where id = ${TENANT}`);
    await naming(INVALID_PARAMETER, () => new TimeZoneUnknown(), changed);
  }

  /** What depends on which day it is, and on which days are worked. */
  private async judgeAgain(ctx: RequestContext): Promise<void> {
    await this.outbox.publishTracked(ctx, 'accounts.evaluate', { accountIds: null });
    await this.outbox.publish(ctx, 'value.compute', {});
  }

  private async versions(ctx: RequestContext, condition: Sql, count: number): Promise<readonly PolicyVersion[]> {
    const rows = await ctx.unit.query<PolicyRow>(tenantSql`
      select t.time_zone, p.version, p.document::text as document, p.created_at, p.created_by, p.note, p.zone_change from policy p join tenant t on t.id = ${TENANT}
      where p.tenant_id = ${TENANT} and ${condition} order by p.version desc limit ${count}::int`);
    return rows.map(versionOf);
  }
}

/** SQLSTATE of a time zone that the database does not know. */
const INVALID_PARAMETER = '22023';
/** Names alone: offsets mean one thing to the database and the opposite to the runtime. */
const ZONE_NAME = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/;

/** @throws TimeZoneUnknown */
function zoneChange(from: string, to: string): ZoneChange | null {
  if (from === to) return null;
  if (!ZONE_NAME.test(to) || !isTimeZone(to)) throw new TimeZoneUnknown();
  return { from, to };
}

const NOTHING_SET: PolicyRow = {
  ...{
    time_zone: 'UTC',
    version: null,
    document: null,
    created_at: null,
    created_by: null,
    note: null,
    zone_change: null,
  },
};
