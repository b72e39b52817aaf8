import type { AlertState, DetectorCode } from '@mortise/domain';
import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { AlertStateEnum, type CloseReason, CloseReasonEnum, DetectorEnum } from './alert.enums.js';
import type { AlertExplanation } from './alert-explanation.js';

@Entity('alert')
@ObjectType({
  description: 'A warning that a relationship may be slipping, with why. One is open per account and detector at most.',
})
export class Alert {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('uuid')
  @Field(() => ID, { description: 'The account it warns about.' })
  accountId: string;

  @Column('text')
  @Field(() => DetectorEnum, { description: 'What raised it.' })
  detector: DetectorCode;

  @Column('text')
  @Field(() => AlertStateEnum, { description: 'How it stands.' })
  state: AlertState;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null while open.' })
  closedAt: Date | null;

  @Column('timestamptz')
  lastSeenAt: Date;

  @Column('float8')
  @Field(() => Float, {
    description:
      "How unusual the account is, on the detector's own scale; for ORDER_GAP days since the last order ÷ expected interval.",
  })
  score: number;

  @Column('float8')
  @Field(() => Float, {
    description: "The score above which an alert is raised; calibrated on the tenant's own history.",
  })
  threshold: number;

  @Column('jsonb')
  explanation: AlertExplanation;

  @Column('boolean')
  @Field({
    description:
      'Sudden stop: orders ceased without any warning in the twelve months before. Relationships mostly fade, so look at once.',
  })
  exceptional: boolean;

  @Column('text', { nullable: true })
  @Field(() => CloseReasonEnum, { nullable: true, description: 'Why it was closed; null while open.' })
  closeReason: CloseReason | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody looked at it; null before.' })
  triagedAt: Date | null;

  @Column('text', { nullable: true })
  triagedBy: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was said then.' })
  triageNote: string | null;
}
