import { addMonths, monthOf } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { NextProductStore } from './next-product.store.js';
import type { DemandSignal, DemandSignalRow } from './next-product.types.js';

const MOST_PRODUCTS = 500;
const MOST_EXPORTED = 20_000;
const args = z.object({ months: z.int().min(1).max(12), first: z.int().min(1).max(MOST_PRODUCTS) });
const HEADINGS = ['productExternalId', 'name', 'unit', 'month', 'expected', 'highest', 'accounts'];

/** What production and purchasing may expect. It adds up all accounts, so it is for those who may see all. */
@Injectable()
export class DemandSignalService {
  constructor(@Inject(NextProductStore) private readonly store: NextProductStore) {}

  /** @throws InputInvalid @throws Forbidden */
  async of(ctx: RequestContext, given: { readonly months: number; readonly first: number }): Promise<DemandSignal> {
    const { months, first } = parseArguments(args, given);
    demandPermission(ctx, 'account.read.all');
    const asOf = (await this.store.state(ctx))?.asOf ?? null;
    return {
      asOf,
      method: 'USUAL_CALL_OFF',
      rows: asOf === null ? [] : await this.rows(ctx, asOf, months, first),
      csvUrl: `/exports/demand-signal.csv?months=${months}`,
      sources: ['account_product_month'],
    };
  }

  /** @throws InputInvalid @throws Forbidden */
  async csv(ctx: RequestContext, months: number): Promise<string> {
    const checked = parseArguments(args, { months, first: 1 });
    demandPermission(ctx, 'account.read.all');
    const asOf = (await this.store.state(ctx))?.asOf ?? null;
    const rows = asOf === null ? [] : await this.rows(ctx, asOf, checked.months, MOST_EXPORTED);
    const lines = rows.map(({ externalId, name, unit, month, expected, highest, accounts }) =>
      [externalId, name, unit ?? '', month, String(expected), String(highest), String(accounts)].map(cell).join(','),
    );
    return `\uFEFF${[HEADINGS.join(','), ...lines].join('\r\n')}\r\n`;
  }

  private async rows(ctx: RequestContext, asOf: string, months: number, first: number): Promise<DemandSignalRow[]> {
    const products = await ctx.unit.query<Omit<DemandSignalRow, 'month'>>(tenantSql`
      select p.id as "productId", p.external_id as "externalId", p.name, p.unit, d.expected, d.highest, d.accounts
      from product_demand d join product p on p.tenant_id = ${TENANT} and p.id = d.product_id
      where d.tenant_id = ${TENANT} order by d.expected desc, d.product_id limit ${first}`);
    // The month under way is over in part: what is expected begins with the next one.
    return Array.from({ length: months }, (_, at) => addMonths(monthOf(asOf), at + 1)).flatMap((month) =>
      products.map((product) => ({ ...product, month: `${month}-01` })),
    );
  }
}

/** A cell that neither breaks the row nor starts a formula in a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
