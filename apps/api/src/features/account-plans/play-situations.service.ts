import {
  type GuardFacts,
  type HealthState,
  type IsoDate,
  neighbourStage,
  planGoal,
  type PlanGoal,
  type PlaySignal,
  type PlaySituation,
  type TriggerCode,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Permission } from '../../platform/auth/permissions.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { AlertQueries } from '../alerts/alert.queries.js';
import { AccountLevels } from '../assessments/account-levels.service.js';
import { DeliveryPerformanceService } from '../deliveries/delivery-performance.service.js';
import { OpenWindows } from '../ledger/open-windows.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { DmuService } from '../relationships/dmu.service.js';
import { OpenSignals } from '../signals/open-signals.service.js';

/** What a signal rests on, as far as a number or a row says it. */
export interface SignalFact {
  readonly signal: PlaySignal;
  readonly figure?: number;
  readonly limit?: number;
  readonly signalId?: string;
}

/** Where an account stands, with the facts that say so. */
export interface KnownSituation {
  readonly situation: PlaySituation;
  readonly goal: PlanGoal['goal'];
  readonly signals: readonly SignalFact[];
  /** The ledger entries that opened the windows, by their trigger. */
  readonly entries: ReadonlyMap<TriggerCode, string>;
}

interface PlannedRow {
  account_id: string;
  goal: PlanGoal['goal'] | null;
  started: string[];
}

/** Issues of the present supplier that a play may bring forward: seen, dated and with evidence. */
const ISSUES: readonly TriggerCode[] = ['RIVAL_QUALITY_PROBLEM', 'SERVICE_COMPLAINT_ABOUT_MAIN_SUPPLIER'];

/** Collects for many accounts at once what plays are chosen by; what the caller may not read stays unknown. */
@Injectable()
export class PlaySituations {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AlertQueries) private readonly alerts: AlertQueries,
    @Inject(AccountLevels) private readonly levels: AccountLevels,
    @Inject(OpenWindows) private readonly windows: OpenWindows,
    @Inject(OpenSignals) private readonly signals: OpenSignals,
    @Inject(DmuService) private readonly units: DmuService,
    @Inject(DeliveryPerformanceService) private readonly deliveries: DeliveryPerformanceService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Accounts that have no stage, or have ended, are left out. */
  async of(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, KnownSituation>> {
    const today = todayOf(ctx);
    const may = (permission: Permission): readonly string[] => (hasPermission(ctx, permission) ? accountIds : []);
    const accounts = await this.accounts.byIds(ctx, accountIds);
    const planned = await this.planned(ctx, accountIds);
    const health = await this.alerts.health(ctx, may('alert.read'));
    const levels = await this.levels.at(ctx, may('assessment.read'), today);
    const windows = await this.windows.at(ctx, may('ledger.read'), today);
    const signals = await this.signalsOf(ctx, accountIds, today);
    const found = new Map<string, KnownSituation>();
    for (const [id, account] of accounts) {
      const open = windows.filter(({ accountId }) => accountId === id);
      const own = signals.get(id) ?? [];
      const level = levels.get(id);
      const goal = planned.get(id)?.goal ?? goalOf(account, health.get(id) ?? 'NORMAL');
      if (account.stage === null || account.stage === 'ENDED' || goal === null) continue;
      found.set(id, {
        goal,
        signals: own,
        entries: new Map(open.map(({ code, entryId }) => [code, entryId])),
        situation: {
          ...{ stage: account.stage, goal, started: planned.get(id)?.started ?? [] },
          // One that is too old to count calls for nothing.
          ...(level === undefined || level.stale ? {} : { level: level.level }),
          ...{ openTriggers: open, signals: own.map(({ signal }) => signal) },
          guardFacts: { ...documented(open), senderNamed: account.ownerId !== null },
        },
      });
    }
    return found;
  }

  /** What guards are checked against when somebody takes up a play under his or her own name. */
  async guardFacts(ctx: RequestContext, accountId: string): Promise<GuardFacts> {
    return { ...documented(await this.windows.at(ctx, [accountId], todayOf(ctx))), senderNamed: true };
  }

  private async planned(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, PlannedRow>> {
    const rows = await ctx.unit.query<PlannedRow>(tenantSql`
      select p.account_id, (array_agg(p.goal order by p.starts_on desc) filter (where p.state = 'ACTIVE'))[1] as goal,
        coalesce(array_agg(distinct y.play_code) filter (where y.status <> 'DROPPED'), '{}') as started
      from account_plan p left join plan_play y on y.tenant_id = p.tenant_id and y.plan_id = p.id
      where p.tenant_id = ${TENANT} and p.account_id = any(${accountIds}::uuid[]) and p.state in ('DRAFT', 'SUBMITTED', 'ACTIVE')
      group by p.account_id`);
    return new Map(rows.map((row) => [row.account_id, row]));
  }

  private async signalsOf(
    ctx: RequestContext,
    accountIds: readonly string[],
    today: IsoDate,
  ): Promise<ReadonlyMap<string, readonly SignalFact[]>> {
    const facts = new Map<string, SignalFact[]>(accountIds.map((id) => [id, []]));
    if (hasPermission(ctx, 'alert.read')) {
      for (const { accountId, id } of await this.signals.of(ctx, accountIds, ['CONTACT_SILENCE']))
        facts.get(accountId)?.push({ signal: 'CONTACT_SILENCE', signalId: id });
    }
    if (hasPermission(ctx, 'trade.read')) {
      const { stage } = await this.policies.current(ctx);
      const floor = stage.gates.advance.STABLE.find(({ code }) => code === 'OTIF_FLOOR')?.min;
      const kept = floor === undefined ? new Map() : await this.deliveries.onTimeInFull(ctx, accountIds, today);
      for (const [id, figure] of kept) {
        if (floor !== undefined && figure < floor) {
          facts.get(id)?.push({ signal: 'DELIVERY_BELOW_FLOOR', figure, limit: floor });
        }
      }
    }
    if (hasPermission(ctx, 'contact.read') && hasPermission(ctx, 'ledger.read')) {
      const units = await Promise.all(accountIds.map((id) => this.units.of(ctx, id, today)));
      for (const { accountId, gaps, threadWarnings } of units) {
        if (gaps.length > 0) facts.get(accountId)?.push({ signal: 'DMU_GAP', figure: gaps.length });
        if (threadWarnings.length > 0) facts.get(accountId)?.push({ signal: 'SINGLE_THREAD' });
      }
    }
    return facts;
  }
}

function documented(open: readonly { readonly code: TriggerCode }[]): GuardFacts {
  return { documentedIssues: open.filter(({ code }) => ISSUES.includes(code)).length };
}

/** Where no plan says it: towards the account's target stage, and towards the next one where nobody has set any. */
function goalOf({ stage, targetStage }: Account, health: HealthState): PlanGoal['goal'] | null {
  if (stage === null || stage === 'ENDED') return null;
  return planGoal({ stage, targetStage: targetStage ?? neighbourStage(stage, 1) ?? stage, health }).goal;
}
