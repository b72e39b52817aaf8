import { daysBetween } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid, NotFound } from '../../platform/errors/domain-error.js';
import { country, countedDay, given, isRowId, line } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { VersionConflict } from '../accounts/account.errors.js';
import type { CreateSeasonInput, UpdateSeasonInput } from './season.types.js';

/** A peak is shorter than a year, so that those of two years never meet. */
const MOST_DAYS = 364;

const seasonInput = z.object({
  name: line(100),
  country: country.nullish(),
  region: line(100).nullish(),
  startsOn: countedDay,
  endsOn: countedDay,
  everyYear: z.boolean().nullish(),
});
const seasonChanges = seasonInput.partial();

interface Stored {
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly everyYear: boolean;
  readonly version: number;
}

/** What people enter into the season calendar. What is to be done for a season follows by a job. */
@Injectable()
export class SeasonService {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Inside a transaction. @throws InputInvalid */
  async create(ctx: RequestContext, input: CreateSeasonInput): Promise<{ readonly id: string }> {
    const { country: of, region, everyYear, ...told } = parseInput(seasonInput, input);
    const values = { ...told, country: of ?? null, region: region ?? null, everyYear: everyYear ?? false };
    demandFitting(values);
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into season (tenant_id, id, name, country, region, starts_on, ends_on, every_year, created_at, created_by)
      values (${TENANT}, ${id}, ${values.name}, ${values.country}, ${values.region}, ${values.startsOn}, ${values.endsOn}, ${values.everyYear},
        ${ctx.now()}, ${ctx.actor})`);
    await this.tell(ctx, id, 'created', values);
    return { id };
  }

  /** Inside a transaction. @throws InputInvalid, NotFound, VersionConflict */
  async update(
    ctx: RequestContext,
    id: string,
    version: number,
    input: UpdateSeasonInput,
  ): Promise<{ readonly id: string }> {
    const { country: of, region, ...told } = given(parseInput(seasonChanges, input));
    const before = await this.lock(ctx, id);
    if (before.version !== version) throw new VersionConflict(before.version);
    const named = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as Partial<Stored>;
    const values = { ...before, ...named, ...given({ country: of, region }) };
    demandFitting(values);
    await ctx.unit.execute(tenantSql`
      update season set name = ${values.name}, country = ${values.country}, region = ${values.region}, starts_on = ${values.startsOn},
        ends_on = ${values.endsOn}, every_year = ${values.everyYear}, version = version + 1
      where tenant_id = ${TENANT} and id = ${id}`);
    await this.tell(ctx, id, 'updated', { ...named, ...given({ country: of, region }) });
    return { id };
  }

  /** Inside a transaction. @throws NotFound */
  async withdraw(ctx: RequestContext, id: string): Promise<string> {
    const { name } = await this.lock(ctx, id);
    await ctx.unit.execute(tenantSql`
      update season set withdrawn_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${id}`);
    await this.tell(ctx, id, 'withdrawn', { name });
    return id;
  }

  private async lock(ctx: RequestContext, id: string): Promise<Stored> {
    const row = isRowId(id)
      ? await ctx.unit.first<Stored>(tenantSql`
          select name, country, region, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn",
            every_year as "everyYear", version
          from season where tenant_id = ${TENANT} and id = ${id} and withdrawn_at is null for no key update`)
      : undefined;
    if (!row) throw new NotFound('Season');
    return row;
  }

  private async tell(ctx: RequestContext, id: string, action: string, detail: object): Promise<void> {
    await this.audit.record(ctx, { action, entity: 'season', entityId: id, detail: { ...detail } });
    await this.outbox.publish(ctx, 'follow-ups.keep', {});
  }
}

function demandFitting({ startsOn, endsOn }: Pick<Stored, 'startsOn' | 'endsOn'>): void {
  const days = daysBetween(startsOn, endsOn);
  if (days >= 0 && days <= MOST_DAYS) return;
  const message = 'must be the first day of the peak or one of the year after it';
  throw new InputInvalid([{ path: ['input', 'endsOn'], code: 'OUT_OF_RANGE', message }]);
}
