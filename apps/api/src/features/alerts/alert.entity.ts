import type { AlertState, IsoDate, SignalKind, TriageResult } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { SignalKindEnum } from '../signals/signal.types.js';
import { AlertStateEnum, type CloseReason, CloseReasonEnum, TriageResultEnum } from './alert.enums.js';

@Entity('alert')
@ObjectType({
  description:
    'A warning that a relationship may be slipping, with the signals that speak for it. One is open per account at most.',
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
  @Field(() => AlertStateEnum, { description: 'How it stands.' })
  state: AlertState;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'Since when it has stood there.' })
  since: Date;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt: Date;

  @Column('date')
  @Field(() => DateScalar, { description: 'The day as of which it was raised.' })
  raisedOn: IsoDate;

  @Column('date', { nullable: true })
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day as of which it first became an alert; null while it is only watched.',
  })
  alertedOn: IsoDate | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it first became an alert; null while it is only watched.',
  })
  alertedAt: Date | null;

  @Column('date', { nullable: true })
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day until which somebody should look at it: the next working day. Null when nobody needs to.',
  })
  triageDueOn: IsoDate | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null while open.' })
  closedAt: Date | null;

  @Column('text', { nullable: true })
  @Field(() => CloseReasonEnum, { nullable: true, description: 'Why it was closed; null while open.' })
  closeReason: CloseReason | null;

  @Column('float8')
  @Field(() => Float, {
    description: 'Score ÷ threshold of the clearest signal when it was last judged: above 1, so that alerts compare.',
  })
  score: number;

  @Column('text', { name: 'leading_kind' })
  @Field(() => SignalKindEnum, {
    description: 'The clearest signal when it was last judged: the one to look at first.',
  })
  leading: SignalKind;

  @Column('text', { array: true })
  @Field(() => [SignalKindEnum], { description: 'Everything that has spoken for it, each once, in the order it came.' })
  signalKinds: SignalKind[];

  @Column('boolean')
  @Field({
    description:
      'Sudden stop: orders ceased without any warning in the year before. Relationships mostly fade, so look at once.',
  })
  exceptional: boolean;

  @Column('integer')
  @Field(() => Int, { description: 'Order cycles in a row inside the limits since its recovery began.' })
  cyclesWithinLimits: number;

  @Column('text', { nullable: true })
  @Field(() => TriageResultEnum, { nullable: true, description: 'What was said of it; kept for good. Null before.' })
  label: TriageResult | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody looked at it; null before.' })
  triagedAt: Date | null;

  @Column('text', { nullable: true })
  triagedBy: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was said then.' })
  triageNote: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The executive who took over a crisis.' })
  executive: string | null;
}
