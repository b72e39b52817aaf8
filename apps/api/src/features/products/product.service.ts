import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { given, isRowId, line, rowId } from '../../platform/errors/input-schemas.js';
import { ProductCategoryService } from './product-category.service.js';
import { OFFER_FORMS, Product } from './product.entity.js';
import { CategoryNotFound, ProductNumberTaken } from './product.errors.js';
import type { CreateProductInput, UpdateProductInput } from './product.types.js';

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

/** What the supplier sells. */
@Injectable()
export class ProductService {
  constructor(
    @Inject(ProductCategoryService) private readonly categories: ProductCategoryService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** @throws ProductNumberTaken @throws CategoryNotFound */
  async create(ctx: RequestContext, input: CreateProductInput): Promise<{ readonly id: string }> {
    const { offerForm = 'STANDARD', ...values } = parseInput(createInput, input);
    await this.requireCategory(ctx, values.categoryId);
    const id = uuidv7();
    const row = { ...given(values), id, offerForm, createdAt: ctx.now() };
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), (await ctx.unit.repository(Product)).insert(row));
    await this.audit.record(ctx, { action: 'created', entity: 'product', entityId: id });
    return { id };
  }

  /** @throws NotFound @throws ProductNumberTaken @throws CategoryNotFound */
  async update(ctx: RequestContext, id: string, input: UpdateProductInput): Promise<{ readonly id: string }> {
    const values = given(parseInput(updateInput, input)) as Partial<Product>;
    const product = await this.require(ctx, id);
    if (values.categoryId !== undefined) await this.requireCategory(ctx, values.categoryId);
    if (Object.keys(values).length === 0) return product;
    const repository = await ctx.unit.repository(Product);
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), repository.update({ id: product.id }, values));
    await this.audit.record(ctx, { action: 'updated', entity: 'product', entityId: product.id, detail: { ...values } });
    return product;
  }

  private async require(ctx: RequestContext, id: string): Promise<Product> {
    const product = isRowId(id) ? await (await ctx.unit.repository(Product)).findOne({ id }) : null;
    if (!product) throw new NotFound('Product');
    return product;
  }

  private async requireCategory(ctx: RequestContext, id: string): Promise<void> {
    if (!(await this.categories.find(ctx, id))) throw new CategoryNotFound();
  }
}
