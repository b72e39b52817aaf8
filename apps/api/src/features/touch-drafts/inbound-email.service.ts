import { Inject, Injectable } from '@nestjs/common';
import { ContextFactory } from '../../platform/context/context.factory.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { FoundTouch } from './found-touch.js';
import { InboundAddresses } from './inbound-address.service.js';
import { readInboundToken } from './inbound-token.js';
import { headerOf, readMessage } from './message-header.js';
import { InboundAddressUnknown, SenderNotStaff } from './touch-draft.errors.js';
import { TouchDrafts } from './touch-draft.service.js';
import { TouchRecording } from './touch-recording.service.js';

/** What became of a message: recorded; known already; waiting to be completed; or no contact between people. */
export interface InboundAnswer {
  readonly status: 'RECORDED' | 'KNOWN' | 'WAITING' | 'PASSED_OVER';
  /** Touches that were added. */
  readonly touches: number;
}

/** Takes in messages that were copied to somebody's address. */
@Injectable()
export class InboundEmail {
  constructor(
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(InboundAddresses) private readonly addresses: InboundAddresses,
    @Inject(TouchDrafts) private readonly drafts: TouchDrafts,
    @Inject(TouchRecording) private readonly recording: TouchRecording,
  ) {}

  /**
   * No connection is held while the message arrives.
   *
   * @throws InboundAddressUnknown @throws TooManyMessages @throws TouchFileRefused @throws TouchFileTooLarge @throws SenderNotStaff
   * @throws TouchDraftsFull @throws LedgerWriterNotAllowed
   */
  async take(token: string, content: AsyncIterable<Buffer>, requestId: string): Promise<InboundAnswer> {
    const address = readInboundToken(token);
    if (!address) throw new InboundAddressUnknown();
    const { tenantId, hash } = address;
    const { principal, locale } = await this.contexts.asSystem(
      tenantId,
      'inbound-email',
      (ctx) => ctx.transaction(() => this.addresses.recipient(ctx, hash)),
      requestId,
    );
    const header = await headerOf(content);
    const ctx = this.contexts.create(tenantId, principal, locale, requestId);
    try {
      const { zone } = await this.drafts.rules(ctx);
      const message = await readMessage(header, { now: ctx.now(), zone });
      if (typeof message === 'string') return { status: 'PASSED_OVER', touches: 0 };
      return await ctx.transaction(() => this.enter(ctx, message));
    } finally {
      await ctx.unit.close();
    }
  }

  private async enter(ctx: RequestContext, message: FoundTouch): Promise<InboundAnswer> {
    await this.demandSender(ctx, message);
    const { keepSubjects } = await this.drafts.rules(ctx);
    const recorded = await this.recording.recordMessage(ctx, {
      ...message,
      subject: keepSubjects ? message.subject : null,
    });
    if (recorded) return { status: recorded.added > 0 ? 'RECORDED' : 'KNOWN', touches: recorded.added };
    const { kept } = await this.drafts.keep(ctx, [message], { origin: 'EMAIL', fileId: null, fileName: null });
    return { status: kept > 0 ? 'WAITING' : 'KNOWN', touches: 0 };
  }

  /** Whoever learns an address can write to it; what is taken in must also say that one of ours sent it. */
  private async demandSender(ctx: RequestContext, { people }: FoundTouch): Promise<void> {
    const sender = people.find(({ part }) => part === 'FROM');
    const found = await ctx.unit.first(tenantSql`
      select from staff_member where tenant_id = ${TENANT} and email_lower = ${sender?.address ?? ''} and disabled_at is null`);
    if (!found) throw new SenderNotStaff();
  }
}
