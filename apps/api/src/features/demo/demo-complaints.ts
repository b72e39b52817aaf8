import {
  addMonthsToDate,
  type ComplaintSeverity,
  type ComplaintState,
  dateOfEpochDay,
  epochDay,
  type IsoDate,
} from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { CLOCK_ACTOR, ComplaintClockKeeper } from '../complaints/complaint-clock.keeper.js';
import { ComplaintFilingService } from '../complaints/complaint-filing.service.js';
import { ComplaintService } from '../complaints/complaint.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

const HOUR_MS = 3_600_000;
/** Hours of a day. */
const DAY = 24;

interface DemoComplaint {
  readonly buyer: string;
  readonly daysAgo: number;
  readonly subject: string;
  readonly description: string;
  readonly quantity: string;
  readonly severity: ComplaintSeverity;
  /** What was done since, so many hours after it came in. */
  readonly steps: readonly DemoStep[];
}

type DemoStep = { readonly after: number } & (
  { readonly status: ComplaintState; readonly note: string } | { readonly answer: string }
);

const COMPLAINTS: readonly DemoComplaint[] = [
  {
    buyer: 'keller',
    daysAgo: 60,
    subject: 'Gaskets swell after four weeks',
    description:
      'Six gasket sets of the last delivery swell in contact with the new solvent. We had to stop line 2 twice.',
    quantity: '6',
    severity: 'MAJOR',
    steps: [
      { after: 1, status: 'ACKNOWLEDGED', note: 'Thank you; samples are on their way to our laboratory.' },
      {
        after: 2,
        answer: 'Six sets of EPDM leave our warehouse tonight. Please do not open line 2 before they are there.',
      },
      { after: 4 * DAY, status: 'ANALYSED', note: 'Wrong compound: NBR instead of EPDM in one batch.' },
      { after: 7 * DAY, status: 'ACTION', note: 'Incoming inspection extended by a compound test.' },
      { after: 21 * DAY, status: 'CONFIRMED_BY_CUSTOMER', note: 'No swelling after two weeks.' },
      { after: 22 * DAY, status: 'CLOSED', note: 'Closed in agreement.' },
    ],
  },
  {
    // The cause is overdue: seven working days have passed, but not half as many again.
    buyer: 'wang',
    daysAgo: 12,
    subject: '管束泄漏',
    description: '两台绕管式换热器在水压试验时泄漏,焊缝处。请尽快派人。',
    quantity: '2',
    severity: 'MAJOR',
    steps: [
      { after: 1, status: 'ACKNOWLEDGED', note: '已收到,工程师明天到现场。' },
      { after: 2, answer: '请先停用这两台设备。同批次库存已封存,备用管束本周内送达。' },
    ],
  },
  {
    buyer: 'yao',
    daysAgo: 1,
    subject: 'Delivery two weeks late',
    description: 'The plate units for the Meicun station are two weeks late and the heating season has begun.',
    quantity: '3',
    severity: 'MINOR',
    steps: [],
  },
];

/** Complaints at different steps, filed by the buyers themselves; one was solved in time, of one the cause is overdue. */
export async function fileComplaints(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  for (const [index, { buyer, daysAgo, subject, description, quantity, severity, steps }] of COMPLAINTS.entries()) {
    const day = epochDay(today) - daysAgo;
    const filed = actingAs(ctx, directory.buyer(buyer), morning(day));
    const orderLineId = await lastLine(filed, directory.contact(buyer).accountId, dateOfEpochDay(day));
    const idempotencyKey = `demo-complaint-${index + 1}`;
    const complaint = await take(ComplaintFilingService).fileFromPortal(filed, {
      idempotencyKey,
      subject,
      description,
      quantity,
      unit: 'pcs',
      orderLineId,
      severity,
    });
    // Filing again changes nothing.
    if (!complaint.isNew) continue;
    for (const [step, { after, ...done }] of steps.entries()) {
      const at = new Date(morning(day).getTime() + after * HOUR_MS);
      const quality = actingAs(ctx, directory.staffMember('admin'), at);
      const change = { id: complaint.id, version: step + 1 };
      if ('answer' in done) await take(ComplaintService).contain(quality, { ...change, ...done });
      else await take(ComplaintService).changeStatus(quality, { ...change, ...done });
    }
    await take(ComplaintClockKeeper).keep(actingAs(ctx, { kind: 'SYSTEM', name: CLOCK_ACTOR }, ctx.now()), [
      complaint.id,
    ]);
  }
}

function morning(day: number): Date {
  return new Date(`${dateOfEpochDay(day)}T06:30:00.000Z`);
}

async function lastLine(ctx: RequestContext, accountId: string, before: IsoDate): Promise<string | null> {
  const row = await ctx.unit.first<{ id: string }>(tenantSql`
    select id from order_line where tenant_id = ${TENANT} and account_id = ${accountId} and ordered_on between ${addMonthsToDate(before, -6)} and ${before}
    order by ordered_on desc, id limit 1`);
  return row?.id ?? null;
}
