import type { SignalKind } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** An episode of a signal that has not ended. */
export interface OpenSignal {
  readonly id: string;
  readonly accountId: string;
  readonly kind: SignalKind;
}

/** What other features ask about signals. */
@Injectable()
export class OpenSignals {
  /** Signals of these kinds that speak at the accounts now. */
  of(ctx: RequestContext, accountIds: readonly string[], kinds: readonly SignalKind[]): Promise<OpenSignal[]> {
    return ctx.unit.query<OpenSignal>(tenantSql`
      select id, account_id as "accountId", kind from signal
      where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and kind = any(${kinds}::text[]) and closed_on is null`);
  }
}
