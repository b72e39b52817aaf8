import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { AccountFigures } from './account-figures.js';
import { accountValueRow, AccountValueWriter, type KeptLifetime } from './account-value.writer.js';
import { LifetimeModelService } from './lifetime-model.service.js';
import type { RunSources } from './value-sources.service.js';

/** How long the process may be kept from answering others. */
const TURN_MILLISECONDS = 20;
const NONE: ReadonlyMap<string, KeptLifetime> = new Map();

/** What is to be written of accounts' values. */
@Injectable()
export class AccountValueRows {
  constructor(
    @Inject(LifetimeModelService) private readonly models: LifetimeModelService,
    @Inject(AccountValueWriter) private readonly values: AccountValueWriter,
  ) {}

  /** @param anew draws lifetime values that are there already, too */
  async of(
    ctx: RequestContext,
    batch: readonly AccountFigures[],
    run: RunSources,
    anew = false,
  ): Promise<Record<string, unknown>[]> {
    const ids = batch.map(({ standing }) => standing.accountId);
    const days = await this.models.orderDays(ctx, ids, run.basis.asOf);
    const kept = anew ? NONE : await this.values.lifetimes(ctx, ids);
    const rows: Record<string, unknown>[] = [];
    let since = performance.now();
    for (const figures of batch) {
      const { accountId } = figures.standing;
      rows.push(accountValueRow(ctx, figures, days.get(accountId) ?? [], run.models, run, kept.get(accountId)));
      if (performance.now() - since < TURN_MILLISECONDS) continue;
      await nextTurn();
      since = performance.now();
    }
    return rows;
  }
}
