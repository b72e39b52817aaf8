import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { given, isRowId, line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { ProductCategoryService } from './product-category.service.js';
import { OFFER_FORMS, Product } from './product.entity.js';
import { CategoryNotFound, ProductNumberTaken } from './product.errors.js';
import type { CreateProductInput, ProductListArgs, UpdateProductInput } from './product.types.js';

const createInput = z.object({
  externalId: line(100),
  name: line(200),
  categoryId: rowId,
  unit: line(20).nullish(),
  offerForm: z
    .enum(OFFER_FORMS)
    .nullish()
    .transform((form) => (form === null ? 'STANDARD' : form)),
});
const updateInput = createInput.partial();
const listArguments = z.object({
  filter: z.object({ search: line(200).nullish(), categoryId: rowId.nullish() }).nullish(),
});
const BY_NUMBER: readonly OrderColumn[] = [{ column: 'external_id', type: 'text' }];

/** What the supplier sells. */
@Injectable()
export class ProductService {
  constructor(
    @Inject(ProductCategoryService) private readonly categories: ProductCategoryService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** For nested fields. */
  readonly byIds = async (ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, Product>> => {
    const products = await (await ctx.unit.repository(Product)).find({ id: In([...ids]) });
    return new Map(products.map((product) => [product.id, product]));
  };

  async find(ctx: RequestContext, id: string): Promise<Product | null> {
    return isRowId(id) ? (await ctx.unit.repository(Product)).findOne({ id }) : null;
  }

  async list(ctx: RequestContext, args: ProductListArgs): Promise<ConnectionOf<Product>> {
    const { search, categoryId } = parseArguments(listArguments, { filter: args.filter }).filter ?? {};
    const page = readPage(args, BY_NUMBER.length);
    const { after, orderBy, limit } = keyset(BY_NUMBER, page);
    const which = all([
      categoryId ? sql`category_id = ${categoryId}` : undefined,
      search ? sql`(position(${search.toLowerCase()} in lower(name)) > 0 or external_id = ${search})` : undefined,
    ]);
    const rows = await ctx.unit.query<{ id: string; external_id: string }>(tenantSql`
      select id, external_id from product where tenant_id = ${TENANT} and ${which} and ${after} order by ${orderBy} ${limit}`);
    const products = await this.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return toConnection(rows, page, {
      key: (row) => [row.external_id],
      node: ({ id }) => products.get(id) as Product,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(
          tenantSql`select count(*) from product where tenant_id = ${TENANT} and ${which}`,
        );
        return Number(row?.count ?? 0);
      },
    });
  }

  /** @throws ProductNumberTaken @throws CategoryNotFound */
  async create(ctx: RequestContext, input: CreateProductInput): Promise<Product> {
    const { offerForm = 'STANDARD', ...values } = parseInput(createInput, input);
    await this.requireCategory(ctx, values.categoryId);
    const id = uuidv7();
    const row = { ...given(values), id, offerForm, createdAt: ctx.now() };
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), (await ctx.unit.repository(Product)).insert(row));
    await this.audit.record(ctx, { action: 'created', entity: 'product', entityId: id });
    return this.require(ctx, id);
  }

  /** @throws NotFound @throws ProductNumberTaken @throws CategoryNotFound */
  async update(ctx: RequestContext, id: string, input: UpdateProductInput): Promise<Product> {
    const values = given(parseInput(updateInput, input)) as Partial<Product>;
    const product = await this.require(ctx, id);
    if (values.categoryId !== undefined) await this.requireCategory(ctx, values.categoryId);
    if (Object.keys(values).length === 0) return product;
    const repository = await ctx.unit.repository(Product);
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), repository.update({ id: product.id }, values));
    await this.audit.record(ctx, { action: 'updated', entity: 'product', entityId: product.id, detail: { ...values } });
    return this.require(ctx, id);
  }

  private async require(ctx: RequestContext, id: string): Promise<Product> {
    const product = await this.find(ctx, id);
    if (!product) throw new NotFound('Product');
    return product;
  }

  private async requireCategory(ctx: RequestContext, id: string): Promise<void> {
    if (!(await this.categories.find(ctx, id))) throw new CategoryNotFound();
  }
}
