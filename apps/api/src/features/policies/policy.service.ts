import type { CasePolicy, StagePolicy } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { changedPolicy } from './policy-change.js';
import { casePolicy, DEFAULT_POLICY, policyDocument, type PolicyDocument, stagePolicy } from './policy-document.js';
import type { UpdatePolicyInput } from './policy.inputs.js';

/** One version of a tenant's policy. */
export interface PolicyVersion {
  /** 0 for the defaults that come with Mortise. */
  readonly version: number;
  readonly document: PolicyDocument;
  readonly stage: StagePolicy;
  readonly case: CasePolicy;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

interface PolicyRow {
  version: number;
  document: PolicyDocument;
  created_at: Date;
  created_by: string;
}

/** The tenant's rules. A change is a new version; decisions keep the version they were taken under. */
@Injectable()
export class PolicyService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async current(ctx: RequestContext): Promise<PolicyVersion> {
    const row = await ctx.unit.first<PolicyRow>(tenantSql`
      select version, document, created_at, created_by from policy where tenant_id = ${TENANT} order by version desc limit 1`);
    return row
      ? asVersion(row)
      : asVersion({ version: 0, document: DEFAULT_POLICY, created_at: null, created_by: null });
  }

  /** @throws DomainError POLICY_CHANGED when the policy is not the version the caller has seen. */
  async update(ctx: RequestContext, input: UpdatePolicyInput): Promise<PolicyVersion> {
    const { version, document } = await this.current(ctx);
    if (input.expectedVersion !== version) {
      throw new DomainError('CONFLICT', 'POLICY_CHANGED', `The policy is at version ${version} by now; look again.`);
    }
    const next = parseInput(policyDocument, changedPolicy(document, input));
    const inserted = await ctx.unit.execute(tenantSql`
      insert into policy (tenant_id, version, document, created_at, created_by)
      values (${TENANT}, ${version + 1}, ${JSON.stringify(next)}, ${ctx.now()}, ${ctx.actor}) on conflict do nothing`);
    if (inserted === 0)
      throw new DomainError(
        'CONFLICT',
        'POLICY_CHANGED',
        'Somebody else changed the policy at the same time; look again.',
      );
    await this.audit.record(ctx, {
      action: 'updated',
      entity: 'policy',
      entityId: String(version + 1),
      detail: { ...input },
    });
    return this.current(ctx);
  }
}

function asVersion(
  row: Omit<PolicyRow, 'created_at' | 'created_by'> & { created_at: Date | null; created_by: string | null },
): PolicyVersion {
  // What came later than the version was written holds as it comes.
  const document = { ...DEFAULT_POLICY, ...row.document };
  return {
    version: row.version,
    document,
    stage: stagePolicy(document, row.version),
    case: casePolicy(document),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
