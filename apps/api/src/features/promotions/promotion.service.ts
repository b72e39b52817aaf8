import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { FOREIGN_KEY_VIOLATION, naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { InputInvalid, NotFound } from '../../platform/errors/domain-error.js';
import { given, isRowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { VersionConflict } from '../accounts/account.errors.js';
import { lockTrade } from '../trade/trade-scope.js';
import { PromotedThingNotFound, PromotionCodeTaken, PromotionImported, PromotionInUse } from './promotion.errors.js';
import { promotionChanges, promotionFlaws, promotionInput, type PromotionValues } from './promotion.inputs.js';
import type { CreatePromotionInput, UpdatePromotionInput } from './promotion.types.js';

interface Stored extends PromotionValues {
  readonly id: string;
  readonly version: number;
  readonly importId: string | null;
}

const EMPTY = {
  discountPercent: null,
  buyQuantity: null,
  freeQuantity: null,
  terms: null,
  audience: 'EVERYBODY',
  country: null,
  region: null,
  costMinor: null,
} as const;

/** Promotions that people enter, change and take back. */
@Injectable()
export class PromotionService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** Inside a transaction. @throws InputInvalid @throws PromotionCodeTaken @throws PromotedThingNotFound */
  async create(ctx: RequestContext, input: CreatePromotionInput): Promise<{ readonly id: string }> {
    const { productIds, categoryIds, ...told } = parseInput(promotionInput, input);
    const { costMinor, ...texts } = given(told);
    const values: PromotionValues = { ...EMPTY, ...texts, costMinor: costMinor == null ? null : String(costMinor) };
    demandFitting(values);
    const id = uuidv7();
    await naming(
      UNIQUE_VIOLATION,
      () => new PromotionCodeTaken(),
      ctx.unit.execute(tenantSql`
        insert into promotion (tenant_id, id, code, name, starts_on, ends_on, mechanic, discount_percent, buy_quantity, free_quantity, terms, audience,
          country, region, cost_minor, currency, created_at, created_by)
        select ${TENANT}, ${id}, ${values.code}, ${values.name}, ${values.startsOn}::date, ${values.endsOn}::date, ${values.mechanic},
          trim_scale(${values.discountPercent}::numeric), trim_scale(${values.buyQuantity}::numeric), trim_scale(${values.freeQuantity}::numeric),
          ${values.terms}, ${values.audience}, ${values.country}, ${values.region}, ${values.costMinor}::bigint, t.currency, ${ctx.now()}, ${ctx.actor}
        from tenant t where t.id = ${TENANT}`),
    );
    await this.setItems(ctx, id, 'product', productIds ?? []);
    await this.setItems(ctx, id, 'category', categoryIds ?? []);
    await this.audit.record(ctx, { action: 'created', entity: 'promotion', entityId: id, detail: { ...values } });
    return { id };
  }

  /** Inside a transaction. @throws NotFound @throws VersionConflict @throws InputInvalid @throws PromotionCodeTaken @throws PromotedThingNotFound */
  async update(
    ctx: RequestContext,
    id: string,
    version: number,
    input: UpdatePromotionInput,
  ): Promise<{ readonly id: string }> {
    const { productIds, categoryIds, ...told } = parseInput(promotionChanges, input);
    const { costMinor, ...texts } = given(told);
    const before = await this.lock(ctx, id);
    if (before.version !== version) throw new VersionConflict(before.version);
    const values = {
      ...before,
      ...texts,
      ...(costMinor === undefined ? {} : { costMinor: costMinor === null ? null : String(costMinor) }),
    };
    demandFitting(values);
    await naming(
      UNIQUE_VIOLATION,
      () => new PromotionCodeTaken(),
      ctx.unit.execute(tenantSql`
        update promotion set code = ${values.code}, name = ${values.name}, starts_on = ${values.startsOn}::date, ends_on = ${values.endsOn}::date,
          mechanic = ${values.mechanic}, discount_percent = trim_scale(${values.discountPercent}::numeric), buy_quantity = trim_scale(${values.buyQuantity}::numeric),
          free_quantity = trim_scale(${values.freeQuantity}::numeric), terms = ${values.terms}, audience = ${values.audience}, country = ${values.country},
          region = ${values.region}, cost_minor = ${values.costMinor}::bigint, content_hash = null, version = version + 1
        where tenant_id = ${TENANT} and id = ${before.id}`),
    );
    if (productIds !== undefined) await this.setItems(ctx, before.id, 'product', productIds ?? []);
    if (categoryIds !== undefined) await this.setItems(ctx, before.id, 'category', categoryIds ?? []);
    await this.audit.record(ctx, {
      action: 'updated',
      entity: 'promotion',
      entityId: before.id,
      detail: { ...changesOf(before, values), ...given({ productIds, categoryIds }) },
    });
    return { id: before.id };
  }

  /** Takes back a promotion that somebody entered by hand. Inside a transaction. @throws NotFound @throws PromotionImported @throws PromotionInUse */
  async withdraw(ctx: RequestContext, id: string): Promise<string> {
    // Order lines that name it come in one batch after the other, not while it goes.
    await lockTrade(ctx);
    const { id: own, importId, version: _version, ...detail } = await this.lock(ctx, id);
    const imported = await ctx.unit.first(tenantSql`
      select from promotion_item where tenant_id = ${TENANT} and promotion_id = ${own} and import_id is not null limit 1`);
    if (importId !== null || imported) throw new PromotionImported();
    const named = await ctx.unit.first(
      tenantSql`select from order_line where tenant_id = ${TENANT} and promotion_id = ${own} limit 1`,
    );
    if (named) throw new PromotionInUse();
    await ctx.unit.execute(tenantSql`delete from promotion_item where tenant_id = ${TENANT} and promotion_id = ${own}`);
    await naming(
      FOREIGN_KEY_VIOLATION,
      () => new PromotionInUse(),
      ctx.unit.execute(tenantSql`delete from promotion where tenant_id = ${TENANT} and id = ${own}`),
    );
    await this.audit.record(ctx, { action: 'withdrawn', entity: 'promotion', entityId: own, detail });
    return own;
  }

  private async lock(ctx: RequestContext, id: string): Promise<Stored> {
    const row = isRowId(id)
      ? await ctx.unit.first<Stored>(tenantSql`
          select id, version, import_id as "importId", code, name, starts_on as "startsOn", ends_on as "endsOn", mechanic,
            discount_percent::text as "discountPercent", buy_quantity::text as "buyQuantity", free_quantity::text as "freeQuantity", terms, audience,
            country, region, cost_minor::text as "costMinor"
          from promotion where tenant_id = ${TENANT} and id = ${id.toLowerCase()} for update`)
      : undefined;
    if (!row) throw new NotFound('Promotion');
    return row;
  }

  /** Those that stay keep what they are: an imported item that is named again still goes with its import. */
  private async setItems(
    ctx: RequestContext,
    id: string,
    kind: 'product' | 'category',
    wanted: readonly string[],
  ): Promise<void> {
    const column = identifier(`${kind}_id`);
    await ctx.unit.execute(tenantSql`
      delete from promotion_item where tenant_id = ${TENANT} and promotion_id = ${id} and ${column} is not null and ${column} <> all(${wanted}::uuid[])`);
    if (wanted.length === 0) return;
    await naming(
      FOREIGN_KEY_VIOLATION,
      () =>
        kind === 'product'
          ? new PromotedThingNotFound('Product', ['input', 'productIds'])
          : new PromotedThingNotFound('Product category', ['input', 'categoryIds']),
      ctx.unit.execute(tenantSql`
        insert into promotion_item (tenant_id, id, promotion_id, ${column})
        select ${TENANT}, w.id, ${id}, w.wanted from unnest(${wanted.map(() => uuidv7())}::uuid[], ${wanted}::uuid[]) w (id, wanted)
        where not exists (select from promotion_item i where i.tenant_id = ${TENANT} and i.promotion_id = ${id} and i.${column} = w.wanted)`),
    );
  }
}

function demandFitting(values: PromotionValues): void {
  const flaws = promotionFlaws(values);
  if (flaws.length > 0)
    throw new InputInvalid(flaws.map(({ field, code, message }) => ({ path: ['input', field], code, message })));
}

function changesOf(before: PromotionValues, after: PromotionValues): Record<string, { from: unknown; to: unknown }> {
  const fields = Object.keys(after) as (keyof PromotionValues)[];
  return Object.fromEntries(
    fields
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { from: before[field], to: after[field] }]),
  );
}
