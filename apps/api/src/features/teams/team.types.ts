import { Field, InputType } from '@nestjs/graphql';
import { Connection } from '../../platform/graphql/connection.js';
import { Team } from './team.entity.js';

/** A page of teams. */
export const TeamConnection = Connection(Team, 'Team');

@InputType({ description: 'A new team.' })
export class CreateTeamInput {
  @Field({ description: 'Name, 1–100 characters; unique.' })
  name: string;
}
