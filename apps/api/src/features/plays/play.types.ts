import type { PlayGuard, PlayMeans, PlayRole, RelationshipLevel, Stage, TriggerCode } from '@mortise/domain';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { StageEnum } from '../accounts/account.enums.js';
import { RelationshipLevelEnum } from '../assessments/assessment.enums.js';
import {
  PlayGuardEnum,
  PlayMeansEnum,
  type PlayPurpose,
  PlayPurposeEnum,
  PlayRoleEnum,
  TriggerCodeEnum,
} from './play.enums.js';

@ObjectType({ description: 'A step of a play.' })
export class PlayAction {
  @Field({ description: 'Its code within the play.' })
  code: string;

  @Field({ description: 'What is to be done, in your language.' })
  text: string;

  @Field(() => PlayRoleEnum, { description: 'Who of ours should do it.' })
  role: PlayRole;

  @Field(() => Int, { description: 'Days after the start of the play until it should be done.' })
  dueDays: number;

  @Field(() => PlayMeansEnum, { description: 'By what means.' })
  means: PlayMeans;
}

@ObjectType({ description: 'A play: what may be done at an account in a situation, as a template of actions.' })
export class Play {
  @Field(() => ID, { description: 'Its code, by which plans name it.' })
  code: string;

  @Field({ description: 'Its name, in your language.' })
  name: string;

  @Field({ description: 'What it is for, in your language.' })
  objective: string;

  @Field({ description: 'What moves the customer in this situation, in your language.' })
  driver: string;

  @Field(() => [StageEnum], { description: 'The stages it belongs to.' })
  stages: readonly Stage[];

  @Field(() => [RelationshipLevelEnum], { description: 'The levels it belongs to.' })
  levels: readonly RelationshipLevel[];

  @Field(() => PlayPurposeEnum, { description: 'Whether it brings the relationship forward, holds it, or both.' })
  purpose: PlayPurpose;

  @Field(() => [TriggerCodeEnum], { description: 'Windows of opportunity it makes use of.' })
  triggers: readonly TriggerCode[];

  @Field(() => [PlayAction], { description: 'Its steps.' })
  actions: readonly PlayAction[];

  @Field(() => [String], { description: 'What must be on record when it is done.' })
  evidence: readonly string[];

  @Field(() => [PlayGuardEnum], { description: 'What keeps it honest.' })
  guards: readonly PlayGuard[];

  @Field({ description: 'Whether it is your own, and not one that comes with Mortise.' })
  own: boolean;

  @Field({ description: 'Whether it is switched off, and so never proposed.' })
  switchedOff: boolean;
}

@InputType({ description: 'A text; languages that are left out take the first one given.' })
export class PlayTextInput {
  @Field(() => String, { nullable: true, description: 'English, up to 300 characters.' })
  en?: string | null;

  @Field(() => String, { nullable: true, description: 'Traditional Chinese.' })
  zhTW?: string | null;

  @Field(() => String, { nullable: true, description: 'Simplified Chinese.' })
  zhCN?: string | null;
}

@InputType({ description: 'A step of a play of your own.' })
export class PlayActionInput {
  @Field({ description: 'Its code within the play: capitals, digits and _, up to 60 characters.' })
  code: string;

  @Field(() => PlayTextInput, { description: 'What is to be done.' })
  text: PlayTextInput;

  @Field(() => PlayRoleEnum, { description: 'Who of ours should do it.' })
  role: PlayRole;

  @Field(() => Int, { description: 'Days after the start of the play until it should be done, 0–366.' })
  dueDays: number;

  @Field(() => PlayMeansEnum, { description: 'By what means. Some ask for a guard of the play.' })
  means: PlayMeans;
}

@InputType({ description: 'A play of your own.' })
export class SavePlayInput {
  @Field({ description: 'Its code: capitals, digits and _, up to 60 characters; the one with this code is replaced.' })
  code: string;

  @Field(() => PlayTextInput, { description: 'Its name.' })
  name: PlayTextInput;

  @Field(() => PlayTextInput, { description: 'What it is for.' })
  objective: PlayTextInput;

  @Field(() => PlayTextInput, { description: 'What moves the customer in this situation.' })
  driver: PlayTextInput;

  @Field(() => [StageEnum], { nullable: true, description: 'The stages it belongs to; a stage or a level is needed.' })
  stages?: Stage[] | null;

  @Field(() => [RelationshipLevelEnum], {
    nullable: true,
    description: 'The levels it belongs to; a stage or a level is needed.',
  })
  levels?: RelationshipLevel[] | null;

  @Field(() => PlayPurposeEnum, { description: 'Whether it brings the relationship forward, holds it, or both.' })
  purpose: PlayPurpose;

  @Field(() => [TriggerCodeEnum], { nullable: true, description: 'Windows of opportunity it makes use of.' })
  triggers?: TriggerCode[] | null;

  @Field(() => [PlayActionInput], { description: 'Its steps, 1–20.' })
  actions: PlayActionInput[];

  @Field(() => [String], { description: 'What must be on record when it is done, at least one.' })
  evidence: string[];

  @Field(() => [PlayGuardEnum], { nullable: true, description: 'What keeps it honest.' })
  guards?: PlayGuard[] | null;
}
