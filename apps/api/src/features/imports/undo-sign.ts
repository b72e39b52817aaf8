import { Inject, Injectable } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { sql, type Sql, TENANT, tenantSql, type TenantSql } from '../../platform/database/tenant-sql.js';
import { logger } from '../../platform/http/logger.js';
import { LOST_AFTER_SECONDS } from './import.record.js';

/** How often an undo gives a sign of life, in milliseconds: several times before it counts as dead. */
const SIGN_EVERY_MS = 4_000;

/** Whether somebody is taking an import back: whoever does gives a sign of life again and again. */
export function isBeingUndone(id: Sql): Sql {
  return sql`exists (select from import_undo u where u.tenant_id = ${TENANT} and u.import_id = ${id}
    and u.seen_at > now() - make_interval(secs => ${LOST_AFTER_SECONDS}))`;
}

/** Shows that an import is being taken back, which the transaction that does so cannot. */
@Injectable()
export class UndoSign {
  constructor(@Inject(ContextFactory) private readonly contexts: ContextFactory) {}

  /** Shows it for as long as `work` takes, however it ends. */
  async during<T>(tenantId: string, importId: string, work: () => Promise<T>): Promise<T> {
    let given = this.give(tenantId, importId);
    await given;
    const again = setInterval(() => {
      given = this.give(tenantId, importId);
    }, SIGN_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(again);
      await given;
      await this.write(
        tenantId,
        tenantSql`delete from import_undo where tenant_id = ${TENANT} and import_id = ${importId}`,
      );
    }
  }

  private give(tenantId: string, importId: string): Promise<void> {
    return this.write(
      tenantId,
      tenantSql`insert into import_undo (tenant_id, import_id, seen_at) values (${TENANT}, ${importId}, now())
        on conflict (tenant_id, import_id) do update set seen_at = now()`,
    );
  }

  /** A sign that cannot be given ends no undo: then it is only not seen. */
  private async write(tenantId: string, statement: TenantSql): Promise<void> {
    await this.contexts
      .asSystem(tenantId, 'import-undo', (ctx) => ctx.transaction(() => ctx.unit.execute(statement)))
      .catch((error: unknown) => logger.warn({ err: error, tenantId }, 'undo not shown'));
  }
}
