import { COUNTRY_FACTORS, CULTURE_DIMENSIONS, type CountryFactor, type CultureDimension } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { line, note, parseArguments } from '../../platform/errors/input-schemas.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import type { CountryProfile, CountryProfileInput, CountryTable } from './culture.types.js';

/** Countries there are codes for. */
const MOST_COUNTRIES = 250;

const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code');
const score = z.number().min(0).max(150).nullish();
const profilesInput = z
  .array(
    z.object({
      country,
      ...{ pdi: score, uai: score, idv: score, mas: score, lto: score, ivr: score },
      notes: z
        .array(z.object({ factor: z.enum(COUNTRY_FACTORS), note: note(2_000) }))
        .max(COUNTRY_FACTORS.length)
        .refine((notes) => new Set(notes.map(({ factor }) => factor)).size === notes.length, 'must name a factor once')
        .nullish(),
      source: line(200),
    }),
  )
  .min(1)
  .max(MOST_COUNTRIES)
  .refine(
    (profiles) => new Set(profiles.map((each) => each.country)).size === profiles.length,
    'must name a country once',
  );

type Scores = Readonly<Record<'pdi' | 'uai' | 'idv' | 'mas' | 'lto' | 'ivr', number | null>>;

interface ProfileRow extends Scores {
  country: string;
  notes: Readonly<Partial<Record<CountryFactor, string>>>;
  source: string;
  updated_at: Date;
  updated_by: string;
}

const columnOf = (dimension: CultureDimension) => dimension.toLowerCase() as keyof Scores;

/** The tenant's own table of countries. */
@Injectable()
export class CountryTableService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async all(ctx: RequestContext): Promise<CountryTable> {
    const tenant = await ctx.unit.first<{ country: string | null }>(
      tenantSql`select country from tenant where id = ${TENANT}`,
    );
    return { home: tenant?.country ?? null, countries: await this.read(ctx) };
  }

  /** The countries of the table, looked up once per request. */
  async countries(ctx: RequestContext): Promise<readonly CountryProfile[]> {
    return (await batchLoad(ctx, this.byAny, 'ALL')) ?? [];
  }

  // Stable, so that all accounts of a request share the statement.
  private readonly byAny = async (ctx: RequestContext): Promise<ReadonlyMap<'ALL', readonly CountryProfile[]>> =>
    new Map([['ALL', await this.read(ctx)]]);

  private async read(ctx: RequestContext): Promise<readonly CountryProfile[]> {
    const rows = await ctx.unit.query<ProfileRow>(tenantSql`
      select country, pdi, uai, idv, mas, lto, ivr, notes, source, updated_at, updated_by from country_profile
      where tenant_id = ${TENANT} order by country`);
    return rows.map(profileOf);
  }

  /** Describes countries, each in the place of what was said of it before. @throws InputInvalid */
  async set(ctx: RequestContext, given: readonly CountryProfileInput[]): Promise<CountryTable> {
    const { profiles } = parseArguments(z.object({ profiles: profilesInput }), { profiles: given });
    const written = profiles.map(({ notes, ...told }) => ({
      ...told,
      notes: Object.fromEntries((notes ?? []).map((each) => [each.factor, each.note])),
    }));
    await ctx.unit.execute(tenantSql`
      insert into country_profile (tenant_id, country, pdi, uai, idv, mas, lto, ivr, notes, source, updated_at, updated_by)
      select ${TENANT}::uuid, p.country, p.pdi, p.uai, p.idv, p.mas, p.lto, p.ivr, p.notes, p.source, ${ctx.now()}::timestamptz, ${ctx.actor}::text
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as p (country text, pdi float8, uai float8, idv float8, mas float8, lto float8,
        ivr float8, notes jsonb, source text)
      on conflict (tenant_id, country) do update set pdi = excluded.pdi, uai = excluded.uai, idv = excluded.idv, mas = excluded.mas, lto = excluded.lto,
        ivr = excluded.ivr, notes = excluded.notes, source = excluded.source, updated_at = excluded.updated_at, updated_by = excluded.updated_by`);
    for (const { country: entityId, ...detail } of written)
      await this.audit.record(ctx, { action: 'set', entity: 'country_profile', entityId, detail });
    return this.all(ctx);
  }

  /** Takes a country out of the table. @throws InputInvalid @throws NotFound */
  async remove(ctx: RequestContext, given: string): Promise<CountryTable> {
    const { country: code } = parseArguments(z.object({ country }), { country: given });
    const removed = await ctx.unit.execute(tenantSql`
      delete from country_profile where tenant_id = ${TENANT} and country = ${code}`);
    if (removed === 0) throw new NotFound('Country');
    await this.audit.record(ctx, { action: 'removed', entity: 'country_profile', entityId: code, detail: {} });
    return this.all(ctx);
  }

  /** Says which country is our own. @throws InputInvalid */
  async setHome(ctx: RequestContext, given: string): Promise<CountryTable> {
    const { country: code } = parseArguments(z.object({ country }), { country: given });
    await ctx.unit.execute(tenantSql`update tenant set country = ${code} where id = ${TENANT}`);
    await this.audit.record(ctx, {
      action: 'updated',
      entity: 'tenant',
      entityId: 'country',
      detail: { country: code },
    });
    return this.all(ctx);
  }
}

function profileOf({
  country: code,
  notes,
  source,
  updated_at: updatedAt,
  updated_by: updatedBy,
  ...row
}: ProfileRow): CountryProfile {
  return {
    country: code,
    scores: CULTURE_DIMENSIONS.flatMap((dimension) => {
      const value = row[columnOf(dimension)];
      return value === null ? [] : [{ dimension, score: value }];
    }),
    notes: COUNTRY_FACTORS.flatMap((factor) => (notes[factor] === undefined ? [] : [{ factor, note: notes[factor] }])),
    ...{ source, updatedAt, updatedBy },
  };
}
