import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { PlanPlay } from '../account-plans/plan.types.js';
import { LedgerEntry } from '../ledger/ledger-entry.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { TriggerCourse, TriggerEvent } from './trigger.types.js';

// Fields that are no columns; how they are read stands in `trigger.reads.ts`.

@Resolver(() => TriggerCourse)
export class TriggerFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'Who verified it; null while nobody has.' })
  verifiedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who owns the play that uses it; null before.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => PlanPlay, {
    nullable: true,
    description: 'The play as it stands in a plan of the account; null where it stands in none. Needs plan.read.',
  })
  planPlay(): never {
    return readByEngine();
  }

  @ResolveField(() => [TriggerEvent], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }
}

@Resolver(() => LedgerEntry)
export class EntryTriggerResolver {
  @ResolveField(() => TriggerCourse, {
    nullable: true,
    description: 'Of a TRIGGER what has become of it; null while nobody has acted on it.',
  })
  triggerCourse(): never {
    return readByEngine();
  }
}
