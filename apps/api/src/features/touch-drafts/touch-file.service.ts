import { addMonthsToDate, dateInZone, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { calendarTextOf, type CalendarTouches, readCalendar } from './calendar-file.js';
import { headerOf, readMessage } from './message-header.js';
import { TouchDrafts } from './touch-draft.service.js';

/** What can be sent. */
export const TOUCH_FILE_TYPES = ['message/rfc822', 'text/calendar'] as const;
export type TouchFileType = (typeof TOUCH_FILE_TYPES)[number];

const MONTHS_BACK = 12;

/** A file on its way in. */
export interface TouchFile {
  readonly type: TouchFileType;
  readonly name: string | null;
  readonly content: AsyncIterable<Buffer>;
  /** The first day that is taken of a calendar; null: a year ago. */
  readonly from: IsoDate | null;
}

/** What a file held. */
export interface TouchFileAnswer {
  /** To look at what was found, and record it; null where nothing was found. */
  readonly id: string | null;
  readonly found: number;
  /** Messages and appointments that are no contact that has taken place between people, by reason. */
  readonly passedOver: readonly { readonly code: string; readonly count: number }[];
  /** Until when the drafts wait. */
  readonly expiresAt: Date | null;
}

/** Makes drafts out of messages and calendars. Nothing of the file itself is kept. */
@Injectable()
export class TouchFiles {
  constructor(@Inject(TouchDrafts) private readonly drafts: TouchDrafts) {}

  /** @throws TouchFileRefused @throws TouchFileTooLarge @throws TouchDraftsFull */
  async take(ctx: RequestContext, file: TouchFile): Promise<TouchFileAnswer> {
    const { found, passedOver } = await this.read(ctx, file);
    const skipped = [...passedOver].map(([code, count]) => ({ code, count }));
    if (found.length === 0) return { id: null, found: 0, passedOver: skipped, expiresAt: null };
    const fileId = uuidv7();
    const origin = { origin: 'FILE', fileId, fileName: file.name } as const;
    const { expiresAt } = await ctx.transaction(() => this.drafts.keep(ctx, found, origin));
    return { id: fileId, found: found.length, passedOver: skipped, expiresAt };
  }

  private async read(ctx: RequestContext, { type, content, from }: TouchFile): Promise<CalendarTouches> {
    const { zone } = await this.drafts.rules(ctx);
    // A slow sender must not keep a connection.
    await ctx.unit.refresh();
    const now = ctx.now();
    if (type === 'text/calendar') {
      const earliest = from ?? addMonthsToDate(dateInZone(now.toISOString(), zone), -MONTHS_BACK);
      return readCalendar(await calendarTextOf(content), { now, from: earliest, zone });
    }
    const message = await readMessage(await headerOf(content), { now, zone });
    return typeof message === 'string'
      ? { found: [], passedOver: new Map([[message, 1]]) }
      : { found: [message], passedOver: new Map() };
  }
}
