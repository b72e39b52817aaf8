import {
  caseRecovery,
  type CaseOutcome,
  causePareto,
  epochDay,
  type RegressionCause,
  type WinBackState,
  winBackRecovery,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { todayOf } from '../../platform/context/today.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { countedDay, parseArguments } from '../../platform/errors/input-schemas.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { StaffService } from '../staff/staff.service.js';
import type { CauseParetoReport, OwnerCauses, RecoveryReport } from './case-report.types.js';
import { visibleCauses } from './case.reads.js';
import { RepairPlanService } from './repair-plan.service.js';

const periodArguments = z.object({ from: countedDay, to: countedDay });

/** What was found and what came of it, over the accounts that the caller may see. */
@Injectable()
export class CaseReportService {
  constructor(
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(RepairPlanService) private readonly repairPlans: RepairPlanService,
  ) {}

  async causePareto(ctx: RequestContext, args: unknown): Promise<CauseParetoReport> {
    const { from, to, begin, end } = period(args);
    const rows = await ctx.unit.query<{ owner: string; cause: RegressionCause; count: string }>(tenantSql`
      select c.owner_id as owner, f.cause, count(*) as count from relationship_case c
      cross join lateral (select distinct unnest(${visibleCauses(ctx, sql`c.subjective || c.objective`)}) as cause) f
      where c.tenant_id = ${TENANT} and c.opened_at >= ${begin} and c.opened_at <= ${end}
        and coalesce(c.outcome, '') not in ('FALSE_ALARM', 'PASSED') and ${visibleAccount(ctx, 'c.account_id', true)}
      group by 1, 2 order by 1, 2`);
    const losses = rows.flatMap(({ cause, count }) => Array<RegressionCause>(Number(count)).fill(cause));
    const owners = await this.owners(ctx, rows);
    return { from, to, ...copied(causePareto(losses)), owners, sources: ['relationship_case'] };
  }

  async recovery(ctx: RequestContext, args: unknown): Promise<RecoveryReport> {
    const { from, to, begin, end } = period(args);
    const cases = await ctx.unit.query<{ outcome: CaseOutcome | null; count: string }>(tenantSql`
      select c.outcome, count(*) as count from relationship_case c
      join alert l on l.tenant_id = c.tenant_id and l.id = c.alert_id and l.label = 'CONFIRMED'
      where c.tenant_id = ${TENANT} and c.opened_at >= ${begin} and c.opened_at <= ${end} and ${visibleAccount(ctx, 'c.account_id', true)}
      group by 1`);
    const winBacks = await ctx.unit.query<{
      state: WinBackState;
      count: string;
      spent: string;
      cap: string;
      over: string;
    }>(tenantSql`
      select w.state, count(*) as count, sum(w.spent_minor) as spent, sum(w.budget_cap_minor) as cap,
        count(*) filter (where w.spent_minor > w.budget_cap_minor) as over from win_back w
      where w.tenant_id = ${TENANT} and w.started_at >= ${begin} and w.started_at <= ${end} and ${visibleAccount(ctx, 'w.account_id', true)}
      group by 1`);
    const currency = await tenantCurrency(ctx);
    const sum = (of: (row: (typeof winBacks)[number]) => string): bigint =>
      winBacks.reduce((total, row) => total + BigInt(of(row)), 0n);
    return {
      ...{ from, to, asOf: todayOf(ctx) },
      confirmedAlerts: caseRecovery(
        cases.flatMap(({ outcome, count }) => Array<CaseOutcome | null>(Number(count)).fill(outcome)),
      ),
      winBacks: winBackRecovery(winBacks.flatMap(({ state, count }) => Array<WinBackState>(Number(count)).fill(state))),
      spent: moneyValue(
        sum(({ spent }) => spent),
        currency,
      ),
      budgetCap: moneyValue(
        sum(({ cap }) => cap),
        currency,
      ),
      overBudget: Number(sum(({ over }) => over)),
      repairPlans: await this.repairPlans.rate(ctx, begin, end),
      sources: ['relationship_case', 'alert', 'win_back', 'stage_event'],
    };
  }

  private async owners(
    ctx: RequestContext,
    rows: readonly { readonly owner: string; readonly cause: RegressionCause; readonly count: string }[],
  ): Promise<OwnerCauses[]> {
    const ids = [...new Set(rows.map(({ owner }) => owner))];
    const members = ids.length === 0 ? new Map<string, { name: string }>() : await this.staff.byIds(ctx, ids);
    const owners = ids.map((ownerId) => {
      const own = rows.filter(({ owner }) => owner === ownerId);
      const losses = own.flatMap(({ cause, count }) => Array<RegressionCause>(Number(count)).fill(cause));
      const { total, accountable } = causePareto(losses);
      return { ownerId, ownerName: members.get(ownerId)?.name ?? '', total, accountable };
    });
    return owners.sort((a, b) => b.accountable - a.accountable || (a.ownerName < b.ownerName ? -1 : 1));
  }
}

/** The days, and their first and last moment. @throws InputInvalid */
function period(args: unknown): { from: string; to: string; begin: string; end: string } {
  const { from, to } = parseArguments(periodArguments, args);
  if (epochDay(to) < epochDay(from)) {
    throw new InputInvalid([{ path: ['to'], code: 'PERIOD_INVALID', message: 'The last day is before the first.' }]);
  }
  return { from, to, begin: `${from}T00:00:00.000000Z`, end: `${to}T23:59:59.999999Z` };
}

function copied({ causes, total, accountable }: ReturnType<typeof causePareto>) {
  return { causes: [...causes], total, accountable };
}
