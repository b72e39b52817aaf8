import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import { Complaint } from '../complaints/complaint.model.js';
import { AccountContact } from '../contacts/account-contact.entity.js';
import { Signal, SignalWhy } from '../signals/signal.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { SpeakInvitation, SpeakInvitationConnection, SpeakInvitationEvent } from './invitation.types.js';
import { SilentComplaintWhy } from './silent-complaint-why.types.js';

// Fields that are no columns; how they are read stands in `invitation.reads.ts`.

@Resolver(() => SpeakInvitation)
export class InvitationFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Signal, { description: 'The signal that made Mortise ask; needs alert.read.' })
  signal(): never {
    return readByEngine();
  }

  @ResolveField(() => Alert, { description: 'The alert that gathers it; needs alert.read.' })
  alert(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who is to ask; null where nobody is named.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountContact, {
    nullable: true,
    description: 'Whom it was sent to, or who was talked to; null before. Needs contact.read.',
  })
  contact(): never {
    return readByEngine();
  }

  @ResolveField(() => Complaint, { nullable: true, description: 'The complaint it has led to; null without one.' })
  complaint(): never {
    return readByEngine();
  }

  @ResolveField(() => [SpeakInvitationEvent], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountInvitationsResolver {
  @ResolveField(() => SpeakInvitationConnection, {
    description: 'Its invitations to speak, the newest first; needs complaint.read.',
  })
  speakInvitations(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

@Resolver(() => Complaint)
export class ComplaintInvitationResolver {
  @ResolveField(() => SpeakInvitation, {
    nullable: true,
    description: 'The invitation to speak that brought it to light; null for what came unasked.',
  })
  invitation(): never {
    return readByEngine();
  }
}

@Resolver(() => SignalWhy)
export class SilentComplaintWhyResolver {
  @ResolveField(() => SilentComplaintWhy, { nullable: true, description: 'Of LATE_PAYMENT.' })
  silentComplaint(): never {
    return readByEngine();
  }
}
