import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { StageGate } from '../stages/stage-gate.types.js';
import type { StagePosition } from '@mortise/domain';

@ObjectType({ description: 'Who must agree to a move into a position.' })
export class ApprovalRule {
  @Field(() => StagePositionEnum, { description: 'The position moved into.' })
  to: StagePosition;

  @Field(() => Int, { description: 'How many different people must approve.' })
  approvers: number;

  @Field({ description: 'Whether the proposer may be one of them.' })
  proposerMayApprove: boolean;
}

@ObjectType({
  description: "The tenant's rules of decision and warning. Every decision stores the version it was taken under.",
})
export class Policy {
  @Field(() => Int, { description: 'Version; 0 are the defaults that come with Mortise.' })
  version: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When this version was set; null for the defaults.' })
  createdAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who set it, as `staff:<id>`; null for the defaults.' })
  createdBy: string | null;

  @Field(() => [StageGate], { description: 'Every gate, as it is asked for without evidence.' })
  gates: StageGate[];

  @Field(() => [ApprovalRule], { description: 'Approvals by position.' })
  approvals: ApprovalRule[];

  @Field(() => Int, { description: 'Months a repair plan has to bring an account back to the stage it lost.' })
  repairMonths: number;

  @Field(() => Float, { description: 'Alarm starts accepted per account and year, over all detectors together.' })
  alarmStartsPerAccountYear: number;

  @Field(() => Int, {
    description: 'Days without any order of the tenant after which accounts are judged as of the newest order.',
  })
  staleOrdersDays: number;
}
