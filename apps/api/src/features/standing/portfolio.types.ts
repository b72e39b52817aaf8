import type {
  HealthState,
  InterfaceReading,
  IsoDate,
  MisalignmentCode,
  MisalignmentKind,
  Posture,
  RelationshipLevel,
  StagePosition,
} from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { HealthStateEnum } from '../alerts/alert.enums.js';
import { RelationshipLevelEnum } from '../assessments/assessment.enums.js';
import { InterfaceReadingEnum } from '../relationships/interface.enums.js';
import { PostureEnum } from '../relationships/posture.types.js';
import { MisalignmentCodeEnum, MisalignmentKindEnum } from './standing.enums.js';

@ObjectType({
  description: 'Accounts of a part of the portfolio, each counted by its most pressing misalignment alone.',
})
export class PortfolioCounts {
  @Field(() => Int, { description: 'Accounts.' })
  accounts: number;

  @Field(() => Int, { description: 'Those in danger.' })
  dangers: number;

  @Field(() => Int, { description: 'Those to be warned of.' })
  warnings: number;

  @Field(() => Int, { description: 'Those with an opportunity.' })
  opportunities: number;

  @Field(() => Money, { nullable: true, description: 'Net sales of twelve months; null without trade.read.' })
  sales: Money | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'Of them, sales to accounts in danger, or whose health is ALERT, CRISIS or WIN_BACK; null without trade.read.',
  })
  salesAtRisk: Money | null;
}

@ObjectType({ description: 'A column of the stage board.' })
export class PortfolioStage {
  @Field(() => StagePositionEnum, { nullable: true, description: 'The stage; null before the opening stage is set.' })
  stage: StagePosition | null;

  @Field(() => PortfolioCounts, { description: 'Its accounts.' })
  counts: PortfolioCounts;
}

@ObjectType({ description: 'Accounts of a stage at a level.' })
export class PortfolioLevelCell {
  @Field(() => StagePositionEnum, { nullable: true, description: 'The stage.' })
  stage: StagePosition | null;

  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'The level; null where it is not assessed.' })
  level: RelationshipLevel | null;

  @Field(() => PortfolioCounts, { description: 'Its accounts; `portfolioAccounts` lists them.' })
  counts: PortfolioCounts;
}

@ObjectType({ description: 'Accounts of a stage with an interface.' })
export class PortfolioInterfaceCell {
  @Field(() => StagePositionEnum, { nullable: true, description: 'The stage.' })
  stage: StagePosition | null;

  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'The interface; null where nothing is logged.' })
  interface: InterfaceReading | null;

  @Field(() => PortfolioCounts, { description: 'Its accounts; `portfolioAccounts` lists them.' })
  counts: PortfolioCounts;
}

@ObjectType({
  description: 'Where the accounts you may see stand, as it was last read: at night, and after what changes it.',
})
export class Portfolio {
  @Field(() => DateScalar, { nullable: true, description: 'The day of the oldest reading; null without accounts.' })
  readOn: IsoDate | null;

  @Field(() => PortfolioCounts, { description: 'All of them.' })
  all: PortfolioCounts;

  @Field(() => [PortfolioStage], { description: 'The stage board, stages with accounts, from the lowest.' })
  stages: readonly PortfolioStage[];

  @Field(() => [PortfolioLevelCell], {
    description: 'The misalignment matrix of stage and level, cells with accounts.',
  })
  levels: readonly PortfolioLevelCell[];

  @Field(() => [PortfolioInterfaceCell], { description: 'The same of stage and interface.' })
  interfaces: readonly PortfolioInterfaceCell[];
}

@ObjectType({ description: 'An account of the portfolio, as it was last read.' })
export class PortfolioAccount {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => DateScalar, { description: 'Since when it stands exactly so.' })
  since: IsoDate;

  @Field(() => DateScalar, { description: 'When it was last read.' })
  readOn: IsoDate;

  @Field(() => StagePositionEnum, { nullable: true, description: 'Its stage.' })
  stage: StagePosition | null;

  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'Its level.' })
  level: RelationshipLevel | null;

  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'Its interface.' })
  interface: InterfaceReading | null;

  @Field(() => PostureEnum, { nullable: true, description: 'Its posture.' })
  posture: Posture | null;

  @Field(() => HealthStateEnum, { description: 'Its health. Errors: FORBIDDEN without alert.read.' })
  health: HealthState;

  @Field(() => [MisalignmentCodeEnum], { description: 'Where its axes disagree, the most pressing first.' })
  misalignments: readonly MisalignmentCode[];

  @Field(() => MisalignmentKindEnum, {
    nullable: true,
    description: 'The kind of the most pressing; null without any.',
  })
  kind: MisalignmentKind | null;

  @Field(() => Int, { description: 'Its place by what there is to lose; the list is ordered by it, then by sales.' })
  danger: number;

  @Field(() => Float, { nullable: true, description: 'Share of wallet. Errors: FORBIDDEN without trade.read.' })
  share: number | null;

  @Field(() => Int, { description: 'The version of the policy it was judged under; 0 for the defaults.' })
  policyVersion: number;
}

export const PortfolioAccountConnection = Connection(PortfolioAccount, 'PortfolioAccount');

@InputType({ description: 'Whose accounts; what is given must all hold.' })
export class PortfolioScope {
  @Field(() => ID, { nullable: true, description: 'Accounts that this member of staff owns.' })
  ownerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Accounts this team looks after: those assigned to it and all below them.',
  })
  teamId?: string | null;
}

@ArgsType()
export class PortfolioArgs {
  @Field(() => PortfolioScope, { nullable: true, description: 'Whose accounts; all you may see unless told.' })
  filter?: PortfolioScope | null;
}

@InputType({ description: 'Which accounts; what is given must all hold.' })
export class PortfolioFilter extends PortfolioScope {
  @Field(() => StagePositionEnum, { nullable: true, description: 'Accounts that stand here.' })
  stage?: StagePosition | null;

  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'Accounts at this level.' })
  level?: RelationshipLevel | null;

  @Field(() => InterfaceReadingEnum, { nullable: true, description: 'Accounts with this interface.' })
  interface?: InterfaceReading | null;

  @Field(() => MisalignmentKindEnum, {
    nullable: true,
    description: 'Accounts whose most pressing misalignment is so.',
  })
  kind?: MisalignmentKind | null;

  @Field(() => HealthStateEnum, {
    nullable: true,
    description: 'Accounts that fare so. Errors: FORBIDDEN without alert.read.',
  })
  health?: HealthState | null;
}

@ArgsType()
export class PortfolioAccountArgs extends ConnectionArgs {
  @Field(() => PortfolioFilter, { nullable: true, description: 'Which accounts.' })
  filter?: PortfolioFilter | null;
}
