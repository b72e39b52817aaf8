import type { IsoDate } from '@mortise/domain';
import { visibleAccount, visibleAccounts } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, identifier, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import type { SalesOrder, SalesScope } from './sales-analysis.inputs.js';
import type { SalesDimension } from './sales-dimension.js';

/** What is compared: two periods, by the first days of their first and last months. */
export interface SalesQuestion {
  readonly by: SalesDimension;
  readonly from: IsoDate;
  readonly last: IsoDate;
  readonly comparedFrom: IsoDate;
  readonly comparedLast: IsoDate;
  readonly scope: SalesScope;
  readonly order: SalesOrder;
  readonly first: number;
}

/** The accounts `a` of the question that the caller may see, as a condition. */
export function accountsInScope(ctx: RequestContext, { scope }: SalesQuestion): Sql {
  return sql`${visibleAccounts(ctx, 'a.id')} and ${accountsOf(ctx, scope)}`;
}

/** Months `m` of either period. */
export function monthsInScope({ from, last, comparedFrom, comparedLast }: SalesQuestion): Sql {
  return sql`(m.month between ${comparedFrom}::date and ${comparedLast}::date or m.month between ${from}::date and ${last}::date)`;
}

function accountsOf(ctx: RequestContext, scope: SalesScope): Sql {
  const { postcodePrefix, accountId } = scope;
  return all([
    among(sql`a.country`, scope.countries),
    among(sql`a.region`, scope.regions),
    among(sql`a.size_class`, scope.sizeClasses),
    among(sql`a.industry`, scope.industries),
    among(sql`a.stage`, scope.stages),
    among(sql`a.owner_id::text`, scope.ownerIds),
    postcodePrefix == null ? undefined : sql`starts_with(a.postcode, ${postcodePrefix})`,
    // A hidden account has nothing below it, like one that does not exist.
    accountId == null
      ? undefined
      : sql`a.id in (select c.descendant_id from account_closure c
          where c.tenant_id = ${TENANT} and c.ancestor_id = ${accountId} and ${visibleAccount(ctx, 'c.ancestor_id')})`,
  ]);
}

/** The products of the question, as a condition on a roll-up by product. */
export function productsInScope({ scope: { categoryIds, productIds } }: SalesQuestion, rollUp: string): Sql {
  const column = (name: string): Sql => identifier(`${rollUp}.${name}`);
  return all([
    categoryIds == null ? undefined : sql`${column('category_id')} = any(${categoryIds}::uuid[])`,
    productIds == null ? undefined : sql`${column('product_id')} = any(${productIds}::uuid[])`,
  ]);
}

/** Null among the values stands for rows without one. */
function among(column: Sql, values: readonly (string | null)[] | null | undefined): Sql | undefined {
  if (values == null) return undefined;
  const known = values.filter((value) => value !== null);
  return values.includes(null)
    ? sql`(${column} = any(${known}::text[]) or ${column} is null)`
    : sql`${column} = any(${known}::text[])`;
}
