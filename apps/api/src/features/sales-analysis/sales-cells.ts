import { identifier, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { sumOfMonths, tradedWithin } from './sales-years.js';
import { monthsInScope, productsInScope, type SalesQuestion } from './sales-scope.js';

/** Of this many accounts the months are looked up account by account; of more, PostgreSQL chooses how. */
export const FEW_DUE_ACCOUNTS = 200;

const [SUM, EACH] = [sql`sum`, sql``];

/** What a statement wants of each account's trade in both periods. */
interface Wanted {
  readonly question: SalesQuestion;
  /** How many accounts of the tenant have years that are not added up; above {@link FEW_DUE_ACCOUNTS}: many. */
  readonly due: number;
  /** Select list, over accounts `a` and their sales `m`. */
  readonly select: Sql;
}

/**
 * Sales of both periods by account and product: of the accounts in `scope` the rows `m` with product_id, category_id,
 * before and after. They come out of the years, out of the months where an account's years are not added up. Rows of a
 * product may be several.
 */
export function salesOf(wanted: Wanted): Sql {
  return bothSources(wanted, (source) => sql`select ${source.keys}, ${source.net(EACH)} from ${source.rows}`);
}

/** The same with quantity_before and quantity_after, and one row per account, product and category. */
export function cellsOf(wanted: Wanted): Sql {
  return bothSources(
    wanted,
    ({ keys, net, quantity, rows }) => sql`select ${keys}, ${net(SUM)}, ${quantity} from ${rows} group by ${keys}`,
  );
}

/** One of the two roll-ups that tell both periods by account and product. */
interface Source {
  readonly keys: Sql;
  readonly net: (aggregate: Sql) => Sql;
  readonly quantity: Sql;
  /** From what, under which conditions. */
  readonly rows: Sql;
}

/**
 * The fences (`offset 0`) make PostgreSQL look up the rows of one account after the other: they lie together in the index.
 * Left to itself it reads the whole table, that of all tenants, as soon as the accounts are not few.
 */
function bothSources({ question, due, select }: Wanted, of: (source: Source) => Sql): Sql {
  const years = yearsOf(question);
  const [known, dueOnes] = [sql`y.account_id = a.id`, sql`m.account_id = a.id`];
  if (due === 0) return sql`select ${select} from scope a cross join lateral (${of(years(known))} offset 0) m`;
  const isDue = sql`exists (select from account_year_due d where d.tenant_id = ${TENANT} and d.account_id = a.id)`;
  const months = monthsOf(question);
  const ofMonths =
    due > FEW_DUE_ACCOUNTS
      ? sql`join (${of(months(undefined))}) m on m.account_id = a.id`
      : sql`cross join lateral (${of(months(dueOnes))} offset 0) m`;
  return sql`select ${select} from (select * from scope a where not ${isDue} offset 0) a cross join lateral (${of(years(known))} offset 0) m
    union all
    select ${select} from (select * from scope a where ${isDue} offset 0) a ${ofMonths}`;
}

function yearsOf(question: SalesQuestion): (account: Sql) => Source {
  const { from, last, comparedFrom, comparedLast } = question;
  const figure = (column: 'n' | 'q', aggregate: Sql): { before: Sql; after: Sql } => ({
    before: sql`${aggregate}(${sumOfMonths(column, comparedFrom, comparedLast)})`,
    after: sql`${aggregate}(${sumOfMonths(column, from, last)})`,
  });
  return (account) => ({
    keys: sql`y.account_id, y.product_id, y.category_id`,
    net: (aggregate) => named('', figure('n', aggregate)),
    quantity: named('quantity_', figure('q', SUM)),
    rows: sql`account_product_year y where y.tenant_id = ${TENANT} and ${account} and ${productsInScope(question, 'y')}
      and ${tradedWithin([
        [comparedFrom, comparedLast],
        [from, last],
      ])}`,
  });
}

function monthsOf(question: SalesQuestion): (account: Sql | undefined) => Source {
  const after = sql`m.month >= ${question.from}::date`;
  const figure = (column: string, aggregate: Sql): { before: Sql; after: Sql } => ({
    before: sql`${aggregate}(case when ${after} then 0 else ${identifier(column)} end)`,
    after: sql`${aggregate}(case when ${after} then ${identifier(column)} else 0 end)`,
  });
  return (account) => ({
    keys: sql`m.account_id, m.product_id, m.category_id`,
    net: (aggregate) => named('', figure('m.net_minor', aggregate)),
    quantity: named('quantity_', figure('m.quantity', SUM)),
    rows: sql`account_product_month m where m.tenant_id = ${TENANT} and ${account ?? sql`true`} and ${monthsInScope(question)}
      and ${productsInScope(question, 'm')}`,
  });
}

function named(prefix: '' | 'quantity_', { before, after }: { readonly before: Sql; readonly after: Sql }): Sql {
  return sql`${before} as ${identifier(`${prefix}before`)}, ${after} as ${identifier(`${prefix}after`)}`;
}
