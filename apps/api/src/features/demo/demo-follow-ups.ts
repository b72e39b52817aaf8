import { addMonthsToDate, dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { FollowUpKeeper } from '../follow-ups/follow-up-keeper.service.js';
import { FollowUpService } from '../follow-ups/follow-up.service.js';
import { SeasonService } from '../seasons/season.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

/** Days from today to the peak that is to be talked over now. */
const SHUTDOWNS_IN = 70;
const CALLED = { account: 'BOREALIS-PULP', contact: 'niemi', by: 'weber' } as const;

/** A season calendar, what the deliveries and the seasons ask for, and a customer who has been called back. */
export async function askForFollowUps(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const director = actingAs(ctx, directory.staffMember('director'), ctx.now());
  const day = (after: number): IsoDate => dateOfEpochDay(epochDay(today) + after);
  const lastSummer = addMonthsToDate(`${today.slice(0, 4)}-07-20`, -24);
  await take(SeasonService).create(director, {
    ...{ name: 'Summer stoppage', country: 'DE', everyYear: true },
    ...{ startsOn: lastSummer, endsOn: dateOfEpochDay(epochDay(lastSummer) + 25) },
  });
  await take(SeasonService).create(director, {
    ...{ name: 'Plant shutdowns', country: 'CN', startsOn: day(SHUTDOWNS_IN), endsOn: day(SHUTDOWNS_IN + 21) },
  });
  await take(FollowUpKeeper).keep(ctx);
  const oldest = await ctx.unit.first<{ id: string }>(tenantSql`
    select id from follow_up where tenant_id = ${TENANT} and account_id = ${directory.account(CALLED.account)} and kind = 'CALL_BACK'
    order by due_on, id limit 1`);
  if (!oldest) return;
  await take(FollowUpService).complete(actingAs(ctx, directory.staffMember(CALLED.by), ctx.now()), {
    ...{ id: oldest.id, note: 'Runs without complaint; the next plates may come a week earlier.' },
    touch: {
      ...{ contactId: directory.contact(CALLED.contact).contactId, channel: 'CALL' },
      ...{ theirFunction: 'PURCHASING', minutes: 15, tone: 4 },
    },
  });
}
