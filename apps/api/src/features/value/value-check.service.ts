import { Inject, Injectable } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { AccountValueRows } from './account-value-rows.service.js';
import { ValueSources } from './value-sources.service.js';

const ACTOR = 'value';
const BATCH = 200;

interface Counted {
  readonly cells: number;
  readonly missing: number;
  readonly wrong: readonly string[];
}

/** Whether what is kept of accounts' values is what the facts give. */
@Injectable()
export class ValueCheck {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(ValueSources) private readonly sources: ValueSources,
    @Inject(AccountValueRows) private readonly rows: AccountValueRows,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /**
   * Works every value out again, lifetimes drawn anew. Values as of another day are left out: the next run replaces them
   * anyway, and so they are not wrong.
   * @param repair takes the wrong ones away and has a run follow
   */
  async compare(
    tenantId: string,
    repair: boolean,
  ): Promise<{ readonly cells: number; readonly stray: number; readonly missing: number; readonly wrong: number }> {
    const run = await this.contexts.asSystem(tenantId, ACTOR, (ctx) => this.sources.collect(ctx));
    const found = { cells: 0, stray: 0, missing: 0, wrong: 0 };
    const wrong: string[] = [];
    for (let from = 0; from < run.figures.length; from += BATCH) {
      const batch = run.figures.slice(from, from + BATCH);
      const counted = await this.contexts.asSystem(tenantId, ACTOR, async (ctx) =>
        compared(ctx, await this.rows.of(ctx, batch, run, true)),
      );
      found.cells += counted.cells;
      found.missing += counted.missing;
      wrong.push(...counted.wrong);
    }
    const known = run.figures.map(({ standing }) => standing.accountId);
    const stray = await this.contexts.asSystem(tenantId, ACTOR, (ctx) => strays(ctx, known));
    if (repair && wrong.length + stray.length + found.missing > 0)
      await this.workOutAgain(tenantId, [...wrong, ...stray]);
    return { ...found, wrong: wrong.length, stray: stray.length };
  }

  private workOutAgain(tenantId: string, ids: readonly string[]): Promise<void> {
    return this.contexts.asSystem(tenantId, ACTOR, (ctx) =>
      ctx.transaction(async () => {
        await ctx.unit.execute(
          tenantSql`delete from account_value where tenant_id = ${TENANT} and account_id = any(${ids}::uuid[])`,
        );
        await this.outbox.publish(ctx, 'value.compute', {});
      }),
    );
  }
}

async function compared(ctx: RequestContext, rows: readonly Record<string, unknown>[]): Promise<Counted> {
  const found = await ctx.unit.query<{ id: string; missing: boolean; wrong: boolean }>(tenantSql`
    select r.account_id as id, v.account_id is null as missing, to_jsonb(v) is distinct from to_jsonb(r) as wrong
    from jsonb_populate_recordset(null::account_value, ${JSON.stringify(rows)}::jsonb) r
    left join account_value v on v.tenant_id = ${TENANT} and v.account_id = r.account_id
    where v.account_id is null or v.as_of = r.as_of`);
  return {
    cells: found.length,
    missing: found.filter(({ missing }) => missing).length,
    wrong: found.flatMap(({ id, missing, wrong }) => (wrong && !missing ? [id] : [])),
  };
}

async function strays(ctx: RequestContext, known: readonly string[]): Promise<readonly string[]> {
  const rows = await ctx.unit.query<{ id: string }>(tenantSql`
    select account_id as id from account_value where tenant_id = ${TENANT} and account_id <> all(${known}::uuid[])`);
  return rows.map(({ id }) => id);
}
