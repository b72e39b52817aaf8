import {
  type HealthState,
  INTERFACE_READINGS,
  type InterfaceReading,
  type MisalignmentKind,
  RELATIONSHIP_LEVELS,
  type RelationshipLevel,
  STAGE_POSITIONS,
  type StagePosition,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccounts } from '../../platform/auth/account-visibility.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { inScope } from './portfolio-scope.js';
import type { Portfolio, PortfolioCounts, PortfolioScope } from './portfolio.types.js';

/** Accounts that agree in all that they are counted by. */
interface Group {
  readonly stage: StagePosition | null;
  readonly level: RelationshipLevel | null;
  readonly interface: InterfaceReading | null;
  readonly kind: MisalignmentKind | null;
  readonly health: HealthState;
  readonly accounts: string;
  readonly net_minor: string;
  readonly read_on: string;
  readonly currency: string;
}

const TROUBLED: readonly HealthState[] = ['ALERT', 'CRISIS', 'WIN_BACK'];

/** Counts accounts by where they stand: what was kept of each, added up in one statement. */
@Injectable()
export class PortfolioBoardService {
  /** @throws InputInvalid */
  async of(ctx: RequestContext, scope: PortfolioScope | null | undefined): Promise<Portfolio> {
    const groups = await this.groups(ctx, scope);
    const counts = (of: readonly Group[]): PortfolioCounts => countsOf(ctx, of);
    const split = <K>(of: readonly Group[], keys: readonly K[], keyOf: (group: Group) => K) =>
      keys.flatMap((key) => {
        const own = of.filter((group) => keyOf(group) === key);
        return own.length === 0 ? [] : [{ key, own }];
      });
    const stages = split(groups, [null, ...STAGE_POSITIONS], ({ stage }) => stage);
    return {
      readOn: groups.map(({ read_on: day }) => day).sort()[0] ?? null,
      all: counts(groups),
      stages: stages.map(({ key: stage, own }) => ({ stage, counts: counts(own) })),
      levels: stages.flatMap(({ key: stage, own }) =>
        split(own, [...RELATIONSHIP_LEVELS, null], ({ level }) => level).map((cell) => ({
          ...{ stage, level: cell.key, counts: counts(cell.own) },
        })),
      ),
      interfaces: stages.flatMap(({ key: stage, own }) =>
        split(own, [...INTERFACE_READINGS, null], (group) => group.interface).map((cell) => ({
          ...{ stage, interface: cell.key, counts: counts(cell.own) },
        })),
      ),
    };
  }

  private groups(ctx: RequestContext, scope: PortfolioScope | null | undefined): Promise<Group[]> {
    const counted = all([visibleAccounts(ctx, 's.account_id'), ...inScope(scope, sql`s.account_id`)]);
    return ctx.unit.query<Group>(tenantSql`
      select s.stage, s.level, s.interface, s.kind, s.health, count(*) as accounts, sum(s.net_minor)::bigint as net_minor,
        min(s.read_on)::text as read_on, (select t.currency from tenant t where t.id = ${TENANT}) as currency
      from account_standing s join account a on a.tenant_id = ${TENANT} and a.id = s.account_id and a.archived_at is null
      where s.tenant_id = ${TENANT} and s.until is null and ${counted} group by 1, 2, 3, 4, 5`);
  }
}

function countsOf(ctx: RequestContext, groups: readonly Group[]): PortfolioCounts {
  const accounts = (of: readonly Group[]): number => of.reduce((all, group) => all + Number(group.accounts), 0);
  const kind = (wanted: MisalignmentKind): number => accounts(groups.filter((group) => group.kind === wanted));
  const atRisk = groups.filter((group) => group.kind === 'DANGER' || TROUBLED.includes(group.health));
  const sales = (of: readonly Group[]) => {
    if (!hasPermission(ctx, 'trade.read')) return null;
    const total = of.reduce((all, group) => all + BigInt(group.net_minor), 0n);
    return moneyValue(total, groups[0]?.currency ?? '');
  };
  return {
    ...{ accounts: accounts(groups), dangers: kind('DANGER'), warnings: kind('WARNING') },
    ...{ opportunities: kind('OPPORTUNITY'), sales: sales(groups), salesAtRisk: sales(atRisk) },
  };
}
