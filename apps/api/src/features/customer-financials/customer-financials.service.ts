import { DEFAULT_RATIO_LIMITS, financialRatios, type FinancialStatement } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, join, type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError, NotFound } from '../../platform/errors/domain-error.js';
import { currency, isRowId, line, note, rowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { AccountService } from '../accounts/account.service.js';
import type { FinancialRatio, RecordCustomerFinancialsInput } from './customer-financials.types.js';
import { statementHash } from './statement-hash.js';
import { columnOf, STATEMENT_LINES, type StatementAmounts, statementOf } from './statement-lines.js';

/** What an import has added goes with the import. */
class StatementImported extends DomainError {
  constructor() {
    super('CONFLICT', 'STATEMENT_IMPORTED', 'An import has added this statement; it goes with the import.');
  }
}

/** A later version of the year stands on it. */
class StatementSuperseded extends DomainError {
  constructor() {
    super('CONFLICT', 'STATEMENT_SUPERSEDED', 'A later version of this year holds; take that back first.');
  }
}

/** As for imported amounts: sums of such still fit 64 bits. */
const MOST_MINOR = 10n ** 17n;
const amount = z
  .string()
  .regex(/^-?\d{1,18}$/, 'must be a whole number')
  .transform(BigInt)
  .refine((minor) => minor <= MOST_MINOR && minor >= -MOST_MINOR, 'is too large')
  .nullish();
const notNegative = amount.refine((minor) => minor == null || minor >= 0n, 'must not be negative');

const statementInput = z
  .object({
    accountId: rowId,
    fiscalYear: z.int().min(1900).max(2999),
    currency: currency.nullish(),
    revenueMinor: notNegative,
    netIncomeMinor: amount,
    totalAssetsMinor: notNegative,
    currentAssetsMinor: notNegative,
    currentLiabilitiesMinor: notNegative,
    receivablesMinor: notNegative,
    inventoryMinor: notNegative,
    costOfGoodsMinor: notNegative,
    purchasesMinor: notNegative,
    source: line(200),
    note: note(2_000).nullish(),
  })
  .refine((input) => STATEMENT_LINES.some((each) => input[`${each}Minor`] != null), {
    path: ['revenueMinor'],
    message: 'at least one line is needed',
  });

/** What customers publish about their finances; a correction is a further version of the year. */
@Injectable()
export class CustomerFinancialsService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Inside a transaction. @throws InputInvalid @throws AccountNotFound */
  async record(ctx: RequestContext, input: RecordCustomerFinancialsInput): Promise<{ readonly id: string }> {
    const told = parseInput(statementInput, input);
    const { id: accountId } = await this.accounts.requireVisible(ctx, told.accountId, ['input', 'accountId']);
    await this.lock(ctx, accountId);
    const tenant = await ctx.unit.first<{ currency: string }>(
      tenantSql`select currency from tenant where id = ${TENANT}`,
    );
    const of = told.currency ?? tenant?.currency ?? '';
    const amounts = Object.fromEntries(
      STATEMENT_LINES.map((each) => [each, told[`${each}Minor`]?.toString() ?? null]),
    ) as unknown as StatementAmounts;
    const id = uuidv7();
    await ctx.unit.execute(tenantSql`
      insert into customer_financials (tenant_id, id, account_id, fiscal_year, version, currency, ${columns()}, source, note, content_hash, recorded_at, recorded_by)
      select ${TENANT}, ${id}, ${accountId}, ${told.fiscalYear}::integer, coalesce(max(version), 0) + 1, ${of},
        ${join(
          STATEMENT_LINES.map((each) => sql`${amounts[each]}::bigint`),
          ', ',
        )}, ${told.source}, ${told.note ?? null},
        ${statementHash(of, amounts, told.source)}::uuid, ${ctx.now()}, ${ctx.actor}
      from customer_financials where tenant_id = ${TENANT} and account_id = ${accountId} and fiscal_year = ${told.fiscalYear}::integer`);
    await this.supersedeAllBut(ctx, accountId, told.fiscalYear, id);
    await this.audit.recordForAccount(ctx, {
      ...{ accountId, action: 'recorded', entity: 'customer-financials', entityId: id },
      detail: { fiscalYear: told.fiscalYear, currency: of, source: told.source, ...amounts },
    });
    return { id };
  }

  /** Takes back what somebody recorded by hand; the version before holds again. Inside a transaction. @throws NotFound @throws StatementImported @throws StatementSuperseded */
  async withdraw(ctx: RequestContext, given: string): Promise<string> {
    const id = given.toLowerCase();
    const row = isRowId(id) ? await this.find(ctx, id) : undefined;
    if (!row) throw new NotFound('Statement');
    await this.lock(ctx, row.account_id);
    const current = await this.find(ctx, id);
    if (!current) throw new NotFound('Statement');
    if (current.import_id !== null) throw new StatementImported();
    if (current.superseded) throw new StatementSuperseded();
    await ctx.unit.execute(tenantSql`delete from customer_financials where tenant_id = ${TENANT} and id = ${id}`);
    await ctx.unit.execute(tenantSql`
      update customer_financials set superseded = false where tenant_id = ${TENANT} and account_id = ${current.account_id}
        and fiscal_year = ${current.fiscal_year}::integer and version = ${current.version - 1}::integer`);
    await this.audit.recordForAccount(ctx, {
      ...{ accountId: current.account_id, action: 'withdrawn', entity: 'customer-financials', entityId: id },
      detail: { fiscalYear: current.fiscal_year, version: current.version },
    });
    return id;
  }

  /** The ratios of statements, against what holds of the year before. Stable, so that siblings share the statement. */
  readonly ratiosByStatement = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly FinancialRatio[]>> => {
    const told = await this.told(ctx, sql`n.id = any(${ids}::uuid[])`);
    return new Map(
      told.map(({ id, statement, before }) => {
        const past = before === null ? [] : financialRatios(before.statement);
        const ratios = financialRatios(statement, before?.statement).map((ratio, at) => ({
          ...ratio,
          value: ratio.value ?? null,
          light: ratio.light ?? null,
          trend: ratio.trend ?? null,
          previous: past[at]?.value ?? null,
          reason: ratio.reason ?? null,
          greenFrom: DEFAULT_RATIO_LIMITS[ratio.code].green,
          redBeyond: DEFAULT_RATIO_LIMITS[ratio.code].red,
        }));
        return [id, ratios];
      }),
    );
  };

  /** The newest year of each account of which something is told, with the year before; those of which nothing is are missing. */
  async newestOf(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, ToldStatement>> {
    const newest = sql`n.account_id = any(${accountIds}::uuid[]) and not n.superseded and not exists (
      select from customer_financials l where l.tenant_id = ${TENANT} and l.account_id = n.account_id and not l.superseded
        and l.fiscal_year > n.fiscal_year)`;
    return new Map((await this.told(ctx, newest)).map((told) => [told.accountId, told]));
  }

  /** What accounts bought from everybody in the newest year that tells it in the supplier's own currency, in minor units. */
  async purchases(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
    const rows = await ctx.unit.query<{ account_id: string; purchases: string }>(tenantSql`
      select distinct on (n.account_id) n.account_id, n.purchases_minor::text as purchases from customer_financials n
      join tenant t on t.id = ${TENANT} and t.currency = n.currency
      where n.tenant_id = ${TENANT} and n.account_id = any(${accountIds}::uuid[]) and not n.superseded and n.purchases_minor is not null
        and ${visibleAccount(ctx, 'n.account_id')}
      order by n.account_id, n.fiscal_year desc`);
    return new Map(rows.map(({ account_id: id, purchases }) => [id, BigInt(purchases)]));
  }

  /** Statements `n`, each with what holds of the year before in the same currency. */
  private async told(ctx: RequestContext, which: Sql): Promise<readonly ToldStatement[]> {
    const amounts = (alias: string, prefix: string): Sql =>
      join(
        STATEMENT_LINES.map(
          (each) =>
            sql`${identifier(`${alias}.${columnOf(each)}`)}::text as ${identifier(`${prefix}_${columnOf(each)}`)}`,
        ),
        ', ',
      );
    const rows = await ctx.unit.query<
      Record<string, string | null> & { id: string; account: string; year: number; previous: string | null }
    >(tenantSql`
      select n.id, n.account_id as account, n.fiscal_year as year, b.id as previous, ${amounts('n', 'now')}, ${amounts('b', 'was')}
      from customer_financials n left join customer_financials b on b.tenant_id = ${TENANT} and b.account_id = n.account_id
        and b.fiscal_year = n.fiscal_year - 1 and not b.superseded and b.currency = n.currency
      where n.tenant_id = ${TENANT} and ${which} and ${visibleAccount(ctx, 'n.account_id')}`);
    const read = (row: Record<string, string | null>, prefix: string): StatementAmounts =>
      Object.fromEntries(
        STATEMENT_LINES.map((each) => [each, row[`${prefix}_${columnOf(each)}`] ?? null]),
      ) as unknown as StatementAmounts;
    return rows.map((row) => ({
      id: row.id,
      accountId: row.account,
      statement: statementOf(row.year, read(row, 'now')),
      before:
        row.previous === null ? null : { id: row.previous, statement: statementOf(row.year - 1, read(row, 'was')) },
    }));
  }

  private find(ctx: RequestContext, id: string): Promise<CurrentStatement | undefined> {
    return ctx.unit.first<CurrentStatement>(tenantSql`
      select account_id, fiscal_year, version, superseded, import_id from customer_financials f
      where f.tenant_id = ${TENANT} and f.id = ${id} and ${visibleAccount(ctx, 'f.account_id')}`);
  }

  /** One change of an account's statements at a time. */
  private async lock(ctx: RequestContext, accountId: string): Promise<void> {
    await ctx.unit.execute(
      tenantSql`select 1 from account where tenant_id = ${TENANT} and id = ${accountId} for no key update`,
    );
  }

  private async supersedeAllBut(ctx: RequestContext, accountId: string, year: number, id: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update customer_financials set superseded = true where tenant_id = ${TENANT} and account_id = ${accountId} and fiscal_year = ${year}::integer
        and id <> ${id} and not superseded`);
  }
}

/** A statement as the domain takes it, with that of the year before. */
export interface ToldStatement {
  readonly id: string;
  readonly accountId: string;
  readonly statement: FinancialStatement;
  readonly before: { readonly id: string; readonly statement: FinancialStatement } | null;
}

interface CurrentStatement {
  readonly account_id: string;
  readonly fiscal_year: number;
  readonly version: number;
  readonly superseded: boolean;
  readonly import_id: string | null;
}

function columns(): Sql {
  return join(
    STATEMENT_LINES.map((each) => identifier(columnOf(each))),
    ', ',
  );
}
