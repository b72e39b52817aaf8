import { type ContactTopic, LEDGER_KINDS } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, Float, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { z } from 'zod';
import { countedDay, parseArguments } from '../../platform/errors/input-schemas.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { fieldEnum } from '../ledger/ledger.codes.js';
import { Account } from '../accounts/account.entity.js';
import { AS_OF, knownDay } from './account-day.js';
import { DmuService } from './dmu.service.js';
import { DecisionMaker, DecisionMakingUnit, DepartureView, DmuRoleCoverage } from './dmu.types.js';
import { InterfacePerson } from './interface-contacts.types.js';
import { PeopleNames } from './people-names.js';

@Resolver(() => Account)
export class AccountDmuResolver {
  constructor(@Inject(DmuService) private readonly units: DmuService) {}

  @ResolveField(() => DecisionMakingUnit, {
    description: 'Who decides there and where they stand; needs contact.read and ledger.read. Errors: INPUT_INVALID.',
  })
  decisionMakingUnit(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<DecisionMakingUnit> {
    demandPermission(ctx, 'ledger.read');
    return this.units.of(ctx, id, knownDay(ctx, asOf));
  }
}

const TOPIC = {
  type: () => fieldEnum('TOUCH', 'topics', LEDGER_KINDS.TOUCH.fields.topics.codes),
  description: 'What the message is about, as touches say it.',
} as const;
const SINCE = {
  type: () => DateScalar,
  nullable: true,
  description: 'First day that counts; the window of the interface unless told.',
} as const;
const sinceArguments = z.object({ since: countedDay.nullish() });

@Resolver(() => DecisionMakingUnit)
export class DecisionMakingUnitResolver {
  constructor(
    @Inject(DmuService) private readonly units: DmuService,
    @Inject(PeopleNames) private readonly names: PeopleNames,
  ) {}

  @ResolveField(() => InterfacePerson, { nullable: true, description: 'Who carries most of the coverage.' })
  topContact(
    @Ctx() ctx: RequestContext,
    @Parent() { topContactId }: DecisionMakingUnit,
  ): Promise<InterfacePerson> | null {
    return topContactId === null ? null : this.names.of(ctx, topContactId);
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'Part of the influence that a message has reached, 0–1: of people with whom its topic was talked about, or to whom a campaign carried it. Buyer, user and beneficiary are different people, and each has to hear it. Null where nobody is known. Errors: INPUT_INVALID.',
  })
  messageReach(
    @Ctx() ctx: RequestContext,
    @Parent() unit: DecisionMakingUnit,
    @Args('topic', TOPIC) topic: ContactTopic,
    @Args('since', SINCE) since?: string | null,
  ): Promise<number | null> {
    return this.units.messageReach(ctx, unit, topic, parseArguments(sinceArguments, { since }).since ?? null);
  }

  @ResolveField(() => DepartureView, {
    nullable: true,
    description: 'What would be left if this person left; null of somebody without a role there on the day.',
  })
  ifLeaves(
    @Ctx() ctx: RequestContext,
    @Parent() unit: DecisionMakingUnit,
    @Args('contactId', { type: () => ID, description: 'The person.' }) contactId: string,
  ): Promise<DepartureView | null> {
    return this.units.departure(ctx, unit, contactId.toLowerCase());
  }
}

@Resolver(() => DecisionMaker)
export class DecisionMakerResolver {
  constructor(@Inject(PeopleNames) private readonly names: PeopleNames) {}

  @ResolveField(() => InterfacePerson, { description: 'The person.' })
  contact(@Ctx() ctx: RequestContext, @Parent() { contactId }: DecisionMaker): Promise<InterfacePerson> {
    return this.names.of(ctx, contactId);
  }

  @ResolveField(() => InterfacePerson, { nullable: true, description: 'Who of ours looks after the person.' })
  counterpart(@Ctx() ctx: RequestContext, @Parent() { counterpartId }: DecisionMaker): Promise<InterfacePerson> | null {
    return counterpartId === null ? null : this.names.of(ctx, counterpartId);
  }
}

@Resolver(() => DmuRoleCoverage)
export class DmuRoleCoverageResolver {
  constructor(@Inject(PeopleNames) private readonly names: PeopleNames) {}

  @ResolveField(() => [InterfacePerson], { description: 'Who is known in it.' })
  contacts(@Ctx() ctx: RequestContext, @Parent() { contactIds }: DmuRoleCoverage): Promise<InterfacePerson[]> {
    return Promise.all(contactIds.map((id) => this.names.of(ctx, id)));
  }
}

@Resolver(() => DepartureView)
export class DepartureViewResolver {
  constructor(@Inject(PeopleNames) private readonly names: PeopleNames) {}

  @ResolveField(() => InterfacePerson, { description: 'Who would leave.' })
  contact(@Ctx() ctx: RequestContext, @Parent() { contactId }: DepartureView): Promise<InterfacePerson> {
    return this.names.of(ctx, contactId);
  }
}
