import type { PlayGuard, PlaySignal, RelationshipLevel, Stage, TriggerCode } from '@mortise/domain';
import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { StageEnum } from '../accounts/account.enums.js';
import { RelationshipLevelEnum } from '../assessments/assessment.enums.js';
import {
  PlayGuardEnum,
  type PlayReasonCode,
  PlayReasonCodeEnum,
  PlaySignalEnum,
  TriggerCodeEnum,
} from '../plays/play.enums.js';
import { Play } from '../plays/play.types.js';
import { type PlanGoalCode, PlanGoalEnum } from './plan.enums.js';

@ObjectType({ description: 'Why a play is proposed, with the fact.' })
export class PlayReasonFact {
  @Field(() => PlayReasonCodeEnum, { description: 'Of which kind the reason is.' })
  code: PlayReasonCode;

  @Field(() => StageEnum, { nullable: true, description: 'The stage; of STAGE.' })
  stage: Stage | null;

  @Field(() => RelationshipLevelEnum, { nullable: true, description: 'The level; of LEVEL.' })
  level: RelationshipLevel | null;

  @Field(() => TriggerCodeEnum, { nullable: true, description: 'What opened the window; of TRIGGER.' })
  trigger: TriggerCode | null;

  @Field(() => PlaySignalEnum, { nullable: true, description: 'What calls for it; of SIGNAL.' })
  signal: PlaySignal | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of TRIGGER how strong the window is, 0…1; of DMU_GAP how many roles have nobody; of DELIVERY_BELOW_FLOOR the part on time in full, 0…1.',
  })
  figure: number | null;

  @Field(() => Float, { nullable: true, description: 'What the figure is held against; null where nothing is.' })
  limit: number | null;

  @Field(() => ID, { nullable: true, description: 'The ledger entry that opened the window; of TRIGGER.' })
  entryId: string | null;

  @Field(() => ID, { nullable: true, description: 'The signal that speaks; of CONTACT_SILENCE.' })
  signalId: string | null;
}

@ObjectType({ description: 'A play that fits an account now.' })
export class PlayProposal {
  @Field(() => Play, { description: 'The play.' })
  play: Play;

  @Field(() => PlanGoalEnum, {
    description:
      'What plays are chosen for: the goal of the plan that is worked by; else to advance while the account is well and below its target stage, the next one where none is set.',
  })
  goal: PlanGoalCode;

  @Field(() => Float, { description: 'One for each signal and the strength of each window that it makes use of.' })
  urgency: number;

  @Field(() => [PlayReasonFact], { description: 'Why it is proposed.' })
  reasons: PlayReasonFact[];

  @Field(() => [PlayGuardEnum], {
    description: 'What keeps it honest and is not given yet; it is not to be started before.',
  })
  unmetGuards: readonly PlayGuard[];
}
