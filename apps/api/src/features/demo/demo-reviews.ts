import { dateOfEpochDay, epochDay, type IsoDate, lastWholeQuarter } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { SharedLedger } from '../ledger/shared-ledger.service.js';
import { ValueJudgements } from '../ledger/value-judgement.service.js';
import { QuarterlyReviewService } from '../quarterly-reviews/quarterly-review.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

const ACCOUNT = 'DONGHAI-REFINING';
const MESSAGE = '感谢贵方本季度的信任与配合。换热管束的节汽效果已由双方共同核算，期待在回顾会上继续讨论。';

/** The last whole quarter of the refinery, with a value that its buyer has confirmed. After what was seen there was told. */
export async function issueReview(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const quarter = lastWholeQuarter(dateOfEpochDay(epochDay(today) - 1));
  const at = new Date(`${today}T01:30:00.000Z`);
  const zhao = actingAs(ctx, directory.staffMember('zhao'), at);
  const accountId = directory.account(ACCOUNT);
  const [first] = await take(SharedLedger).values(zhao, accountId, quarter);
  if (first) await take(ValueJudgements).confirm(actingAs(ctx, directory.buyer('wang'), at), { id: first.id });
  await take(QuarterlyReviewService).issue(zhao, {
    ...{ accountId, message: MESSAGE, year: Number(quarter.from.slice(0, 4)) },
    quarter: Math.ceil(Number(quarter.to.slice(5, 7)) / 3),
  });
}
