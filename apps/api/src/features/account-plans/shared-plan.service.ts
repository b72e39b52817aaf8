import type { IsoDate, PlanStepStatus } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** An action of a plan as the customer may read it. */
export interface SharedAction {
  readonly id: string;
  readonly text: string;
  readonly dueOn: IsoDate;
  readonly status: PlanStepStatus;
}

/** What of a plan is shown to a customer: the actions that somebody of ours picked, and nothing else of it. */
@Injectable()
export class SharedPlan {
  /** These actions of plans of an account, in a language, the first due first; what is not the account's is left out. */
  actions(
    ctx: RequestContext,
    accountId: string,
    ids: readonly string[],
    language: Locale,
  ): Promise<readonly SharedAction[]> {
    return ctx.unit.query<SharedAction>(tenantSql`
      select a.id, coalesce(a.text ->> ${language}, a.text ->> 'en') as text, a.due_on::text as "dueOn", a.status from plan_action a
      where a.tenant_id = ${TENANT} and a.account_id = ${accountId} and a.id = any(${ids}::uuid[]) and ${visibleAccount(ctx, 'a.account_id')}
      order by a.due_on, a.id`);
  }

  /** The plan that an account was worked by on a day, or the one that was closed since. */
  async planOn(ctx: RequestContext, accountId: string, day: IsoDate): Promise<string | null> {
    const row = await ctx.unit.first<{ id: string }>(tenantSql`
      select p.id from account_plan p where p.tenant_id = ${TENANT} and p.account_id = ${accountId} and p.starts_on <= ${day}::date
        and p.ends_on >= ${day}::date and p.active_on is not null and ${visibleAccount(ctx, 'p.account_id')}
      order by p.starts_on desc, p.id desc limit 1`);
    return row?.id ?? null;
  }
}
