import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, join, sql, TENANT, tenantSql, type Sql } from '../../platform/database/tenant-sql.js';
import { JobHandlers, type JobSteps } from '../../platform/jobs/job-handlers.js';
import { lockTrade } from '../trade/trade-scope.js';
import { columnsOf } from './sales-years.js';

const ACTOR = 'sales-years';
/** Accounts per transaction: imports wait for it. */
const BATCH = 25;
const FIRST = '00000000-0000-0000-0000-000000000000';

const [NET, QUANTITY] = [columnsOf('n'), columnsOf('q')];
const SUMS = listed([
  ...NET.map((_, index) => sumOf(sql`net_minor`, index + 1)),
  ...QUANTITY.map((_, index) => sql`trim_scale(${sumOf(sql`quantity`, index + 1)})`),
]);
const COLUMNS = ['months', ...NET, ...QUANTITY];
const [KEPT, COMPUTED] = ['y', 'excluded'].map((row) => listed(COLUMNS.map((each) => identifier(`${row}.${each}`))));
const CHANGES = listed(COLUMNS.map((each) => sql`${identifier(each)} = ${identifier(`excluded.${each}`)}`));

/** Adds up the years of accounts whose order lines have changed: after imports, after undoing one, and at night. */
@Injectable()
export class SalesYears implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
  ) {}

  onModuleInit(): void {
    this.handlers.handleInSteps('sales-years.compute', ACTOR, ({ tenantId }, steps) => this.run(tenantId, steps));
  }

  /** Once through the accounts that are due; what becomes due meanwhile has a job of its own to come. */
  private async run(tenantId: string, { step }: JobSteps): Promise<void> {
    for (let after: string | undefined = FIRST; after !== undefined;) {
      const batch: string[] = await this.contexts.asSystem(tenantId, ACTOR, (ctx) => this.due(ctx, after as string));
      after = batch.at(-1);
      if (after !== undefined) await step(after, (ctx) => this.compute(ctx, batch));
    }
  }

  private async due(ctx: RequestContext, after: string): Promise<string[]> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select account_id from account_year_due where tenant_id = ${TENANT} and account_id > ${after} order by account_id limit ${BATCH}`);
    return rows.map(({ account_id: id }) => id);
  }

  /**
   * Inside a transaction: adds up the years of these accounts, which are then no longer due. Imports wait, so that none
   * changes a month between the sum and the end of its being due. Rows that say the same already are left alone.
   */
  async compute(ctx: RequestContext, accountIds: readonly string[]): Promise<void> {
    await lockTrade(ctx);
    await ctx.unit.execute(tenantSql`
      insert into account_product_year as y (tenant_id, account_id, year, product_id, category_id, ${listed(COLUMNS.map(identifier))})
      select ${TENANT}::uuid, account_id, year, product_id, category_id, bit_or(1 << (number - 1))::smallint, ${SUMS}
      from (
        select m.account_id, m.product_id, m.category_id, m.net_minor, m.quantity, extract(year from m.month)::smallint as year,
          extract(month from m.month)::int as number
        from account_product_month m where m.tenant_id = ${TENANT} and m.account_id = any(${accountIds}::uuid[])) m
      group by account_id, product_id, category_id, year order by account_id, year, product_id, category_id
      on conflict (tenant_id, account_id, year, product_id, category_id) do update set ${CHANGES} where (${KEPT}) is distinct from (${COMPUTED})`);
    await ctx.unit.execute(tenantSql`
      delete from account_year_due where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[])`);
  }
}

function sumOf(figure: Sql, month: number): Sql {
  return sql`coalesce(sum(${figure}) filter (where number = ${month}::int), 0)`;
}

function listed(fragments: readonly Sql[]): Sql {
  return join(fragments, ', ');
}
