import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { AccountContact } from '../contacts/account-contact.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { SuggestedAdvisories } from './suggested-advisories.service.js';
import {
  Advisory,
  AdvisoryConnection,
  AdvisoryEvent,
  AdvisoryFact,
  AdvisoryRecipient,
  AdvisoryText,
  SuggestedAdvisory,
} from './advisory.types.js';

// Fields that are no columns; how they are read stands in `advisory.reads.ts`.

@Resolver(() => Advisory)
export class AdvisoryFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [AdvisoryText], { description: 'The same in each language, the one it was written in first.' })
  texts(): never {
    return readByEngine();
  }

  @ResolveField(() => [AdvisoryFact], {
    description: 'What its figure rests on, the oldest first; none of what people write.',
  })
  facts(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who wrote it first; `events` tells of the others.' })
  composedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who approved it; null while nobody has.' })
  approvedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who sent it; null before.' })
  sentBy(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountContact, {
    nullable: true,
    description: 'Who told what the customer did; null before. Needs contact.read.',
  })
  actedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [AdvisoryRecipient], { description: 'Whom it was sent to, and who has read it.' })
  recipients(): never {
    return readByEngine();
  }

  @ResolveField(() => [AdvisoryEvent], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }
}

@Resolver(() => AdvisoryRecipient)
export class AdvisoryRecipientResolver {
  @ResolveField(() => AccountContact, { description: 'Who it is. Needs contact.read.' })
  contact(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountAdvisoriesResolver {
  constructor(@Inject(SuggestedAdvisories) private readonly suggested: SuggestedAdvisories) {}

  @ResolveField(() => AdvisoryConnection, { description: 'Its advisories, the newest first.' })
  advisories(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [SuggestedAdvisory], {
    description: 'What its own figures suggest to warn it of: those beyond their limit. Needs financials.read.',
  })
  async suggestedAdvisories(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('all', {
      type: () => Boolean,
      nullable: true,
      description: 'true: also figures within their limit, and those that are not known, with the reason.',
    })
    all?: boolean | null,
  ): Promise<readonly SuggestedAdvisory[]> {
    const figures = (await batchLoad(ctx, this.suggested.byAccount, id)) ?? [];
    return all === true ? figures : figures.filter(({ beyond }) => beyond);
  }
}
