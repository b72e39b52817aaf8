import type { InvitationAnswer } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { PortalComplaint } from '../complaints/complaint.portal-types.js';
import { InvitationAnswerService } from './invitation-answer.service.js';
import { PortalInvitation, PortalInvitationAnswerEnum, PortalInvitationConnection } from './invitation.portal-types.js';
import { NEWEST_SENT } from './invitation.reads.js';

const INVITATION = { type: () => ID, description: 'Its identifier.' };

@Resolver(() => PortalInvitation)
export class InvitationPortalResolver {
  constructor(@Inject(InvitationAnswerService) private readonly answers: InvitationAnswerService) {}

  @Query(() => PortalInvitationConnection, { description: 'What you were asked, the newest first.' })
  @Allow('buyer')
  invitations(@Args() args: ConnectionArgs): Read<PortalInvitation> {
    return readConnection(args, NEWEST_SENT);
  }

  @Query(() => PortalInvitation, {
    nullable: true,
    description: 'Something you were asked; null when there is none, and when it was taken back.',
  })
  @Allow('buyer')
  invitation(@Args('id', INVITATION) id: string): Read<PortalInvitation> {
    return readById(id);
  }

  @Mutation(() => PortalInvitation, {
    description: 'Notes that you have seen it, the first time. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('buyer')
  @Transactional()
  async openInvitation(
    @Ctx() ctx: RequestContext,
    @Args('id', INVITATION) id: string,
  ): Promise<Read<PortalInvitation>> {
    return readWritten(await this.answers.open(ctx, { id }));
  }

  @Mutation(() => PortalInvitation, {
    description:
      'Answers, once; the same answer again gives the first one. Errors: INPUT_INVALID, NOT_FOUND, NOTE_REQUIRED (a complaint needs its words), ALREADY_ANSWERED.',
  })
  @Allow('buyer')
  @Transactional()
  async answerInvitation(
    @Ctx() ctx: RequestContext,
    @Args('id', INVITATION) id: string,
    @Args('answer', { type: () => PortalInvitationAnswerEnum, description: 'What you say.' }) answer: InvitationAnswer,
    @Args('note', { type: () => String, nullable: true, description: 'Your words, up to 10,000 characters.' })
    note?: string | null,
  ): Promise<Read<PortalInvitation>> {
    return readWritten(await this.answers.answer(ctx, { id, answer, note }));
  }

  @ResolveField(() => PortalComplaint, { nullable: true, description: 'The complaint your words have become.' })
  complaint(): never {
    return readByEngine();
  }
}
