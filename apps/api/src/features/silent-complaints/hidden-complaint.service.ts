import { type HiddenComplaintEstimate as Estimate, hiddenComplaintReport } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { dayPeriod, parseArguments } from '../../platform/errors/input-schemas.js';
import { PolicyService } from '../policies/policy.service.js';
import type { HiddenComplaintEstimate, HiddenComplaints } from './hidden-complaint.types.js';

/** What customers said, and what they kept to themselves. */
@Injectable()
export class HiddenComplaintService {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /** Of the accounts that the caller may see. */
  async report(ctx: RequestContext, args: unknown): Promise<HiddenComplaints> {
    const { from, to } = parseArguments(dayPeriod, args);
    const { silentComplaint: rules } = (await this.policies.current(ctx)).document;
    const [start, end] = [`${from}T00:00:00Z`, `${to}T00:00:00Z`];
    const voiced = await ctx.unit.first<{ count: number }>(tenantSql`
      select count(*)::int as count from complaint c where c.tenant_id = ${TENANT} and c.channel <> 'PROMPTED'
        and c.created_at >= ${start}::timestamptz and c.created_at < ${end}::timestamptz + interval '1 day' and ${visibleAccount(ctx, 'c.account_id', true)}`);
    const answers = await ctx.unit.query<{ complaint: boolean; voicedBefore: boolean }>(tenantSql`
      select i.answer = 'COMPLAINT' as complaint, exists (
        select from complaint c where c.tenant_id = ${TENANT} and c.account_id = i.account_id and c.channel <> 'PROMPTED' and c.created_at < i.made_at
          and c.created_at >= i.made_at - make_interval(days => ${rules.windowDays})) as "voicedBefore"
      from invitation_to_speak i where i.tenant_id = ${TENANT} and i.answered_at >= ${start}::timestamptz
        and i.answered_at < ${end}::timestamptz + interval '1 day' and i.answer in ('ALL_WELL', 'COMPLAINT') and ${visibleAccount(ctx, 'i.account_id', true)}`);
    const { assumed, own, reason, ...counts } = hiddenComplaintReport(voiced?.count ?? 0, answers, {
      ...{ assumedShare: rules.voicedShare, least: rules.leastPrompted },
    });
    return {
      ...{ from, to, voiced: voiced?.count ?? 0, ...counts },
      assumed: viewOf(assumed),
      own: viewOf(own),
      ownMissing: reason,
      leastWithComplaint: rules.leastPrompted,
      sources: ['complaint', 'invitation_to_speak'],
    };
  }
}

function viewOf(estimate: Estimate | null): HiddenComplaintEstimate | null {
  if (estimate === null) return null;
  const { interval, ...figures } = estimate;
  return { ...figures, lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}
