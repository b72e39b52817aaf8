import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { GiftFactsService } from '../gifts/gift-facts.service.js';
import { GiftService } from '../gifts/gift.service.js';
import { TriggerService } from '../triggers/trigger.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

/** One gift that was given, and one that waits for a second person. */
export async function giveGifts(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const as = (key: string, daysAgo: number): RequestContext =>
    actingAs(ctx, directory.staffMember(key), morning(today, daysAgo));
  const [accountId, { contactId }] = [directory.account('RHINE-CHEMICALS'), directory.contact('keller')];
  const [facts, gifts] = [take(GiftFactsService), take(GiftService)];
  await facts.recordRules(as('director', 40), {
    ...{
      accountId,
      version: 0,
      accountKind: 'MANUFACTURER',
      limitMinor: '20000',
      source: 'Code of conduct of the works',
    },
  });
  await facts.recordRecipient(as('director', 40), {
    ...{ contactId, version: 0, publicOfficial: false, basis: 'LEGITIMATE_INTEREST', source: 'Her business card' },
  });
  const ask = (daysAgo: number, valueMinor: string, occasion: string) =>
    gifts.request(as('weber', daysAgo), {
      ...{ accountId, contactId, courtesy: 'GIFT', valueMinor, occasion },
      purpose: 'To thank for the exchange of gaskets without a shutdown',
    });
  const { id } = await ask(30, '2800', 'Ten years of trade');
  await gifts.approve(as('director', 29), { id, version: 2 });
  await gifts.give(as('weber', 25), { id, version: 3 });
  await ask(1, '1500', 'New year');
}

/** Somebody has looked into a trigger of the ledger's, and nobody into another yet. */
export async function verifyTriggers(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const row = await ctx.unit.first<{ id: string }>(tenantSql`
    select id from ledger_entry where tenant_id = ${TENANT} and account_id = ${directory.account('KYUSHU-POWER')} and kind = 'TRIGGER'`);
  await take(TriggerService).verify(actingAs(ctx, directory.staffMember('director'), morning(today, 10)), {
    ...{
      entryId: row?.id ?? '',
      version: 0,
      note: 'Their maintenance confirms it: two of six units.',
      confidence: 0.9,
    },
  });
}

function morning(today: IsoDate, daysAgo: number): Date {
  return new Date(`${dateOfEpochDay(epochDay(today) - daysAgo)}T07:45:00.000Z`);
}
