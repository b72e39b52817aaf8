import { dateOfInstant, type IsoDate, type Month } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
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
    const tenant = await ctx.unit.first<{ currency: string }>(
      tenantSql`select currency from tenant where id = ${TENANT}`,
    );
    return {
      policy,
      asOf,
      last: lastFullMonth(asOf, dateOfInstant(ctx.now().toISOString())),
      currency: tenant?.currency ?? '',
    };
  }
}
