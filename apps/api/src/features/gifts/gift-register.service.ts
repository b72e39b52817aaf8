import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { isRowId, parseArguments } from '../../platform/errors/input-schemas.js';
import { CursorInvalid, readPage } from '../../platform/graphql/connection.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { MINOR, REGISTERED } from '../ledger/ledger-gifts.js';
import type { GiftRegister, GiftRegisterArgs } from './gift-register.types.js';
import { registerArguments } from './gift.inputs.js';

interface Added {
  account_id: string;
  account: string;
  contact_id: string;
  contact: string;
  year: number;
  currency: string;
  gifts: number;
  value: string;
  lines: number;
  all_gifts: Readonly<Record<string, readonly [gifts: number, value: string]>>;
}

/** What was given, added up by person, account and year; what was withdrawn or corrected counts as it stands now. */
@Injectable()
export class GiftRegisterService {
  /** One statement. It names people. @throws Forbidden @throws InputInvalid */
  async read(ctx: RequestContext, { filter, ...args }: GiftRegisterArgs): Promise<GiftRegister> {
    demandPermission(ctx, 'contact.read');
    parseArguments(registerArguments, { filter, after: args.after });
    const { limit, from } = readPage(args, 4);
    if (from !== null && !isKey(from)) throw new CursorInvalid(false);
    const { accountId, contactId, year } = filter ?? {};
    const asked = all([
      REGISTERED,
      visibleAccount(ctx, 'y.account_id', true),
      accountId == null ? undefined : sql`y.account_id = ${accountId}::uuid`,
      contactId == null ? undefined : sql`y.contact_id = ${contactId}::uuid`,
      year == null ? undefined : sql`y.observed_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`,
    ]);
    const behind =
      from === null
        ? sql`true`
        : sql`(-l.year, l.account_id::text, l.contact_id::text, l.currency) > (${from[0]}::integer, ${from[1]}::text, ${from[2]}::text, ${from[3]}::text)`;
    const rows = await ctx.unit.query<Added>(tenantSql`
      with line as (
        select y.account_id, y.contact_id, extract(year from y.observed_on)::integer as year, y.payload -> 'amount' ->> 'currency' as currency,
          count(*)::integer as gifts, sum(${MINOR}) as value
        from ledger_entry y where y.tenant_id = ${TENANT} and ${asked} group by 1, 2, 3, 4),
      total as (
        select jsonb_object_agg(t.currency, jsonb_build_array(t.gifts, t.value::text)) as all_gifts, sum(t.lines)::integer as lines
        from (select l.currency, sum(l.gifts)::integer as gifts, sum(l.value) as value, count(*) as lines from line l group by l.currency) t)
      select l.account_id, a.name as account, l.contact_id, c.name as contact, l.year, l.currency, l.gifts, l.value::text, t.lines, t.all_gifts
      from line l cross join total t
      join account a on a.tenant_id = ${TENANT} and a.id = l.account_id join contact c on c.tenant_id = ${TENANT} and c.id = l.contact_id
      where ${behind} order by -l.year, l.account_id::text, l.contact_id::text, l.currency limit ${limit + 1}`);
    const page = rows.slice(0, limit);
    const [first, last] = [page[0], rows.length > limit ? page.at(-1) : undefined];
    return {
      lines: page.map(({ account_id, contact_id, value, currency, account, contact, year: of, gifts }) => {
        const named = { accountId: account_id, account, contactId: contact_id, contact };
        return { ...named, year: of, gifts, value: moneyValue(value, currency) };
      }),
      totals: Object.entries(first?.all_gifts ?? {})
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, [gifts, value]]) => ({ gifts, value: moneyValue(value, currency) })),
      totalCount: first?.lines ?? 0,
      endCursor: last ? cursorOf([-last.year, last.account_id, last.contact_id, last.currency]) : null,
    };
  }
}

function isKey([year, account, contact, currency]: readonly unknown[]): boolean {
  const ids = [account, contact].every((id) => typeof id === 'string' && isRowId(id));
  return ids && Number.isInteger(year) && Math.abs(Number(year)) < 10_000 && typeof currency === 'string';
}

/** As {@link readPage} takes it. */
function cursorOf(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}
