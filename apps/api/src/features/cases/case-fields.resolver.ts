import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import { AccountContact } from '../contacts/account-contact.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { StageProposal } from '../stages/stage-proposal.entity.js';
import {
  CaseAction,
  CaseCommunication,
  CaseEvent,
  ComplianceReferral,
  RelationshipCase,
  RelationshipCaseConnection,
} from './case.types.js';
import { WinBack, WinBackStep } from './win-back.types.js';

// Fields that are no columns; how they are read stands in `case.reads.ts` and `win-back.reads.ts`.

@Resolver(() => RelationshipCase)
export class CaseFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Alert, { description: 'The alert it is about; needs alert.read.' })
  alert(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { description: 'Who leads it.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, {
    nullable: true,
    description: 'The executive it was escalated to last; null before.',
  })
  executive(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, {
    nullable: true,
    description: 'Who resolved it; null while it is open, and where Mortise itself did.',
  })
  resolvedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [CaseAction], { description: 'What is to be done, as it was planned.' })
  actions(): never {
    return readByEngine();
  }

  @ResolveField(() => [CaseCommunication], { description: 'Talks with the customer, the oldest first.' })
  communications(): never {
    return readByEngine();
  }

  @ResolveField(() => [CaseEvent], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }

  @ResolveField(() => WinBack, {
    nullable: true,
    description: 'The attempt to win the customer back; null without one.',
  })
  winBack(): never {
    return readByEngine();
  }

  @ResolveField(() => StageProposal, {
    nullable: true,
    description: 'The proposal to end the relationship to which a lost case has led.',
  })
  endProposal(): never {
    return readByEngine();
  }

  @ResolveField(() => [ComplianceReferral], {
    description: 'Suspicions of bribery, the newest first; needs compliance.read.',
  })
  complianceReferrals(): never {
    return readByEngine();
  }
}

@Resolver(() => CaseAction)
export class CaseActionFieldsResolver {
  @ResolveField(() => StaffMember, { description: 'Who does it.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who said that it is done; null while it is open.' })
  doneBy(): never {
    return readByEngine();
  }
}

@Resolver(() => CaseCommunication)
export class CaseCommunicationFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'Who talked.' })
  by(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountContact, { nullable: true, description: 'With whom; needs contact.read.' })
  with(): never {
    return readByEngine();
  }
}

@Resolver(() => CaseEvent)
export class CaseEventFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'Who did it; null where Mortise itself did.' })
  by(): never {
    return readByEngine();
  }
}

@Resolver(() => ComplianceReferral)
export class ComplianceReferralFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => RelationshipCase, {
    nullable: true,
    description: 'The case in which it came up; null where it came up without one. Needs case.read.',
  })
  case(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who raised it.' })
  openedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who closed it; null while it is open.' })
  closedBy(): never {
    return readByEngine();
  }
}

@Resolver(() => WinBack)
export class WinBackFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => RelationshipCase, { description: 'The case it belongs to.' })
  case(): never {
    return readByEngine();
  }

  @ResolveField(() => [WinBackStep], { description: 'What was done, the oldest first.' })
  steps(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountCasesResolver {
  @ResolveField(() => RelationshipCaseConnection, { description: 'Its cases, the newest first; needs case.read.' })
  cases(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

@Resolver(() => Alert)
export class AlertCaseResolver {
  @ResolveField(() => RelationshipCase, {
    nullable: true,
    description: 'Its case; null before it is confirmed, unless orders have stopped all of a sudden. Needs case.read.',
  })
  case(): never {
    return readByEngine();
  }
}
