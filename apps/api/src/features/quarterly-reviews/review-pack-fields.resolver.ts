import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { AccountPlan } from '../account-plans/plan.types.js';
import { Account } from '../accounts/account.entity.js';
import { FileView } from '../files/file.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { reviewFacts } from './review-facts.js';
import { QuarterlyReviewPack, QuarterlyReviewPackConnection } from './review-pack.types.js';
import { QuarterlyReview } from './review.types.js';
import { reviewView } from './review.view.js';

// Fields that are no columns; how they are read stands in `review-pack.reads.ts`.

@Resolver(() => QuarterlyReviewPack)
export class ReviewPackFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountPlan, {
    nullable: true,
    description: 'The plan that the account was worked by when the quarter ended; null of none.',
  })
  plan(): never {
    return readByEngine();
  }

  @ResolveField(() => QuarterlyReviewPack, {
    nullable: true,
    description: 'The pack whose place it took; null of the first.',
  })
  replaces(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { description: 'Who issued it.' })
  issuedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => QuarterlyReview, { description: 'What it says.' })
  review(@Parent() { facts }: { facts: unknown }): QuarterlyReview {
    return reviewView(reviewFacts.parse(facts));
  }

  @ResolveField(() => FileView, {
    nullable: true,
    description: 'Its PDF; null for the moments until it is drawn.',
  })
  file(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountReviewPacksResolver {
  @ResolveField(() => QuarterlyReviewPackConnection, {
    description: 'Packs for its quarterly reviews, the newest first. Needs plan.read.',
  })
  quarterlyReviewPacks(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

@Resolver(() => AccountPlan)
export class PlanReviewPacksResolver {
  @ResolveField(() => [QuarterlyReviewPack], {
    description: 'Packs for the quarterly reviews of its year, the newest first.',
  })
  quarterlyReviewPacks(): never {
    return readByEngine();
  }
}
