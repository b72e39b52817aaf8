import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { GiftRecipient, GiftRules } from './gift-facts.types.js';
import { GiftEvent, GiftFinding, GiftRequest, GiftRequestConnection } from './gift.types.js';

// Fields that are no columns; how they are read stands in `gift.reads.ts`.

@Resolver(() => GiftRequest)
export class GiftFieldsResolver {
  @ResolveField(() => [GiftFinding], {
    description: 'What the policy found against it when it was checked; empty where it found nothing.',
  })
  findings(): never {
    return readByEngine();
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Contact, {
    nullable: true,
    description: 'Whom it is for; null where you may not see the person. Needs contact.read.',
  })
  contact(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who hands it over.' })
  giver(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who asked for it.' })
  requestedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who approved it; null while nobody has.' })
  approvedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who refused it; null also where the policy did.' })
  refusedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => LedgerEntry, {
    nullable: true,
    description: 'What the ledger has of it; null before it was given.',
  })
  entry(): never {
    return readByEngine();
  }

  @ResolveField(() => [GiftEvent], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountGiftsResolver {
  @ResolveField(() => GiftRules, {
    nullable: true,
    description: 'What it lets its people accept; null where nobody has recorded it. Needs ledger.read.',
  })
  giftRules(): never {
    return readByEngine();
  }

  @ResolveField(() => GiftRequestConnection, {
    description: 'Gifts to its people, those asked for last first; needs ledger.read.',
  })
  giftRequests(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

@Resolver(() => Contact)
export class ContactGiftsResolver {
  @ResolveField(() => GiftRecipient, {
    nullable: true,
    description:
      'Whether the person holds a public office; null where nobody has recorded it, or too long ago. Needs gift.approve.',
  })
  giftRecipient(): never {
    return readByEngine();
  }
}
