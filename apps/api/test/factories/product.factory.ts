import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { TestApp } from '../start-test-app.js';

/** A product category. @returns its id */
export async function createCategory(
  test: TestApp,
  tenant: { id: string },
  externalId = `C${randomBytes(4).toString('hex')}`,
): Promise<string> {
  const id = uuidv7();
  await test.admin.query('insert into product_category (tenant_id, id, external_id, name) values ($1, $2, $3, $3)', [
    tenant.id,
    id,
    externalId,
  ]);
  return id;
}

interface ProductValues {
  readonly externalId?: string;
  readonly name?: string;
  /** A new category unless told. */
  readonly categoryId?: string;
}

/** A product. */
export async function createProduct(
  test: TestApp,
  tenant: { id: string },
  values: ProductValues = {},
): Promise<{ productId: string; categoryId: string; externalId: string }> {
  const productId = uuidv7();
  const { externalId = `P${randomBytes(4).toString('hex')}`, categoryId = await createCategory(test, tenant) } = values;
  await test.admin.query(
    'insert into product (tenant_id, id, external_id, name, category_id) values ($1, $2, $3, $4, $5)',
    [tenant.id, productId, externalId, values.name ?? `Product ${externalId}`, categoryId],
  );
  return { productId, categoryId, externalId };
}
