import type { IsoDate } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type OrderSeries, orderSeries } from './order-series.js';

interface Shared {
  readonly asOf: IsoDate;
  readonly accountIds: ReadonlySet<string>;
  readonly series: ReadonlyMap<string, OrderSeries>;
}

/** What accounts have ordered, read once for all parts of an evaluation that go by it. */
@Injectable()
export class SharedOrderSeries {
  private readonly shared = new WeakMap<RequestContext, Shared>();

  /** Reads the series of these accounts for everybody who asks for them later in this transaction. */
  async share(ctx: RequestContext, accountIds: readonly string[], asOf: IsoDate): Promise<void> {
    const series = await orderSeries(ctx, accountIds, asOf);
    this.shared.set(ctx, { asOf, accountIds: new Set(accountIds), series });
  }

  /** The series that were shared, if those of all these accounts were; accounts that have not ordered have none. */
  of(ctx: RequestContext, accountIds: readonly string[], asOf: IsoDate): ReadonlyMap<string, OrderSeries> | undefined {
    const known = this.shared.get(ctx);
    if (known?.asOf !== asOf || !accountIds.every((id) => known.accountIds.has(id))) return undefined;
    return known.series;
  }
}
