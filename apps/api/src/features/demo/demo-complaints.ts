import { addMonthsToDate, dateOfEpochDay, epochDay, type ComplaintState, type IsoDate } from '@mortise/domain';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { ComplaintFilingService } from '../complaints/complaint-filing.service.js';
import { ComplaintService } from '../complaints/complaint.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';

interface DemoComplaint {
  readonly buyer: string;
  readonly daysAgo: number;
  readonly subject: string;
  readonly description: string;
  readonly quantity: string;
  /** Steps taken since, one every other day. */
  readonly steps: readonly { readonly status: ComplaintState; readonly note: string }[];
}

const COMPLAINTS: readonly DemoComplaint[] = [
  {
    buyer: 'keller',
    daysAgo: 60,
    subject: 'Gaskets swell after four weeks',
    description:
      'Six gasket sets of the last delivery swell in contact with the new solvent. We had to stop line 2 twice.',
    quantity: '6',
    steps: [
      { status: 'ACKNOWLEDGED', note: 'Thank you; samples are on their way to our laboratory.' },
      { status: 'ANALYSED', note: 'Wrong compound: NBR instead of EPDM in one batch.' },
      { status: 'ACTION', note: 'Replacement sent by air; incoming inspection extended by a compound test.' },
      { status: 'CONFIRMED_BY_CUSTOMER', note: 'Replacement fitted, no swelling after two weeks.' },
      { status: 'CLOSED', note: 'Closed in agreement.' },
    ],
  },
  {
    buyer: 'wang',
    daysAgo: 9,
    subject: '管束泄漏',
    description: '两台绕管式换热器在水压试验时泄漏,焊缝处。请尽快派人。',
    quantity: '2',
    steps: [
      { status: 'ACKNOWLEDGED', note: '已收到,工程师明天到现场。' },
      { status: 'ANALYSED', note: '焊缝存在气孔,同批次正在复检。' },
    ],
  },
  {
    buyer: 'yao',
    daysAgo: 1,
    subject: 'Delivery two weeks late',
    description: 'The plate units for the Meicun station are two weeks late and the heating season has begun.',
    quantity: '3',
    steps: [],
  },
];

/** Complaints at different steps, filed by the buyers themselves. Filing again changes nothing. */
export async function fileComplaints(
  ctx: RequestContext,
  take: Take,
  directory: DemoDirectory,
  today: IsoDate,
): Promise<void> {
  for (const [index, { buyer, daysAgo, subject, description, quantity, steps }] of COMPLAINTS.entries()) {
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
    });
    if (!complaint.isNew) continue;
    for (const [step, { status, note }] of steps.entries()) {
      const quality = actingAs(
        ctx,
        directory.staffMember('admin'),
        morning(Math.min(day + 2 * step + 1, epochDay(today))),
      );
      await take(ComplaintService).changeStatus(quality, {
        id: complaint.id,
        status,
        note,
        version: step + 1,
      });
    }
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
