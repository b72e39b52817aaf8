import type { ImportDatabase, ImportSession } from '../../platform/database/import-database.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { sqlState } from '../../platform/errors/public-error.js';
import { lockTrade } from '../trade/trade-scope.js';
import type { BatchBuffer } from './batch-buffer.js';
import type { Batch } from './import-kind.js';
import type { KeyRange } from './kinds/content-hash.js';
import type { ImportPlan } from './import-plan.js';
import { ImportStaging } from './import-staging.js';
import type { ImportTurns } from './import-turns.js';
import type { ImportRecord, Step } from './import.record.js';

/** Deadlock, serialization, something deleted or entered by somebody else at the same moment: the whole batch is merged again. */
const PASSING_ERRORS = new Set(['40001', '40P01', '23503', '23505']);
const ATTEMPTS = 3;
const ANNOUNCED_EVERY_MS = 1_000;
// A batch's commit need not wait for the disk: the import's last one does, and then all of them are there.
const SETTINGS = `set local synchronous_commit = off; set local work_mem = '64MB'; set local jit = off`;

/** What lies in a slot of the staging tables. */
export interface Staged {
  readonly slot: number;
  readonly rowCount: number;
  readonly rejectedCount: number;
  /** As in {@link Batch.keys}; known when the batch is complete. */
  readonly keys: KeyRange | undefined;
}

/** Brings batches from memory into the staging tables, and from there into the facts. */
export class ImportBatches {
  readonly staging: ImportStaging;
  private announcedAt = 0;

  constructor(
    private readonly database: ImportDatabase,
    private readonly record: ImportRecord,
    private readonly turns: ImportTurns,
    private readonly plan: ImportPlan,
  ) {
    this.staging = new ImportStaging(plan.importId, plan.kind.staged, plan.kind.stagedReferences, plan.correct);
  }

  /** Copies a batch into a slot, behind what is there or in its place. */
  async stage(batch: BatchBuffer, slot: number, behind: boolean): Promise<void> {
    const { rows, references, rejects } = batch;
    await this.database.transaction(this.plan.actor, async (session) => {
      await session.staging(SETTINGS);
      if (!behind) await this.staging.empty(session, slot);
      if (rows.length > 0) await session.copy(this.staging.rows(slot), this.staging.columnNames, rows.pieces());
      if (references.length > 0) {
        await session.copy(this.staging.references(slot), this.staging.referenceColumnNames, references.pieces());
      }
      if (rejects.length > 0) {
        const columns = ['row_number', 'ordinal', 'heading', 'code', 'value', 'message'];
        await session.copy(this.staging.rejects(slot), columns, rejects.pieces());
      }
    });
  }

  /** Merges a slot's rows into the facts and counts them, in one transaction. @param bytes of the file read until now */
  async merge(staged: Staged, bytes: number): Promise<Step> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.turns.take(this.plan.actor.tenantId, () =>
          this.database.transaction(this.plan.actor, (session) => this.mergeIn(session, staged, bytes)),
        );
      } catch (error) {
        if (attempt === ATTEMPTS || !PASSING_ERRORS.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  private async mergeIn(session: ImportSession, staged: Staged, bytes: number): Promise<Step> {
    const { ctx } = session;
    const { slot, rowCount, rejectedCount } = staged;
    const { importId, kind } = this.plan;
    await session.staging(`${SETTINGS}; truncate ${this.staging.touched}`);
    await lockTrade(ctx);
    const merged = rowCount > 0 ? await kind.merge(this.batchOf(session, staged)) : { added: 0, rejected: 0 };
    if (rejectedCount > 0) {
      await ctx.unit.execute(tenantSql`
        insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
        select ${TENANT}::uuid, ${importId}::uuid, row_number, ordinal, heading, code, value, message
        from ${identifier(this.staging.rejects(slot))}`);
    }
    const counts = {
      read: rowCount + rejectedCount,
      added: merged.added,
      unchanged: rowCount - merged.added - merged.rejected,
      rejected: rejectedCount + merged.rejected,
    };
    const step = { counts, created: { accounts: 0, products: 0, categories: 0, ...merged.created }, bytes };
    await this.record.advance(ctx, importId, step);
    if (Date.now() - this.announcedAt >= ANNOUNCED_EVERY_MS) {
      await this.record.announceProgress(ctx, importId);
      this.announcedAt = Date.now();
    }
    return step;
  }

  private batchOf(session: ImportSession, { slot, rowCount, keys }: Staged): Batch {
    const { importId, createMissing, correct, format, columns, policy } = this.plan;
    return {
      ctx: session.ctx,
      session,
      importId,
      createMissing,
      correct,
      policy,
      currency: format.currency,
      rows: this.staging.rows(slot),
      rowCount,
      keys,
      references: this.staging.references(slot),
      touched: this.staging.touched,
      seen: this.staging.seen,
      given: this.staging.given,
      heading: (field) => columns.heading[field] ?? field,
      gives: (field) => columns.heading[field] !== undefined || columns.constant[field] !== undefined,
    };
  }
}
