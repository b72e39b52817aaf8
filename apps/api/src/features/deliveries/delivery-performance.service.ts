import {
  addMonthsToDate,
  analysePickUps,
  dateOfInstant,
  type DeliveredLine,
  type IsoDate,
  onTimeInFull,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { DeliveryPerformance, PickUpRhythm } from './delivery.types.js';

/** Lines of one account that are looked at, the latest ones: nobody promises more in a few months that a person reads. */
const MOST_LINES = 20_000;

interface PromiseRow {
  readonly account_id: string;
  readonly promised_on: IsoDate;
  readonly quantity: string;
  readonly first_delivered_on: IsoDate | null;
  readonly first_quantity: string;
}

/** A batch's question: months and account. */
export type AskedPerformance = `${number}/${string}`;

/** How promises of delivery are kept, by the domain's measures. */
@Injectable()
export class DeliveryPerformanceService {
  /** Stable, so that sibling accounts share the statement. Accounts without a line that counts are left out. */
  readonly byAsked = async (
    ctx: RequestContext,
    asked: readonly AskedPerformance[],
  ): Promise<ReadonlyMap<AskedPerformance, DeliveryPerformance>> => {
    const found = new Map<AskedPerformance, DeliveryPerformance>();
    for (const months of new Set(asked.map((each) => Number(each.split('/')[0])))) {
      const ids = asked.filter((each) => each.startsWith(`${months}/`)).map((each) => each.split('/')[1] as string);
      const asOf = dateOfInstant(ctx.now().toISOString());
      const from = addMonthsToDate(asOf, -months);
      for (const [id, rows] of await this.promises(ctx, ids, from, asOf))
        found.set(`${months}/${id}`, performanceOf(rows, from, asOf));
    }
    return found;
  };

  /** On time in full over the twelve months before a day; accounts without a line that counts, or not to be seen, are left out. */
  async onTimeInFull(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, number>> {
    const promises = await this.promises(ctx, accountIds, addMonthsToDate(asOf, -12), asOf);
    const shares = [...promises].map(([id, rows]) => [id, onTimeInFull(rows.map(lineOf), asOf)] as const);
    return new Map(shares.flatMap(([id, share]) => (share === undefined ? [] : [[id, share]])));
  }

  /** Of what was promised to an account for these days, as it stands on a day; null where it may not be seen or no line counts. */
  async ofPeriod(
    ctx: RequestContext,
    accountId: string,
    { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
    asOf: IsoDate,
  ): Promise<DeliveryPerformance | null> {
    const promises = (await this.promises(ctx, [accountId], from, asOf, to)).get(accountId);
    return promises === undefined ? null : performanceOf(promises, from, asOf);
  }

  /** @param to last promised day that counts; as many as there are unless told */
  private async promises(
    ctx: RequestContext,
    ids: readonly string[],
    from: IsoDate,
    asOf: IsoDate,
    to: IsoDate | null = null,
  ): Promise<ReadonlyMap<string, PromiseRow[]>> {
    const rows = await ctx.unit.query<PromiseRow>(tenantSql`
      select p.* from unnest(${ids}::uuid[]) a (id) cross join lateral (
        select p.account_id, p.promised_on, p.quantity, p.first_delivered_on, p.first_quantity from delivery_promise p
        where p.tenant_id = ${TENANT} and p.account_id = a.id and p.promised_on >= ${from}::date
          and (${to}::date is null or p.promised_on <= ${to}::date) and (p.promised_on < ${asOf}::date or p.first_delivered_on <= ${asOf}::date)
        order by p.promised_on desc, p.id desc limit ${MOST_LINES}) p
      where ${visibleAccount(ctx, 'a.id')}`);
    const byAccount = new Map<string, PromiseRow[]>();
    for (const row of rows) {
      const known = byAccount.get(row.account_id);
      if (known) known.push(row);
      else byAccount.set(row.account_id, [row]);
    }
    return byAccount;
  }
}

function lineOf(row: PromiseRow): DeliveredLine {
  const inFull = Number(row.first_quantity) >= Number(row.quantity);
  return { promised: row.promised_on, delivered: row.first_delivered_on, inFull };
}

function performanceOf(rows: readonly PromiseRow[], from: IsoDate, asOf: IsoDate): DeliveryPerformance {
  const lines = rows.map(lineOf);
  const pickUps = analysePickUps(
    rows.flatMap((row) =>
      row.first_delivered_on === null
        ? []
        : {
            promisedOn: row.promised_on,
            actualOn: row.first_delivered_on,
            promisedQuantity: Number(row.quantity),
            quantity: Number(row.first_quantity),
          },
    ),
    asOf,
  );
  return {
    asOf,
    from,
    lines: rows.length,
    onTimeInFull: onTimeInFull(lines, asOf) ?? null,
    onTime:
      onTimeInFull(
        lines.map((line) => ({ ...line, inFull: true })),
        asOf,
      ) ?? null,
    meanDelayDays: pickUps?.meanDelayDays ?? null,
    overdue: rows.filter((row) => row.first_delivered_on === null && row.promised_on < asOf).length,
    pickUps: pickUps === undefined ? null : rhythmOf(pickUps),
    sources: ['delivery_promise', 'delivery'],
  };
}

function rhythmOf(pickUps: NonNullable<ReturnType<typeof analysePickUps>>): PickUpRhythm {
  const { meanGapDays, regularity, openGapDays, quantity } = pickUps;
  return {
    meanGapDays: meanGapDays ?? null,
    regularity: regularity ?? null,
    openGapDays,
    quantityQuartiles: [quantity.lower, quantity.middle, quantity.upper],
  };
}
