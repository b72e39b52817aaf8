import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { naming, UNIQUE_VIOLATION } from '../../platform/errors/database-error.js';
import { given, isRowId, line } from '../../platform/errors/input-schemas.js';
import { ProductCategory } from './product-category.entity.js';
import { ProductNumberTaken } from './product.errors.js';
import type { CreateProductCategoryInput, UpdateProductCategoryInput } from './product.types.js';

const createInput = z.object({ externalId: line(100), name: line(200) });
const updateInput = createInput.partial();

/** The categories of the supplier's products. */
@Injectable()
export class ProductCategoryService {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  async find(ctx: RequestContext, id: string): Promise<ProductCategory | null> {
    return isRowId(id) ? (await ctx.unit.repository(ProductCategory)).findOne({ id }) : null;
  }

  /** @throws ProductNumberTaken */
  async create(ctx: RequestContext, input: CreateProductCategoryInput): Promise<{ readonly id: string }> {
    const values = parseInput(createInput, input);
    const id = uuidv7();
    const repository = await ctx.unit.repository(ProductCategory);
    await naming(UNIQUE_VIOLATION, () => new ProductNumberTaken(), repository.insert({ ...values, id }));
    await this.audit.record(ctx, { action: 'created', entity: 'product-category', entityId: id });
    return { id };
  }

  /** @throws NotFound @throws ProductNumberTaken */
  async update(ctx: RequestContext, id: string, input: UpdateProductCategoryInput): Promise<{ readonly id: string }> {
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
    return category;
  }

  private async require(ctx: RequestContext, id: string): Promise<ProductCategory> {
    const category = await this.find(ctx, id);
    if (!category) throw new NotFound('Product category');
    return category;
  }
}
