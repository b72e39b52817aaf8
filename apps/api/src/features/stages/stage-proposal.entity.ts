import type {
  Evidence,
  Movement,
  ProposalState,
  RegressionCause,
  RegressionKind,
  StagePosition,
} from '@mortise/domain';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { ProposalStateEnum, RegressionCauseEnum, RegressionKindEnum, StageMovementEnum } from './stage.enums.js';

/** The current row of one stage transition workflow; folded from the account's events and never the truth itself. */
@Entity('stage_proposal')
@ObjectType({ description: 'A proposed stage transition: open until it is approved, rejected or withdrawn.' })
export class StageProposal {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('uuid')
  @Field(() => ID, { description: 'The account that would move.' })
  accountId: string;

  @Column('text')
  @Field(() => StageMovementEnum, { description: 'Which way: ADVANCE, REGRESS, TERMINATE or REENTER.' })
  kind: Exclude<Movement, 'OPEN'>;

  @Column('text', { name: 'from_stage' })
  @Field(() => StagePositionEnum, { description: 'Where the account stood when it was proposed.' })
  from: StagePosition;

  @Column('text', { name: 'to_stage' })
  @Field(() => StagePositionEnum, { description: 'Where it would go.' })
  to: StagePosition;

  @Column('text')
  @Field(() => ProposalStateEnum, { description: 'How far it is.' })
  status: ProposalState;

  @Column('text', { nullable: true })
  @Field(() => RegressionCauseEnum, {
    nullable: true,
    description:
      'Why the relationship goes back or ends; null on the way up. A suspicion of bribery takes compliance.read to be shown.',
  })
  cause: RegressionCause | null;

  @Column('text', { nullable: true })
  @Field(() => RegressionKindEnum, { nullable: true, description: 'Slow or sudden; null where nobody said.' })
  regressionKind: RegressionKind | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The proposer's note." })
  note: string | null;

  @Column('text')
  proposedBy: string;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt: Date;

  @Column('jsonb')
  evidence: Evidence[];

  @Column('jsonb')
  approvals: { by: string; at: string }[];

  @Column('int')
  @Field(() => Int, { description: 'Version of the policy its evidence was last held against; 0 are the defaults.' })
  policyVersion: number;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null while open.' })
  decidedAt: Date | null;

  @Column('text', { nullable: true })
  decidedBy: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was said at the decision.' })
  decisionNote: string | null;

  @Column('int')
  @Field(() => Int, {
    description:
      "Number of the account's stage events at the proposal's last change; give it back as `expectedVersion` to decide on what you have seen.",
  })
  accountVersion: number;

  @Column('text', { nullable: true })
  basis: string | null;
}
