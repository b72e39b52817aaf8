import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { advisoriesRead } from './advisory-list.js';
import { AdvisoryService } from './advisory.service.js';
import {
  Advisory,
  AdvisoryArgs,
  AdvisoryConnection,
  ComposeAdvisoryInput,
  RewriteAdvisoryInput,
  SendAdvisoryInput,
} from './advisory.types.js';

const ADVISORY = { type: () => ID, description: 'The advisory.' };
const TEXTS = 'TEXT_REQUIRED, LANGUAGE_TWICE, LANGUAGE_NOT_OFFERED (by the policy)';

@Resolver(() => Advisory)
export class AdvisoryResolver {
  constructor(@Inject(AdvisoryService) private readonly advisories: AdvisoryService) {}

  @Query(() => AdvisoryConnection, {
    name: 'advisories',
    description: 'Advisories of the accounts you may see, the newest first. Errors: INPUT_INVALID.',
  })
  @Allow('account.read')
  list(@Args() args: AdvisoryArgs): Read<Advisory> {
    return advisoriesRead(args);
  }

  @Query(() => Advisory, { description: 'One advisory. Errors: NOT_FOUND.' })
  @Allow('account.read')
  advisory(@Args('id', ADVISORY) id: string): Read<Advisory> {
    return readById(id, () => new NotFound('Advisory'));
  }

  @Mutation(() => Advisory, {
    description: `Writes an advisory. STOCK_CEILING and CASH_COLLECTION_CYCLE take the customer's figure as it is known now, and need financials.read. Errors: INPUT_INVALID, NOT_FOUND (account), FORBIDDEN, ${TEXTS}, FIGURE_REQUIRED (it is not known), FIGURE_WITHIN_LIMIT.`,
  })
  @Allow('advisory.write')
  @Transactional()
  async composeAdvisory(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What it says.' }) input: ComposeAdvisoryInput,
  ): Promise<Read<Advisory>> {
    return readWritten(await this.advisories.compose(ctx, input));
  }

  @Mutation(() => Advisory, {
    description: `Writes a draft anew, with all its translations; whoever does so is one of its authors. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, ${TEXTS}, TRANSITION_NOT_ALLOWED (it is no draft).`,
  })
  @Allow('advisory.write')
  @Transactional()
  async rewriteAdvisory(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What it says now.' }) input: RewriteAdvisoryInput,
  ): Promise<Read<Advisory>> {
    return readWritten(await this.advisories.rewrite(ctx, input));
  }

  @Mutation(() => Advisory, {
    description:
      'Approves a draft as you have it before you. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, AUTHOR_MAY_NOT_APPROVE (you had a hand in the text), TRANSITION_NOT_ALLOWED.',
  })
  @Allow('advisory.approve')
  @Transactional()
  async approveAdvisory(
    @Ctx() ctx: RequestContext,
    @Args('id', ADVISORY) id: string,
    @Args('version', { type: () => Int, description: 'The version that you have before you.' }) version: number,
  ): Promise<Read<Advisory>> {
    return readWritten(await this.advisories.approve(ctx, { id, version }));
  }

  @Mutation(() => Advisory, {
    description:
      'Takes an approval back, so that the text can be changed; what was sent stays sent. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('advisory.write')
  @Transactional()
  async takeBackAdvisory(
    @Ctx() ctx: RequestContext,
    @Args('id', ADVISORY) id: string,
    @Args('reason', { description: 'Why, up to 2,000 characters.' }) reason: string,
  ): Promise<Read<Advisory>> {
    return readWritten(await this.advisories.takeBack(ctx, { id, reason }));
  }

  @Mutation(() => Advisory, {
    description:
      'Sends an approved advisory to contacts of the account: it stands in their portal, and each gets a mail with the way there, in his or her language. Errors: INPUT_INVALID, NOT_FOUND, RECIPIENT_REQUIRED, CONTACT_NOT_FOUND, CONTACT_NOT_ACTIVE, CONTACT_WITHOUT_EMAIL, CONTACT_NOT_INVITED (no access to the portal), TRANSITION_NOT_ALLOWED.',
  })
  @Allow('advisory.write')
  @Transactional()
  async sendAdvisory(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'To whom.' }) input: SendAdvisoryInput,
  ): Promise<Read<Advisory>> {
    return readWritten(await this.advisories.send(ctx, input));
  }
}
