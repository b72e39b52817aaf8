import type { Movement, RegressionCause, RegressionKind, StagePosition } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StageEvidence, StageGate } from './stage-gate.types.js';
import { StageProposal } from './stage-proposal.entity.js';
import { RegressionCauseEnum, RegressionKindEnum, StageMovementEnum } from './stage.enums.js';

/** A page of proposals. */
export const StageProposalConnection = Connection(StageProposal, 'StageProposal');

@ObjectType({ description: 'Who did something: a member of staff, or Mortise itself.' })
export class StageActor {
  @Field({ description: '`staff:<id>`, or `system:<part>` for Mortise itself.' })
  actor: string;

  @Field(() => String, { nullable: true, description: "The member of staff's name; null for Mortise itself." })
  name: string | null;
}

@ObjectType({ description: 'One approval of a proposal.' })
export class StageApproval {
  @Field(() => StageActor, { description: 'Who approved.' })
  by: StageActor;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: string;
}

@ObjectType({
  description: "One change of an account's stage. Entries are only ever added; a stage entered again is a new entry.",
})
export class StageHistoryEntry {
  @Field(() => StagePositionEnum, {
    nullable: true,
    description: 'Where the account stood; null for the opening stage.',
  })
  from: StagePosition | null;

  @Field(() => StagePositionEnum, { description: 'Where it went.' })
  to: StagePosition;

  @Field(() => StageMovementEnum, { description: 'Which way.' })
  movement: Movement;

  @Field({ description: 'OPENING for the stage set at the start, PROPOSAL for every later one.' })
  origin: string;

  @Field(() => RegressionCauseEnum, {
    nullable: true,
    description: 'Why the relationship went back or ended. A suspicion of bribery takes compliance.read to be shown.',
  })
  cause: RegressionCause | null;

  @Field(() => RegressionKindEnum, { nullable: true, description: 'Slow or sudden; null where nobody said.' })
  regressionKind: RegressionKind | null;

  @Field(() => String, { nullable: true, description: "The proposer's note." })
  note: string | null;

  @Field(() => StageActor, { description: 'Who proposed it, or set the opening stage.' })
  proposedBy: StageActor;

  @Field(() => [StageActor], { description: 'Who approved it.' })
  approvers: StageActor[];

  @Field(() => [StageEvidence], { description: 'The evidence as it was at the decision.' })
  evidence: StageEvidence[];

  @Field(() => String, {
    nullable: true,
    description: 'Version of the rules it was decided under; null for an opening.',
  })
  policyVersion: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: string;
}

@ObjectType({
  description: 'What it takes to move an account, as known today. Unknown criteria can be measured or attested later.',
})
export class StageOutlook {
  @Field(() => DateScalar, {
    description: 'The day the facts are judged as of: today, or the newest order where orders have stopped arriving.',
  })
  asOf: string;

  @Field(() => StageGate, {
    nullable: true,
    description: 'The gate to the next stage; null at the top. After an end, the gate back in.',
  })
  next: StageGate | null;

  @Field(() => StageGate, {
    nullable: true,
    description: 'What would demote the account by one stage; null at the bottom.',
  })
  demotion: StageGate | null;

  @Field(() => StageGate, { nullable: true, description: 'What would end the relationship; null when it has ended.' })
  end: StageGate | null;
}

@InputType({ description: 'Which proposals; what is given must all hold.' })
export class StageProposalFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only open ones; false: only decided ones.' })
  open?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;

  @Field(() => StageMovementEnum, { nullable: true, description: 'Only in this direction.' })
  kind?: Movement | null;
}

@ArgsType()
export class StageProposalArgs extends ConnectionArgs {
  @Field(() => StageProposalFilter, { nullable: true, description: 'Which proposals.' })
  filter?: StageProposalFilter | null;
}
