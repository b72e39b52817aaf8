import { Inject, Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type ImportActor, ImportDatabase, type ImportSession } from '../../platform/database/import-database.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ErrorReason, NotFound } from '../../platform/errors/domain-error.js';
import { sqlState } from '../../platform/errors/public-error.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { lockTrade } from '../trade/trade-scope.js';
import { dependentsOf } from './import-dependents.js';
import { ImportStaging } from './import-staging.js';
import { ImportTurns } from './import-turns.js';
import { AlreadyUndone, ImportInUse, ImportRunning } from './import.errors.js';
import { ImportRecord } from './import.record.js';
import { mine } from './import.service.js';
import type { ImportKindName } from './import-kind.js';
import { createImportKind } from './kinds/index.js';
import { UndoSign } from './undo-sign.js';

/** More accounts than these are not named one by one: then all are evaluated. */
const NAMED_ACCOUNTS = 5_000;
/** What an import can create, in the order in which it can go again. */
const CREATED = ['account_contact', 'contact', 'product', 'product_category', 'account'] as const;

/** Takes imports back. Runs as the import role, in one transaction of its own beside the request's. */
@Injectable()
export class ImportUndoService {
  constructor(
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ImportRecord) private readonly record: ImportRecord,
    @Inject(ImportTurns) private readonly turns: ImportTurns,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(UndoSign) private readonly sign: UndoSign,
  ) {}

  /**
   * @param only the kind that the caller may take back; every other one is not found
   * @throws NotFound @throws ImportRunning @throws AlreadyUndone @throws ImportInUse
   */
  async undo(ctx: RequestContext, id: string, only?: ImportKindName): Promise<{ readonly id: string }> {
    if (!isUuid(id)) throw new NotFound('Import');
    const actor: ImportActor = {
      tenantId: ctx.tenantId,
      principal: ctx.principal,
      locale: ctx.locale,
      requestId: ctx.requestId,
    };
    try {
      const kind = await this.demandUndoable(ctx, id);
      if (only !== undefined && kind !== only) throw new NotFound('Import');
      await ctx.unit.refresh();
      await this.sign.during(ctx.tenantId, id, () =>
        this.turns.take(ctx.tenantId, () =>
          this.database.transaction(actor, (session) => this.withdraw(ctx, session, id)),
        ),
      );
    } catch (error) {
      // Somebody referred to something of the import just now.
      if (sqlState(error) === '23503') throw new ImportInUse([{ code: 'REFERENCED' }]);
      throw error;
    }
    await ctx.unit.refresh();
    return { id };
  }

  private async withdraw(request: RequestContext, session: ImportSession, id: string): Promise<void> {
    const { ctx } = session;
    await session.staging(`set local work_mem = '64MB'; set local jit = off`);
    await lockTrade(ctx);
    const kind = createImportKind(await this.demandUndoable(ctx, id, sql`for update`));
    await request.unit.refresh();
    const dependents = await dependentsOf(request, id);
    const staging = new ImportStaging(id, {});
    await staging.create(session);
    const { touched, seen } = staging;
    const kept = (await kind.withdraw?.({ ctx, importId: id, touched, seen })) ?? [];
    const reasons = [...dependents, ...kept, ...(await this.remaining(ctx, id))];
    if (reasons.length > 0) throw new ImportInUse(reasons);
    await this.removeCreated(ctx, id);
    await staging.drop(session);
    await this.tell(ctx, id);
  }

  private async demandUndoable(ctx: RequestContext, id: string, lock = sql``): Promise<ImportKindName> {
    const row = await ctx.unit.first<{ kind: ImportKindName; status: string }>(tenantSql`
      select kind, status from import where tenant_id = ${TENANT} and id = ${id} and ${mine(ctx)} ${lock}`);
    if (!row) throw new NotFound('Import');
    if (row.status === 'RUNNING') throw new ImportRunning();
    if (row.status === 'UNDONE') throw new AlreadyUndone();
    return row.kind;
  }

  /** Facts and changes of others that are still at what the import created, once its own facts are gone. */
  private async remaining(ctx: RequestContext, id: string): Promise<ErrorReason[]> {
    const row = await ctx.unit.first<Record<string, string>>(tenantSql`
      select
        (select coalesce(sum(d.lines), 0) from account a join account_sales d on d.tenant_id = ${TENANT} and d.account_id = a.id
          where a.tenant_id = ${TENANT} and a.import_id = ${id})
        + (select coalesce(sum(s.lines), 0) from product p join product_sales s on s.tenant_id = ${TENANT} and s.product_id = p.id
          where p.tenant_id = ${TENANT} and p.import_id = ${id}) as "ORDER_LINE_DEPENDS",
        (select count(*) from account where tenant_id = ${TENANT} and import_id = ${id} and version > 1) as "ACCOUNT_CHANGED",
        (select count(*) from account a join stage_event e on e.tenant_id = ${TENANT} and e.account_id = a.id
          where a.tenant_id = ${TENANT} and a.import_id = ${id}) as "STAGE_HISTORY_DEPENDS"`);
    return Object.entries(row ?? {}).flatMap(([code, count]) =>
      Number(count) > 0 ? [{ code, count: Number(count) }] : [],
    );
  }

  private async removeCreated(ctx: RequestContext, id: string): Promise<void> {
    const hierarchy = await ctx.unit.first(
      tenantSql`select 1 from account where tenant_id = ${TENANT} and import_id = ${id} limit 1`,
    );
    if (hierarchy) {
      await ctx.unit.execute(tenantSql`
        insert into account_hierarchy (tenant_id, changes) values (${TENANT}, 1)
        on conflict (tenant_id) do update set changes = account_hierarchy.changes + 1`);
    }
    for (const table of CREATED) {
      await ctx.unit.execute(
        tenantSql`delete from ${identifier(table)} where tenant_id = ${TENANT} and import_id = ${id}`,
      );
    }
  }

  private async tell(ctx: RequestContext, id: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update import set status = 'UNDONE', undone_at = ${ctx.now()}, undone_by = ${ctx.actor} where tenant_id = ${TENANT} and id = ${id}`);
    await this.audit.record(ctx, { action: 'undone', entity: 'import', entityId: id });
    await this.record.tellAccounts(ctx, id, 'import.undone');
    const touched = await ctx.unit.query<{ id: string }>(tenantSql`
      select a.id from import_account t join account a on a.tenant_id = ${TENANT} and a.id = t.account_id
      where t.tenant_id = ${TENANT} and t.import_id = ${id} limit ${NAMED_ACCOUNTS + 1}`);
    if (touched.length === 0) return;
    const accountIds = touched.length > NAMED_ACCOUNTS ? null : touched.map((row) => row.id);
    await this.outbox.publish(ctx, 'accounts.evaluate', { accountIds });
    await this.outbox.publish(ctx, 'value.compute', {});
    await this.outbox.publish(ctx, 'sales-years.compute', {});
    await this.outbox.publish(ctx, 'follow-ups.keep', {});
  }
}
