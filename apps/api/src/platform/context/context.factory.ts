import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CLOCK } from './clock.js';
import type { Principal } from './principal.js';
import { type Clock, type Locale, RequestContext } from './request-context.js';

/** Makes contexts for work that no request started: jobs, schedules, sign-in before anybody is known. */
@Injectable()
export class ContextFactory {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs `work` as Mortise itself in one tenant and gives the connection back afterwards. */
  async asSystem<T>(
    tenantId: string,
    name: string,
    work: (ctx: RequestContext) => Promise<T>,
    requestId: string = randomUUID(),
  ): Promise<T> {
    const ctx = this.create(tenantId, { kind: 'SYSTEM', name }, 'en', requestId);
    try {
      return await work(ctx);
    } finally {
      await ctx.unit.close();
    }
  }

  /** A context of which the caller must close the unit of work. */
  create(tenantId: string, principal: Principal, locale: Locale, requestId: string = randomUUID()): RequestContext {
    return new RequestContext(requestId, principal, locale, new UnitOfWork(this.source, tenantId), this.clock);
  }

  /** Every tenant's id. The tenant table holds no tenant's data. */
  async tenantIds(): Promise<string[]> {
    const rows = (await this.source.query('select id from tenant order by id')) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  /** The tenant addressed by its short name, as in links and at sign-in. */
  async tenantBySlug(slug: string): Promise<{ id: string; name: string; currency: string } | undefined> {
    const rows = (await this.source.query('select id, name, currency from tenant where slug = $1', [slug])) as {
      id: string;
      name: string;
      currency: string;
    }[];
    return rows[0];
  }
}
