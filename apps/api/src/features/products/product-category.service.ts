import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { given, isRowId, line } from '../../platform/errors/input-schemas.js';
import { ProductCategory } from './product-category.entity.js';
import { ProductNumberTaken } from './product.errors.js';
import type { CreateProductCategoryInput, UpdateProductCategoryInput } from './product.types.js';

const createInput = z.object({ externalId: line(100), name: line(200) });
const updateInput = createInput.partial();
const BY_NUMBER: readonly OrderColumn[] = [{ column: 'external_id', type: 'text' }];

/** The categories of the supplier's products. */
@Injectable()
export class ProductCategoryService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** For nested fields. */
  readonly byIds = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ProductCategory>> => {
    const categories = await (await ctx.unit.repository(ProductCategory)).find({ id: In([...ids]) });
    return new Map(categories.map((category) => [category.id, category]));
  };

  async find(ctx: RequestContext, id: string): Promise<ProductCategory | null> {
    return isRowId(id) ? (await ctx.unit.repository(ProductCategory)).findOne({ id }) : null;
  }

  async list(ctx: RequestContext, args: ConnectionArgs): Promise<ConnectionOf<ProductCategory>> {
    const page = readPage(args, BY_NUMBER.length);
    const { after, orderBy, limit } = keyset(BY_NUMBER, page);
    const rows = await ctx.unit.query<ProductCategory>(tenantSql`
      select id, external_id as "externalId", name from product_category where tenant_id = ${TENANT} and ${after} order by ${orderBy} ${limit}`);
    return toConnection(rows, page, {
      key: ({ externalId }) => [externalId],
      node: (category) => category,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(
          tenantSql`select count(*) from product_category where tenant_id = ${TENANT}`,
        );
        return Number(row?.count ?? 0);
      },
    });
  }

  /** @throws ProductNumberTaken */
  async create(ctx: RequestContext, input: CreateProductCategoryInput): Promise<ProductCategory> {
    const values = parseInput(createInput, input);
    const id = uuidv7();
    const repository = await ctx.unit.repository(ProductCategory);
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), repository.insert({ ...values, id }));
    await this.audit.record(ctx, { action: 'created', entity: 'product-category', entityId: id });
    return this.require(ctx, id);
  }

  /** @throws NotFound @throws ProductNumberTaken */
  async update(ctx: RequestContext, id: string, input: UpdateProductCategoryInput): Promise<ProductCategory> {
    const values = given(parseInput(updateInput, input)) as Partial<ProductCategory>;
    const category = await this.require(ctx, id);
    if (Object.keys(values).length === 0) return category;
    const repository = await ctx.unit.repository(ProductCategory);
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), repository.update({ id: category.id }, values));
    await this.audit.record(ctx, {
      action: 'updated',
      entity: 'product-category',
      entityId: category.id,
      detail: { ...values },
    });
    return this.require(ctx, id);
  }

  private async require(ctx: RequestContext, id: string): Promise<ProductCategory> {
    const category = await this.find(ctx, id);
    if (!category) throw new NotFound('Product category');
    return category;
  }
}
