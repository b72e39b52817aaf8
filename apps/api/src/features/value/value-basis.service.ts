import { dateOfInstant, type IsoDate, type Month } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { DataDay } from '../evaluation/data-day.service.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';
import { lastFullMonth } from './value-period.js';

/** What figures of value go by. */
export interface ValueBasis {
  readonly policy: PolicyVersion;
  /** Facts up to the end of this day count. */
  readonly asOf: IsoDate;
  /** The last month that is over. */
  readonly last: Month;
  readonly currency: string;
}

@Injectable()
export class ValueBasisService {
  constructor(
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DataDay) private readonly dataDay: DataDay,
  ) {}

  async of(ctx: RequestContext): Promise<ValueBasis> {
    const policy = await this.policies.current(ctx);
    const asOf = await this.dataDay.of(ctx, policy);
    const currency = await tenantCurrency(ctx);
    return {
      policy,
      asOf,
      last: lastFullMonth(asOf, dateOfInstant(ctx.now().toISOString())),
      currency,
    };
  }
}
