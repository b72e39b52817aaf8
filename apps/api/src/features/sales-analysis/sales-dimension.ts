import type { Permission } from '../../platform/auth/permissions.js';
import { sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** What sales can be compared by. */
export const SALES_DIMENSIONS = [
  'COUNTRY',
  'REGION',
  'POSTCODE',
  'SIZE',
  'INDUSTRY',
  'STAGE',
  'SALESPERSON',
  'ACCOUNT',
  'CATEGORY',
  'PRODUCT',
] as const;
export type SalesDimension = (typeof SALES_DIMENSIONS)[number];

export const SalesDimensionEnum = codeEnum(
  'SalesDimension',
  SALES_DIMENSIONS,
  "What to compare by. SALESPERSON: who answers for the account today; SIZE: the supplier's own class of size; CATEGORY: the product's when the line was imported.",
);

interface DimensionSource {
  /** The value, of an account `a` or of a month's sales `m`; null where it is not known. */
  readonly key: Sql;
  /** What people call the value `g.key`; the value itself unless told. */
  readonly label?: Sql;
  /** Needed to learn what it is called. */
  readonly permission?: Permission;
}

/** Where each dimension is found. */
export const DIMENSION_SOURCES: Readonly<Record<SalesDimension, DimensionSource>> = {
  COUNTRY: { key: sql`a.country` },
  REGION: { key: sql`a.region` },
  POSTCODE: { key: sql`a.postcode` },
  SIZE: { key: sql`a.size_class` },
  INDUSTRY: { key: sql`a.industry` },
  STAGE: { key: sql`a.stage` },
  SALESPERSON: {
    key: sql`a.owner_id`,
    label: sql`(select s.name from staff_member s where s.tenant_id = ${TENANT} and s.id = g.key)`,
    permission: 'staff.read',
  },
  ACCOUNT: {
    key: sql`a.id`,
    label: sql`(select c.name from account c where c.tenant_id = ${TENANT} and c.id = g.key)`,
  },
  CATEGORY: {
    key: sql`m.category_id`,
    label: sql`(select c.name from product_category c where c.tenant_id = ${TENANT} and c.id = g.key)`,
    permission: 'product.read',
  },
  PRODUCT: {
    key: sql`m.product_id`,
    label: sql`(select p.name from product p where p.tenant_id = ${TENANT} and p.id = g.key)`,
    permission: 'product.read',
  },
};
