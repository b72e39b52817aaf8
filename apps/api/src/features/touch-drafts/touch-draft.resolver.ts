import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { InboundAddresses } from './inbound-address.service.js';
import { TouchDraftViews } from './touch-draft.views.js';
import { InboundAddress, RecordedTouches, RecordTouchesInput, TouchDraft } from './touch-draft.types.js';
import { TouchRecording } from './touch-recording.service.js';

@Resolver(() => TouchDraft)
export class TouchDraftResolver {
  constructor(
    @Inject(TouchDraftViews) private readonly views: TouchDraftViews,
    @Inject(TouchRecording) private readonly recording: TouchRecording,
    @Inject(InboundAddresses) private readonly addresses: InboundAddresses,
  ) {}

  @Query(() => [TouchDraft], {
    description:
      'What would be recorded out of a message or a calendar that you sent to `POST /touches/files`: what was recognised, by what the books say now, and what is missing. The earliest first. Errors: NOT_FOUND.',
  })
  @Allow('ledger.write')
  previewTouches(
    @Ctx() ctx: RequestContext,
    @Args('fileId', { type: () => ID, description: 'The `id` that the upload answered.' }) fileId: string,
  ): Promise<readonly TouchDraft[]> {
    return this.views.ofFile(ctx, fileId);
  }

  @Query(() => [TouchDraft], {
    description:
      'Messages that were copied to your address and could not be recorded, up to 200, the earliest first. Record or discard them.',
  })
  @Allow('ledger.write')
  unmatchedTouches(@Ctx() ctx: RequestContext): Promise<readonly TouchDraft[]> {
    return this.views.unmatched(ctx);
  }

  @Mutation(() => RecordedTouches, {
    description:
      'Records all touches of these drafts, or none. What is recorded already is not added again. Errors: INPUT_INVALID, NOT_FOUND, TOUCHES_INCOMPLETE (reasons: draftId, address, a code of TouchGapCode), TOO_MANY_TOUCHES, LEDGER_WRITER_NOT_ALLOWED.',
  })
  @Allow('ledger.write')
  recordTouches(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which drafts, and who their people are.' }) input: RecordTouchesInput,
  ): Promise<RecordedTouches> {
    return this.recording.recordDrafts(ctx, input);
  }

  @Mutation(() => Int, {
    description: 'Forgets drafts of yours. Answers how many. Errors: NOT_FOUND, for any of them.',
  })
  @Allow('ledger.write')
  @Transactional()
  discardTouches(
    @Ctx() ctx: RequestContext,
    @Args('draftIds', { type: () => [ID], description: 'Up to 500 drafts.' }) draftIds: string[],
  ): Promise<number> {
    return this.views.discard(ctx, draftIds);
  }

  @Mutation(() => Boolean, {
    description:
      'Takes back what `recordTouches` has added; what somebody has corrected since stays, and with it the import. Errors: NOT_FOUND, ALREADY_UNDONE, IMPORT_IN_USE.',
  })
  @Allow('ledger.write')
  undoTouches(
    @Ctx() ctx: RequestContext,
    @Args('importId', { type: () => ID, description: 'The import that recording answered.' }) importId: string,
  ): Promise<boolean> {
    return this.recording.undo(ctx, importId);
  }

  @Query(() => InboundAddress, {
    nullable: true,
    description: 'Your address for copies of messages; null while you have none.',
  })
  @Allow('ledger.write')
  inboundAddress(@Ctx() ctx: RequestContext): Promise<InboundAddress | null> {
    return this.addresses.own(ctx);
  }

  @Mutation(() => String, {
    description:
      'Makes an address for copies of messages, in place of the one before, and answers its secret, once: messages are taken in at `POST /inbound/email/<secret>`. Errors: INBOUND_EMAIL_OFF, SESSION_REQUIRED.',
  })
  @Allow('ledger.write')
  @Transactional()
  createInboundAddress(@Ctx() ctx: RequestContext): Promise<string> {
    return this.addresses.create(ctx);
  }

  @Mutation(() => Boolean, { description: 'Ends your address at once. Answers whether there was one.' })
  @Allow('ledger.write')
  @Transactional()
  revokeInboundAddress(@Ctx() ctx: RequestContext): Promise<boolean> {
    return this.addresses.revoke(ctx);
  }
}
