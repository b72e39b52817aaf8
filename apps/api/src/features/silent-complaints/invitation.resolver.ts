import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { type Locale, RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { invitationsRead } from './invitation-list.js';
import { guideArguments } from './invitation.inputs.js';
import { InvitationService } from './invitation.service.js';
import {
  RecordInvitationTalkInput,
  SpeakInvitation,
  SpeakInvitationArgs,
  SpeakInvitationConnection,
  TalkGuide,
} from './invitation.types.js';
import { talkGuide } from './talk-guide.js';

const INVITATION = { type: () => ID, description: 'The invitation.' };

@Resolver(() => SpeakInvitation)
export class InvitationResolver {
  constructor(@Inject(InvitationService) private readonly invitations: InvitationService) {}

  @Query(() => SpeakInvitationConnection, {
    description: 'Invitations to speak of the accounts you may see, the newest first. Errors: INPUT_INVALID.',
  })
  @Allow('complaint.read')
  speakInvitations(@Ctx() ctx: RequestContext, @Args() args: SpeakInvitationArgs): Read<SpeakInvitation> {
    return invitationsRead(ctx, args);
  }

  @Query(() => SpeakInvitation, { description: 'One invitation to speak. Errors: NOT_FOUND.' })
  @Allow('complaint.read')
  speakInvitation(@Args('id', INVITATION) id: string): Read<SpeakInvitation> {
    return readById(id, () => new NotFound('Invitation'));
  }

  @Query(() => TalkGuide, { description: 'How to ask, in a call or at a visit. Errors: INPUT_INVALID.' })
  @Allow('complaint.read')
  talkGuide(
    @Ctx() ctx: RequestContext,
    @Args('language', { type: () => String, nullable: true, description: 'en, zh-CN or zh-TW; yours unless told.' })
    language?: Locale | null,
  ): TalkGuide {
    return talkGuide(parseArguments(guideArguments, { language }).language ?? ctx.locale);
  }

  @Mutation(() => SpeakInvitation, {
    description: 'Hands an invitation to somebody. Errors: INPUT_INVALID, NOT_FOUND, OWNER_NOT_FOUND, SAME_OWNER.',
  })
  @Allow('complaint.handle')
  @Transactional()
  async assignSpeakInvitation(
    @Ctx() ctx: RequestContext,
    @Args('id', INVITATION) id: string,
    @Args('ownerId', { type: () => ID, description: 'The member of staff.' }) ownerId: string,
  ): Promise<Read<SpeakInvitation>> {
    return readWritten(await this.invitations.assign(ctx, { id, ownerId }));
  }

  @Mutation(() => SpeakInvitation, {
    description:
      'Asks a contact in the portal and by mail how things are going; neither says what made you ask. Errors: INPUT_INVALID, NOT_FOUND, CONTACT_NOT_FOUND, CONTACT_NOT_ACTIVE, CONTACT_WITHOUT_EMAIL, CONTACT_NOT_INVITED (no access to the portal), TRANSITION_NOT_ALLOWED.',
  })
  @Allow('complaint.handle')
  @Transactional()
  async sendSpeakInvitation(
    @Ctx() ctx: RequestContext,
    @Args('id', INVITATION) id: string,
    @Args('accountContactId', { type: () => ID, description: "The contact's place at the account." })
    accountContactId: string,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: "Language of the mail: en, zh-CN or zh-TW; the contact's own when missing.",
    })
    language?: Locale | null,
  ): Promise<Read<SpeakInvitation>> {
    return readWritten(await this.invitations.send(ctx, { id, accountContactId, language }));
  }

  @Mutation(() => SpeakInvitation, {
    description:
      'Records a call or a visit, also the call that the customer asked for; a complaint is filed with channel PROMPTED. Errors: INPUT_INVALID, NOT_FOUND, CONTACT_NOT_FOUND, ALREADY_ANSWERED, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('complaint.handle')
  @Transactional()
  async recordInvitationTalk(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RecordInvitationTalkInput,
  ): Promise<Read<SpeakInvitation>> {
    return readWritten(await this.invitations.recordTalk(ctx, input));
  }

  @Mutation(() => SpeakInvitation, {
    description:
      'Decides that nobody is to ask; what was sent is taken back from the portal. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('complaint.handle')
  @Transactional()
  async declineSpeakInvitation(
    @Ctx() ctx: RequestContext,
    @Args('id', INVITATION) id: string,
    @Args('note', { description: 'Why, up to 2,000 characters.' }) note: string,
  ): Promise<Read<SpeakInvitation>> {
    return readWritten(await this.invitations.decline(ctx, { id, note }));
  }
}
