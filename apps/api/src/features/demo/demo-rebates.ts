import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { RebateService } from '../rebates/rebate.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

/** Number of the credit note that paid out last year's rebate, in minor units. */
const PAID_OUT = { number: 'CN-REBATE', amount: '86000.00', minor: '8600000' } as const;

/** Rebate agreements as a file: one of last year that is over, and two that run. */
export function demoRebates(today: IsoDate): string {
  const year = Number(today.slice(0, 4));
  return [
    'number,accountExternalId,from,to,basis,kind,tiers,categories,note',
    `${year - 1}-RV,RHINE-CHEMICALS,${year - 1}-01,${year - 1}-12,NET_SALES,RETROACTIVE,6000000=0.5%; 14000000=1%,,Framework agreement`,
    `${year}-DP,DONGHAI-POLYMERS,${year}-01,${year}-12,NET_SALES,RETROACTIVE,4000000=1%; 6500000=2%,,Framework agreement`,
    `${year}-RV,RHINE-CHEMICALS,${year}-01,${year}-12,NET_SALES,INCREMENTAL,3000000=1.5%; 6000000=3%,PLATE,To win the plate units back`,
    '',
  ].join('\n');
}

/** Credit notes that settle no invoice: the rebate of last year. */
export function rebateCreditNote(today: IsoDate): string {
  const issuedOn = dateOfEpochDay(epochDay(`${today.slice(0, 4)}-01-01`));
  return `${PAID_OUT.number},${issuedOn},${PAID_OUT.amount},Rebate of last year,,RHINE-CHEMICALS`;
}

/** Settles what is over, by the key-account manager. */
export async function settleRebate(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const weber = actingAs(ctx, directory.staffMember('weber'), ctx.now());
  const number = `${Number(today.slice(0, 4)) - 1}-RV`;
  const row = await ctx.unit.first<{ id: string; note: string | null }>(tenantSql`
    select a.id, (select c.id from credit_note c where c.tenant_id = ${TENANT} and c.number = ${PAID_OUT.number}) as note
    from rebate_agreement a where a.tenant_id = ${TENANT} and a.number = ${number}`);
  if (row) await take(RebateService).settle(weber, row.id, { creditNoteId: row.note, amountMinor: PAID_OUT.minor });
}
