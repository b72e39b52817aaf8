import { dateOfInstant, statementWallet } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { ImportDatabase, type ImportSession } from '../../platform/database/import-database.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { DomainError, NotFound } from '../../platform/errors/domain-error.js';
import { isRowId, parseArguments } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { AccountService } from '../accounts/account.service.js';
import { ImportStaging } from '../imports/import-staging.js';
import { ImportTurns } from '../imports/import-turns.js';
import { latestTradeMonth, lockTrade } from '../trade/trade-scope.js';
import {
  acceptedWalletInput,
  type AcceptProposedWalletInput,
  firstDayOf,
  type ProposedWallet,
  proposedWalletArguments,
  type ProposedWalletArgs,
  type ProposedWalletReason,
} from './proposed-wallet.types.js';
import { recomputeShares } from './share.recompute.js';
import { touchWallets } from './wallet.touch.js';

/** Another version of the statement holds than the one that was seen, or none can be proposed from it. */
class ProposedWalletChanged extends DomainError {
  constructor() {
    super('CONFLICT', 'PROPOSED_WALLET_CHANGED', 'The statement says something else now; look at the proposal again.');
  }
}

/** What an import has added goes with the import. */
class WalletImported extends DomainError {
  constructor() {
    super('CONFLICT', 'WALLET_IMPORTED', 'An import has added this wallet; it goes with the import.');
  }
}

interface Statement {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly currency: string;
  readonly purchases: string | null;
  readonly source: string;
}

/** Wallets worked out from customers' statements, and those that people took for true. */
@Injectable()
export class ProposedWalletService {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ImportTurns) private readonly turns: ImportTurns,
  ) {}

  /** @throws InputInvalid @throws AccountNotFound @throws NotFound */
  async propose(ctx: RequestContext, args: ProposedWalletArgs): Promise<ProposedWallet> {
    const told = parseArguments(proposedWalletArguments, args);
    await this.accounts.requireVisible(ctx, told.accountId, ['accountId']);
    await demandCategory(ctx, told.categoryId);
    return proposalOf(ctx, told);
  }

  /** @throws InputInvalid @throws AccountNotFound @throws NotFound @throws ProposedWalletChanged */
  async accept(ctx: RequestContext, input: AcceptProposedWalletInput): Promise<{ readonly id: string }> {
    const told = parseInput(acceptedWalletInput, input);
    await this.accounts.requireVisible(ctx, told.accountId, ['input', 'accountId']);
    await demandCategory(ctx, told.categoryId);
    const id = uuidv7();
    await this.change(ctx, told.accountId, async (session, touched) => {
      const { amount, month, source, statementId, statementVersion } = await proposalOf(session.ctx, told);
      if (!amount || month === null || statementVersion !== told.statementVersion) throw new ProposedWalletChanged();
      await session.ctx.unit.execute(tenantSql`
        with placed as (
          insert into wallet (tenant_id, id, account_id, category_id, month, months, amount_minor, currency, method, confidence, source, observed_on,
            recorded_at, recorded_by)
          values (${TENANT}, ${id}, ${told.accountId}, ${told.categoryId}, ${month}::date, 12, ${amount.minor}::bigint, ${amount.currency}, 'STATEMENT',
            ${told.confidence}, ${`${source} ${told.fiscalYear}, × ${told.categoryShare}: ${told.shareSource}`},
            ${dateOfInstant(ctx.now().toISOString())}::date, ${ctx.now()}, ${ctx.actor})
          returning account_id, category_id, month, months)
        ${touchWallets(sql`placed`, identifier(touched))}`);
      await this.audit.recordForAccount(session.ctx, {
        ...{ accountId: told.accountId, action: 'accepted', entity: 'wallet', entityId: id },
        detail: { ...told, statementId, amountMinor: amount.minor.toString(), currency: amount.currency, month },
      });
      return false;
    });
    return { id };
  }

  /** Takes back what somebody accepted. @throws NotFound @throws WalletImported */
  async withdraw(ctx: RequestContext, given: string): Promise<string> {
    const id = given.toLowerCase();
    const row = isRowId(id)
      ? await ctx.unit.first<{ account_id: string; import_id: string | null }>(tenantSql`
          select account_id, import_id from wallet w where w.tenant_id = ${TENANT} and w.id = ${id} and ${visibleAccount(ctx, 'w.account_id')}`)
      : undefined;
    if (!row) throw new NotFound('Wallet');
    if (row.import_id !== null) throw new WalletImported();
    await this.change(ctx, row.account_id, async (session, touched) => {
      await session.ctx.unit.execute(tenantSql`
        with gone as (
          delete from wallet where tenant_id = ${TENANT} and id = ${id} returning account_id, category_id, month, months)
        ${touchWallets(sql`gone`, identifier(touched))}`);
      await this.audit.recordForAccount(session.ctx, {
        ...{ accountId: row.account_id, action: 'withdrawn', entity: 'wallet', entityId: id },
      });
      return true;
    });
    return id;
  }

  /** Changes wallets and the shares that follow, as the role that may write facts, in one transaction beside the request's. */
  private async change(
    ctx: RequestContext,
    accountId: string,
    work: (session: ImportSession, touched: string) => Promise<boolean>,
  ): Promise<void> {
    const { tenantId, principal, locale, requestId } = ctx;
    await this.turns.take(tenantId, () =>
      this.database.transaction({ tenantId, principal, locale, requestId }, async (session) => {
        await lockTrade(session.ctx);
        const staging = new ImportStaging(uuidv7(), {});
        await staging.create(session);
        const removal = await work(session, staging.touched);
        const latest = await latestTradeMonth(session.ctx);
        await recomputeShares(session.ctx, { touched: staging.touched, before: latest, after: latest, removal });
        await staging.drop(session);
        await this.outbox.publish(session.ctx, 'accounts.evaluate', { accountIds: [accountId] });
        await this.outbox.publish(session.ctx, 'value.compute', {});
      }),
    );
    await ctx.unit.refresh();
  }
}

async function demandCategory(ctx: RequestContext, id: string): Promise<void> {
  const found = await ctx.unit.first(
    tenantSql`select from product_category where tenant_id = ${TENANT} and id = ${id}`,
  );
  if (!found) throw new NotFound('Product category');
}

async function proposalOf(
  ctx: RequestContext,
  told: {
    readonly accountId: string;
    readonly categoryShare: string;
    readonly fiscalYear: number | null;
    readonly firstMonth: number;
  },
): Promise<ProposedWallet> {
  const year = told.fiscalYear === null ? sql`` : sql`and f.fiscal_year = ${told.fiscalYear}::integer`;
  const statement = await ctx.unit.first<Statement>(tenantSql`
    select f.id, f.fiscal_year as year, f.version, f.currency, f.purchases_minor::text as purchases, f.source from customer_financials f
    where f.tenant_id = ${TENANT} and f.account_id = ${told.accountId} and not f.superseded ${year} order by f.fiscal_year desc limit 1`);
  const tenant = await ctx.unit.first<{ currency: string }>(
    tenantSql`select currency from tenant where id = ${TENANT}`,
  );
  const purchases = statement?.purchases == null ? null : moneyValue(BigInt(statement.purchases), statement.currency);
  const reason = reasonOf(statement, tenant?.currency);
  return {
    fiscalYear: statement?.year ?? null,
    month: statement === undefined ? null : firstDayOf(statement.year, told.firstMonth),
    method: 'STATEMENT',
    purchases,
    categoryShare: told.categoryShare,
    amount:
      statement?.purchases == null || reason !== null
        ? null
        : moneyValue(statementWallet(BigInt(statement.purchases), told.categoryShare), statement.currency),
    reason,
    statementId: statement?.id ?? null,
    statementVersion: statement?.version ?? null,
    source: statement?.source ?? null,
  };
}

function reasonOf(statement: Statement | undefined, currency: string | undefined): ProposedWalletReason | null {
  if (statement === undefined) return 'NO_STATEMENT';
  if (statement.purchases === null) return 'PURCHASES_NOT_TOLD';
  return statement.currency === currency ? null : 'OTHER_CURRENCY';
}
