import { ArgsType, Field, ID, InputType, Int, ObjectType, PartialType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

@ObjectType({
  description:
    'A time of the year at which a market buys more, or not at all: a holiday, a peak. A line of the season calendar.',
})
export class Season {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Customers of this country, ISO 3166-1; null for all.' })
  country: string | null;

  @Field(() => String, { nullable: true, description: 'Customers of this region; null for all.' })
  region: string | null;

  @Field(() => DateScalar, { description: 'First day of its peak; of the first one where it comes every year.' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day of that peak.' })
  endsOn: string;

  @Field({ description: 'Whether its peak is on the same days of every year.' })
  everyYear: boolean;

  @Field(() => Int, { description: 'Version to send along when changing it.' })
  version: number;

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  createdAt: Date;
}

@ObjectType({ description: 'A peak of a season.' })
export class SeasonPeak {
  @Field(() => DateScalar, { description: 'First day.' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  endsOn: string;

  @Field(() => DateScalar, {
    description:
      'The day by which to have talked it over with the customers: `advisory.seasonLeadWeeks` of the policy before.',
  })
  planBy: string;
}

@ObjectType({ description: 'A peak that an account’s market has before it.' })
export class AccountSeasonPeak extends SeasonPeak {
  @Field(() => ID, { description: 'The season.' })
  seasonId: string;

  @Field({ description: 'Name of the season.' })
  name: string;
}

export const SeasonConnection = Connection(Season, 'Season');

@ArgsType()
export class SeasonArgs extends ConnectionArgs {}

@InputType({ description: 'A season.' })
export class CreateSeasonInput {
  @Field({ description: 'Name, up to 100 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Only customers of this country, ISO 3166-1 of two letters.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Only customers of this region.' })
  region?: string | null;

  @Field(() => DateScalar, { description: 'First day of its peak.' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day of its peak, within a year.' })
  endsOn: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether its peak is on the same days of every year; false unless told, as for holidays of the moon’s calendar.',
  })
  everyYear?: boolean | null;
}

@InputType({ description: 'What to change of a season; what is left out stays, null clears country and region.' })
export class UpdateSeasonInput extends PartialType(CreateSeasonInput) {}
