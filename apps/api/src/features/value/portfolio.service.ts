import {
  acquisitionRetentionRatio,
  REFERENCE_ACQUISITION_RATIO,
  STAGE_POSITIONS,
  type StagePosition,
  VALUE_MOVES,
  type ValueBand,
  type ValueMove,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { VALUE_BANDS } from './account-value.types.js';
import type { AcquisitionAndRetention, PortfolioValue, ValueSums } from './portfolio.types.js';
import { ValueBasisService } from './value-basis.service.js';
import { ValueRunStore } from './value-run.store.js';

/** Accounts that agree in all that they are grouped by. */
interface Group {
  move: ValueMove | null;
  profit_band: ValueBand | null;
  potential_band: ValueBand | null;
  stage: StagePosition | null;
  accounts: string;
  net_minor: string;
  serve_minor: string;
  contribution_minor: string;
  contributed_net_minor: string;
  contribution_accounts: string;
  potential_minor: string;
  potential_accounts: string;
  clv_minor: string;
  ceiling_minor: string;
}

/** Adds up what accounts are worth: by move, by profit and potential, by stage. */
@Injectable()
export class PortfolioService {
  constructor(
    @Inject(ValueBasisService) private readonly bases: ValueBasisService,
    @Inject(ValueRunStore) private readonly runs: ValueRunStore,
  ) {}

  async of(ctx: RequestContext): Promise<PortfolioValue> {
    const { currency } = await this.bases.of(ctx);
    const run = await this.runs.last(ctx);
    const groups = await this.groups(ctx);
    const sums = (of: readonly Group[]): ValueSums => sumsOf(of, currency);
    const by = <K>(keys: readonly K[], keyOf: (group: Group) => K) =>
      keys.flatMap((key) => {
        const of = groups.filter((group) => keyOf(group) === key);
        return of.length > 0 ? [{ key, of }] : [];
      });
    return {
      asOf: run?.asOf ?? null,
      fromMonth: run?.from ?? null,
      toMonth: run?.to ?? null,
      computedAt: run?.computedAt ?? null,
      policyVersion: run?.policyVersion ?? null,
      all: sums(groups),
      moves: by([...VALUE_MOVES, null], ({ move }) => move).map(({ key, of }) => ({ move: key, sums: sums(of) })),
      matrix: [...VALUE_BANDS, null].flatMap((profit) =>
        by([...VALUE_BANDS, null], (group) => (group.profit_band === profit ? group.potential_band : undefined)).map(
          ({ key, of }) => ({ profit, potential: key ?? null, sums: sums(of) }),
        ),
      ),
      stages: by([...STAGE_POSITIONS, null], ({ stage }) => stage).map(({ key, of }) => {
        const [net, serve] = [total(of, 'net_minor'), total(of, 'serve_minor')];
        const accounts = total(of, 'accounts');
        return {
          stage: key,
          sums: sums(of),
          netSalesPerAccount: accounts > 0n ? moneyValue(net / accounts, currency) : null,
          costToServeShare: net > 0n ? Number(serve) / Number(net) : null,
        };
      }),
      acquisitionAndRetention: await this.acquisition(ctx, currency),
      sources: ['account_value', 'acquisition_cost'],
    };
  }

  private groups(ctx: RequestContext): Promise<Group[]> {
    return ctx.unit.query<Group>(tenantSql`
      select v.move, v.profit_band, v.potential_band, a.stage, count(*) as accounts, sum(v.net_minor)::bigint as net_minor,
        sum(v.cost_to_serve_minor)::bigint as serve_minor, coalesce(sum(v.contribution_minor), 0)::bigint as contribution_minor,
        coalesce(sum(v.net_minor) filter (where v.contribution_minor is not null), 0)::bigint as contributed_net_minor,
        count(v.contribution_minor) as contribution_accounts, coalesce(sum(v.potential_minor), 0)::bigint as potential_minor,
        count(v.potential_minor) as potential_accounts, coalesce(sum(v.clv_minor), 0)::bigint as clv_minor,
        coalesce(sum(v.investment_ceiling_minor), 0)::bigint as ceiling_minor
      from account_value v join account a on a.tenant_id = ${TENANT} and a.id = v.account_id
      where v.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'v.account_id', true)} group by 1, 2, 3, 4`);
  }

  private async acquisition(ctx: RequestContext, currency: string): Promise<AcquisitionAndRetention> {
    const row = (await ctx.unit.first<Record<'spent' | 'won' | 'kept_cost' | 'kept', string>>(tenantSql`
      select coalesce(sum((select sum(q.amount_minor) from acquisition_cost q where q.tenant_id = ${TENANT} and q.account_id = v.account_id
          and q.won_in between v.from_month and v.to_month)), 0)::bigint as spent,
        count(*) filter (where v.first_order >= v.from_month) as won,
        coalesce(sum(v.cost_to_serve_minor) filter (where v.first_order < v.from_month and v.last_order >= v.from_month), 0)::bigint as kept_cost,
        count(*) filter (where v.first_order < v.from_month and v.last_order >= v.from_month) as kept
      from account_value v where v.tenant_id = ${TENANT} and ${visibleAccount(ctx, 'v.account_id', true)}`)) as Record<
      'spent' | 'won' | 'kept_cost' | 'kept',
      string
    >;
    const costs = {
      acquisitionMinor: BigInt(row.spent),
      newAccounts: Number(row.won),
      retentionMinor: BigInt(row.kept_cost),
      retainedAccounts: Number(row.kept),
    };
    return {
      acquisitionCost: moneyValue(costs.acquisitionMinor, currency),
      newAccounts: costs.newAccounts,
      retentionCost: moneyValue(costs.retentionMinor, currency),
      retainedAccounts: costs.retainedAccounts,
      // Nothing recorded is not nothing spent.
      ratio: costs.acquisitionMinor > 0n ? (acquisitionRetentionRatio(costs) ?? null) : null,
      reference: REFERENCE_ACQUISITION_RATIO,
    };
  }
}

type Summed = Exclude<keyof Group, 'move' | 'profit_band' | 'potential_band' | 'stage'>;

function total(groups: readonly Group[], column: Summed): bigint {
  return groups.reduce((sum, group) => sum + BigInt(group[column]), 0n);
}

function sumsOf(groups: readonly Group[], currency: string): ValueSums {
  const money = (column: Summed) => moneyValue(total(groups, column), currency);
  const [contribution, net] = [total(groups, 'contribution_minor'), total(groups, 'contributed_net_minor')];
  return {
    accounts: Number(total(groups, 'accounts')),
    netSales: money('net_minor'),
    costToServe: money('serve_minor'),
    contribution: money('contribution_minor'),
    contributionAccounts: Number(total(groups, 'contribution_accounts')),
    contributionShare: net > 0n ? Number(contribution) / Number(net) : null,
    potential: money('potential_minor'),
    potentialAccounts: Number(total(groups, 'potential_accounts')),
    lifetimeValue: money('clv_minor'),
    investmentCeiling: money('ceiling_minor'),
  };
}
