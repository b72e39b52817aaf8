import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { AccountContact } from '../contacts/account-contact.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.types.js';
import { Product } from '../products/product.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import {
  AccountProductFeedbackArgs,
  FeedbackAnswer,
  FeedbackCluster,
  FeedbackReport,
  ProductFeedback,
  ProductFeedbackConnection,
  ProductFeedbackEvent,
} from './feedback.types.js';

// Fields that are no columns; how they are read stands in `feedback.reads.ts`.

const PRODUCT = { nullable: true, description: 'The product. Needs product.read.' };

@Resolver(() => ProductFeedback)
export class ProductFeedbackFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Product, PRODUCT)
  product(): never {
    return readByEngine();
  }

  @ResolveField(() => Contact, {
    nullable: true,
    description: 'Who said it; null where nobody in particular did. Needs contact.read.',
  })
  contact(): never {
    return readByEngine();
  }

  @ResolveField(() => LedgerEntry, { description: 'The entry of the ledger, with who recorded it and from where.' })
  entry(): never {
    return readByEngine();
  }

  @ResolveField(() => FeedbackCluster, { nullable: true, description: 'The cluster it is in; null before.' })
  cluster(): never {
    return readByEngine();
  }

  @ResolveField(() => FeedbackAnswer, { nullable: true, description: 'What the customer was told; null before.' })
  answer(): never {
    return readByEngine();
  }

  @ResolveField(() => [ProductFeedbackEvent], {
    description: 'Everything that became of it, the oldest first; none while it is only noted.',
  })
  events(): never {
    return readByEngine();
  }
}

@Resolver(() => FeedbackCluster)
export class FeedbackClusterFieldsResolver {
  @ResolveField(() => Product, PRODUCT)
  product(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who made it. Needs staff.read.' })
  clusteredBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who decided; null before. Needs staff.read.' })
  decidedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => FeedbackReport, { nullable: true, description: 'The report it was part of; null before.' })
  report(): never {
    return readByEngine();
  }

  @ResolveField(() => ProductFeedbackConnection, {
    description: 'Its words, of the accounts you may see, the newest first.',
  })
  words(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [FeedbackAnswer], { description: 'What accounts you may see were told, the oldest first.' })
  answers(): never {
    return readByEngine();
  }
}

@Resolver(() => FeedbackReport)
export class FeedbackReportFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'Its author. Needs staff.read.' })
  reportedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [FeedbackCluster], {
    description: 'The clusters it consists of, of which each holds a word of an account you may see.',
  })
  clusters(): never {
    return readByEngine();
  }
}

@Resolver(() => FeedbackAnswer)
export class FeedbackAnswerFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who told it. Needs staff.read.' })
  answeredBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [AccountContact], { description: 'Whom it was mailed to. Needs contact.read.' })
  recipients(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountProductFeedbackResolver {
  @ResolveField(() => ProductFeedbackConnection, {
    description: 'What it said about products and what has become of that, the newest first. Needs ledger.read.',
  })
  productFeedback(@Args() _args: AccountProductFeedbackArgs): never {
    return readByEngine();
  }
}
