import { z } from 'zod';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { Product } from './product.entity.js';
import { BY_NUMBER } from './product.reads.js';
import type { ProductListArgs } from './product.types.js';

const listArguments = z.object({
  filter: z.object({ search: line(200).nullish(), categoryId: rowId.nullish() }).nullish(),
});

/** A page of the products. */
export function productsRead(args: ProductListArgs): Read<Product> {
  const { search, categoryId } = parseArguments(listArguments, { filter: args.filter }).filter ?? {};
  return readConnection(args, BY_NUMBER, {
    where: (product) =>
      all([
        categoryId ? sql`${product('category_id')} = ${categoryId}` : undefined,
        search
          ? sql`(position(${search.toLowerCase()} in lower(${product('name')})) > 0 or ${product('external_id')} = ${search})`
          : undefined,
      ]),
  });
}
