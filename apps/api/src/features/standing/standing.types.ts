import type {
  AlertState,
  AxisStatus,
  CriterionCode,
  CriterionStatus,
  HealthState,
  InterfaceReading,
  IsoDate,
  MisalignmentCode,
  MisalignmentKind,
  Posture,
  RelationshipAxis,
  RelationshipLevel,
  Stage,
  StagePosition,
  StandingReason,
} from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { StageEnum, StagePositionEnum } from '../accounts/account.enums.js';
import { AlertStateEnum, HealthStateEnum } from '../alerts/alert.enums.js';
import { RelationshipLevelEnum } from '../assessments/assessment.enums.js';
import { InterfaceReadingEnum } from '../relationships/interface.enums.js';
import { PostureEnum } from '../relationships/posture.types.js';
import { CriterionCodeEnum, CriterionStatusEnum } from '../stages/stage.enums.js';
import {
  AxisStatusEnum,
  MisalignmentCodeEnum,
  MisalignmentKindEnum,
  type OpenWorkKind,
  OpenWorkKindEnum,
  RelationshipAxisEnum,
  type StandingBasis,
  StandingBasisEnum,
  type StandingFactKind,
  StandingFactKindEnum,
  StandingReasonEnum,
} from './standing.enums.js';

const SINCE = 'Since when it shows this value, as far back as readings are kept; null where none is.';

@ObjectType({ description: 'What a figure of a standing rests on.' })
export class StandingSource {
  @Field(() => [String], { description: 'The facts.' })
  facts: readonly string[];

  @Field(() => DateScalar, { description: 'The day at whose end they were known.' })
  asOf: IsoDate;

  @Field(() => Int, { description: 'The version of the policy they were judged under; 0 for the defaults.' })
  policyVersion: number;
}

@ObjectType({ description: 'Our commercial position: a decision of people, not a measurement.' })
export class StandingStage {
  @Field(() => StagePositionEnum, { nullable: true, description: 'The stage.' })
  value: StagePosition | null;

  @Field(() => StageEnum, {
    nullable: true,
    description: 'Where it is to go; today’s aim, whichever day is asked about.',
  })
  target: Stage | null;

  @Field(() => DateScalar, { nullable: true, description: 'Since when.' })
  since: IsoDate | null;

  @Field(() => StandingReasonEnum, { nullable: true, description: 'NO_OPENING_STAGE where there is none.' })
  reason: StandingReason | null;

  @Field(() => StandingSource, { description: 'What it rests on.' })
  source: StandingSource;
}

@ObjectType({ isAbstract: true })
class MeasuredStanding {
  @Field(() => AxisStatusEnum, { description: 'Where it stands against the stage.' })
  status: AxisStatus;

  @Field(() => Int, {
    nullable: true,
    description: 'Steps below the floor, 0 at or above it; null where it is not measured or nothing is expected.',
  })
  stepsBelowFloor: number | null;

  @Field(() => DateScalar, { nullable: true, description: SINCE })
  since: IsoDate | null;

  @Field(() => StandingReasonEnum, { nullable: true, description: 'Why there is no value; null where there is one.' })
  reason: StandingReason | null;

  @Field(() => StandingSource, { description: 'What it rests on.' })
  source: StandingSource;
}

@ObjectType({ description: 'Depth of the relationship, as assessed.' })
export class StandingLevel extends MeasuredStanding {
  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'The level.' })
  value: RelationshipLevel | null;

  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'What the stage rests on at least.' })
  floor: RelationshipLevel | null;

  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'Where it is to be while in the stage.' })
  target: RelationshipLevel | null;

  @Field(() => ID, { nullable: true, description: 'The round that was published; null without one.' })
  roundId: string | null;

  @Field({ description: 'Whether the assessment is too old to count; its level is still shown.' })
  stale: boolean;
}

@ObjectType({ description: 'Who talks to whom, as the contacts say.' })
export class StandingInterface extends MeasuredStanding {
  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'What the contacts of the window say.' })
  value: InterfaceReading | null;

  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'What the stage rests on at least.' })
  floor: InterfaceReading | null;

  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'Where it is to be while in the stage.' })
  target: InterfaceReading | null;
}

@ObjectType({ description: 'Who adapts to whom.' })
export class StandingPosture extends MeasuredStanding {
  @Field(() => PostureEnum, { nullable: true, description: 'The posture.' })
  value: Posture | null;

  @Field(() => PostureEnum, { nullable: true, description: 'What the stage rests on at least.' })
  floor: Posture | null;

  @Field(() => PostureEnum, { nullable: true, description: 'Where it is to be while in the stage.' })
  target: Posture | null;
}

@ObjectType({ description: 'Health: an overlay on any stage.' })
export class StandingHealth {
  @Field(() => HealthStateEnum, { description: 'How the relationship fares.' })
  value: HealthState;

  @Field(() => DateScalar, { nullable: true, description: 'Since when the gravest alert stands so; null without one.' })
  since: IsoDate | null;

  @Field(() => ID, { nullable: true, description: 'The gravest open alert.' })
  alertId: string | null;

  @Field(() => AlertStateEnum, { nullable: true, description: 'How that alert stands.' })
  alertState: AlertState | null;

  @Field(() => StandingSource, { description: 'What it rests on.' })
  source: StandingSource;
}

@ObjectType({ description: 'Share of wallet over all categories with a wallet.' })
export class StandingShareOfWallet {
  @Field(() => DateScalar, { description: 'First day of the month: the last one that was over.' })
  month: IsoDate;

  @Field(() => Float, { description: 'Sales of twelve months ÷ wallet, 0 upwards.' })
  share: number;

  @Field(() => Float, { description: 'Lower end of its 80 % interval.' })
  low: number;

  @Field(() => Float, { description: 'Upper end of it.' })
  high: number;
}

@ObjectType({ description: 'A disagreement between axes.' })
export class StandingMisalignment {
  @Field(() => MisalignmentCodeEnum, { description: 'Which.' })
  code: MisalignmentCode;

  @Field(() => MisalignmentKindEnum, { description: 'How much it matters.' })
  kind: MisalignmentKind;

  @Field(() => [RelationshipAxisEnum], { description: 'The axes that disagree.' })
  axes: readonly RelationshipAxis[];

  @Field({ description: 'What it means and what to do, in the language of the request.' })
  reading: string;
}

@ObjectType({ description: 'A fact that speaks for where an account stands.' })
export class StandingFact {
  @Field(() => RelationshipAxisEnum, { nullable: true, description: 'The axis it speaks for; null: health or share.' })
  axis: RelationshipAxis | null;

  @Field(() => StandingFactKindEnum, { description: 'What it is.' })
  kind: StandingFactKind;

  @Field(() => ID, {
    nullable: true,
    description: 'Its id, to open it: `ledgerEntry`, `alert`, …; null for what has none: a change of stage, a share.',
  })
  id: string | null;

  @Field(() => DateScalar, { description: 'Of when.' })
  on: IsoDate;

  @Field({ description: 'What it says, as a code or a number.' })
  says: string;
}

@ObjectType({ description: 'Something that a gate asks for, and how to give it.' })
export class StandingStep {
  @Field(() => CriterionCodeEnum, { description: 'What is asked for.' })
  criterion: CriterionCode;

  @Field(() => CriterionStatusEnum, { description: 'How it stands.' })
  status: CriterionStatus;

  @Field({ description: 'Whether the gate stays shut without it.' })
  required: boolean;

  @Field(() => String, { nullable: true, description: 'Steps of the same name are alternatives.' })
  oneOf: string | null;

  @Field({ description: 'Where the fact is measured: ORDERS, SHARE, CONTACTS, LEVEL, …' })
  measuredFrom: string;

  @Field(() => [String], {
    description:
      'Mutations, or imports as `import:<kind>`, that record the fact; none where it follows from time alone.',
  })
  recordedBy: readonly string[];
}

@ObjectType({ description: 'A way an account can go, and what of it holds.' })
export class StandingMove {
  @Field(() => StagePositionEnum, { description: 'Where it leads.' })
  to: StagePosition;

  @Field({ description: 'Whether everything required holds.' })
  met: boolean;

  @Field(() => [StandingStep], {
    description: 'Of an advance what is missing; of a demotion all that would bring it about.',
  })
  steps: readonly StandingStep[];
}

@ObjectType({ description: 'Something open that waits for somebody.' })
export class StandingTask {
  @Field(() => OpenWorkKindEnum, { description: 'What it is.' })
  kind: OpenWorkKind;

  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field({ description: 'How it stands.' })
  state: string;

  @Field(() => DateScalar, { nullable: true, description: 'When something is due; null where nothing is.' })
  dueOn: IsoDate | null;

  @Field({ description: 'Whether that day is over.' })
  overdue: boolean;
}

@ObjectType({ description: 'What to do next.' })
export class StandingNext {
  @Field(() => StandingMove, { nullable: true, description: 'The next stage; null at the top, and before the first.' })
  advance: StandingMove | null;

  @Field(() => StandingMove, {
    nullable: true,
    description: 'The stage below; null at the bottom, and before the first.',
  })
  demotion: StandingMove | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where there is no stage, the mutation that sets it: openStage.',
  })
  opening: string | null;

  @Field(() => [StandingTask], {
    description:
      'Its open alert and case and the open actions of its plan, what is due first; what you may not read is left out.',
  })
  tasks: readonly StandingTask[];
}

@ObjectType({
  description:
    'Where we stand with an account at the end of a day: four axes, health, and where they disagree. A day that is over reads alike whenever it is asked about.',
})
export class AccountStanding {
  accountId: string;

  @Field(() => DateScalar, { description: 'The day.' })
  on: IsoDate;

  @Field(() => StandingBasisEnum, { description: 'Where it comes from.' })
  basis: StandingBasis;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;

  @Field(() => StandingStage, { description: 'Stage.' })
  stage: StandingStage;

  @Field(() => StandingLevel, { description: 'Level.' })
  level: StandingLevel;

  @Field(() => StandingInterface, { description: 'Interface.' })
  interface: StandingInterface;

  @Field(() => StandingPosture, { description: 'Posture.' })
  posture: StandingPosture;

  @Field(() => StandingHealth, { nullable: true, description: 'Health; null without alert.read.' })
  health: StandingHealth | null;

  @Field(() => StandingShareOfWallet, { nullable: true, description: 'Share of wallet; null without trade.read.' })
  share: StandingShareOfWallet | null;

  @Field(() => StandingReasonEnum, { nullable: true, description: 'NO_WALLET where there is no share to be known.' })
  shareReason: StandingReason | null;

  @Field(() => [StandingMisalignment], { description: 'Where the axes disagree, the most pressing first.' })
  misalignments: readonly StandingMisalignment[];

  @Field({ description: 'The most pressing in words, or that nothing disagrees, or that too little is measured.' })
  reading: string;

  @Field(() => Int, { description: 'Steps that level and interface lie below what the stage rests on.' })
  depthDeficit: number;
}
