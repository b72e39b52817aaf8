import { dateOfEpochDay, epochDay, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AdvisoryReading } from '../advisories/advisory-reading.service.js';
import { AdvisoryService } from '../advisories/advisory.service.js';
import { AdvisoryStore } from '../advisories/advisory.store.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

/** Written from the figures of the demo's annual statements. */
const SLOWER = [
  {
    language: 'en',
    title: 'Your customers pay about two weeks later than a year before',
    body: `By your last report, your own customers take about 71 days to pay, after 56 days in the year before.

We could deliver the gaskets of the spring shutdown in two parts and invoice them one after the other. Shall we talk about it?`,
  },
] as const;

const EXPORT_RULES = [
  {
    language: 'zh-CN',
    title: '不锈钢板材出口新规三月起实施',
    body: '三月起，不锈钢板材出口需要新的许可证，审批约需六周。\n\n如有海外项目用料，建议一月底前确定数量，我们可提前备货。',
  },
  {
    language: 'en',
    title: 'New export rules for stainless steel from March',
    body: 'From March on, exports of stainless steel plate need a new licence, which takes about six weeks.\n\nIf your projects abroad need plate, tell us the quantities by the end of January, and we stock up.',
  },
] as const;

/** One advisory that was sent and read, and one that waits for somebody to approve it. After the buyers were invited. */
export async function writeAdvisories(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  const as = (key: string, daysAgo: number): RequestContext =>
    actingAs(ctx, directory.staffMember(key), morning(epochDay(today) - daysAgo));
  const advisories = take(AdvisoryService);
  const { id } = await advisories.compose(as('weber', 6), {
    ...{ accountId: directory.account('RHINE-CHEMICALS'), kind: 'CASH_COLLECTION_CYCLE', texts: [...SLOWER] },
  });
  await advisories.approve(as('director', 5), { id, version: 1 });
  const { id: keller } = directory.contact('keller');
  await advisories.send(as('weber', 5), { id, accountContactIds: [keller] });
  const received = (await take(AdvisoryStore).received(ctx, id)).get(keller);
  await take(AdvisoryReading).open(actingAs(ctx, directory.buyer('keller'), morning(epochDay(today) - 4)), {
    id: received,
  });
  await advisories.compose(as('zhao', 1), {
    ...{ accountId: directory.account('DONGHAI-REFINING'), kind: 'MACRO_POLICY', texts: [...EXPORT_RULES] },
  });
}

function morning(day: number): Date {
  return new Date(`${dateOfEpochDay(day)}T07:15:00.000Z`);
}
