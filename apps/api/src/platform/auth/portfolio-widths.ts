import type { UnitOfWork } from '../database/unit-of-work.js';
import { compile, sql, TENANT } from '../database/tenant-sql.js';
import { portfolioOf } from './account-visibility.js';

type Width = 'NARROW' | 'WIDE';

const MAX_REMEMBERED = 10_000;
const GOOD_FOR_MILLISECONDS = 10 * 60_000;

/** Whoever sees more than this sees enough for a list to be read in its own order. */
const MANY = 5_000;

/** The rows of an ordinary page and one more. */
const PAGE = 21;

/**
 * Whether somebody sees so few of the tenant's accounts that a list is better found from them than read in its order
 * until enough rows were met. With p of n accounts visible the first costs about p rows and the second about 21 n / p.
 * It decides about speed alone, so that an answer some minutes old is as right as a new one.
 */
export class PortfolioWidths {
  private readonly widths = new Map<string, { readonly width: Width; readonly until: number }>();

  async of(unit: UnitOfWork, staffId: string, now: Date): Promise<Width> {
    const key = `${unit.tenantId} ${staffId}`;
    const known = this.widths.get(key);
    if (known && known.until > now.getTime()) return known.width;
    const width = await measure(unit, staffId);
    const [oldest] = this.widths.keys();
    this.widths.delete(key);
    if (this.widths.size >= MAX_REMEMBERED && oldest !== undefined) this.widths.delete(oldest);
    this.widths.set(key, { width, until: now.getTime() + GOOD_FOR_MILLISECONDS });
    return width;
  }
}

async function measure(unit: UnitOfWork, staffId: string): Promise<Width> {
  const visible = sql`(select count(*) as p from (${portfolioOf(staffId)} limit ${MANY + 1}) v)`;
  // As many accounts are counted as it takes to decide.
  const all = sql`(select count(*) from (select from account a where a.tenant_id = ${TENANT} limit p * p / ${PAGE}::int + 1) a)`;
  const statement = sql`select (case when p > ${MANY} then 'WIDE' when p * p < ${PAGE}::int * ${all} then 'NARROW' else 'WIDE' end) from ${visible} c`;
  return (await unit.json(compile(statement, unit.tenantId))) as Width;
}
