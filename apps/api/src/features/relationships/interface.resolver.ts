import type { InterfaceForm } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Picture } from '../../platform/pictures/picture.types.js';
import { Account } from '../accounts/account.entity.js';
import { AS_OF, knownDay } from './account-day.js';
import { InterfacePictureService } from './interface-picture.service.js';
import { InterfaceService } from './interface.service.js';
import { CounterpartPair, InterfacePerson, InterfaceThread } from './interface-contacts.types.js';
import { InterfaceFormEnum } from './interface.enums.js';
import { InterfacePending, InterfaceStep, RelationshipInterface } from './interface.types.js';
import { PeopleNames } from './people-names.js';

@Resolver(() => Account)
export class AccountInterfaceResolver {
  constructor(@Inject(InterfaceService) private readonly interfaces: InterfaceService) {}

  @ResolveField(() => RelationshipInterface, {
    description:
      'Who really talks to whom, with the form this has and what the next form lacks; needs ledger.read. Errors: INPUT_INVALID.',
  })
  relationshipInterface(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<RelationshipInterface> {
    return this.interfaces.of(ctx, id, knownDay(ctx, asOf));
  }
}

/** What of an interface is read only when somebody asks: its form needs the contacts of all time. */
@Resolver(() => RelationshipInterface)
export class RelationshipInterfaceResolver {
  constructor(
    @Inject(InterfaceService) private readonly interfaces: InterfaceService,
    @Inject(InterfacePictureService) private readonly pictures: InterfacePictureService,
  ) {}

  @ResolveField(() => InterfaceFormEnum, {
    nullable: true,
    description:
      'The form that the readings of each Monday have settled into, one step at a time; null while no contact was ever logged.',
  })
  async form(@Ctx() ctx: RequestContext, @Parent() parent: RelationshipInterface): Promise<InterfaceForm | null> {
    return (await this.interfaces.timeline(ctx, parent)).form;
  }

  @ResolveField(() => DateScalar, { nullable: true, description: 'Since when it has this form.' })
  async since(@Ctx() ctx: RequestContext, @Parent() parent: RelationshipInterface): Promise<string | null> {
    return (await this.interfaces.timeline(ctx, parent)).since;
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'How firmly: part of the last thirteen weekly readings that say this form itself, 0–1.',
  })
  async confidence(@Ctx() ctx: RequestContext, @Parent() parent: RelationshipInterface): Promise<number | null> {
    return (await this.interfaces.timeline(ctx, parent)).confidence ?? null;
  }

  @ResolveField(() => InterfacePending, { nullable: true, description: 'Where it is about to go.' })
  async pending(@Ctx() ctx: RequestContext, @Parent() parent: RelationshipInterface): Promise<InterfacePending | null> {
    const { pending } = await this.interfaces.timeline(ctx, parent);
    return pending && { direction: pending.pull === 1 ? 'WIDER' : 'NARROWER', since: pending.since };
  }

  @ResolveField(() => [InterfaceStep], {
    description: 'Every step it took until then, as the ledger tells it, the oldest first.',
  })
  async steps(@Ctx() ctx: RequestContext, @Parent() parent: RelationshipInterface): Promise<readonly InterfaceStep[]> {
    return (await this.interfaces.timeline(ctx, parent)).steps;
  }

  @ResolveField(() => Picture, { description: 'The contact matrix as a picture.' })
  picture(@Ctx() ctx: RequestContext, @Parent() { accountId, asOf }: RelationshipInterface): Picture {
    const day = { accountId, asOf };
    return {
      draw: (locale) => this.pictures.draw(ctx, day, locale),
      address: () => this.pictures.address(ctx, day),
    };
  }
}

@Resolver(() => CounterpartPair)
export class CounterpartPairResolver {
  constructor(@Inject(PeopleNames) private readonly names: PeopleNames) {}

  @ResolveField(() => InterfacePerson, { description: 'Our person.' })
  ourPerson(@Ctx() ctx: RequestContext, @Parent() { ourPersonId }: CounterpartPair): Promise<InterfacePerson> {
    return this.names.of(ctx, ourPersonId);
  }

  @ResolveField(() => InterfacePerson, { description: 'Their person.' })
  contact(@Ctx() ctx: RequestContext, @Parent() { contactId }: CounterpartPair): Promise<InterfacePerson> {
    return this.names.of(ctx, contactId);
  }
}

@Resolver(() => InterfaceThread)
export class InterfaceThreadResolver {
  constructor(@Inject(PeopleNames) private readonly names: PeopleNames) {}

  @ResolveField(() => InterfacePerson, { description: 'Who it is.' })
  person(@Ctx() ctx: RequestContext, @Parent() { personId }: InterfaceThread): Promise<InterfacePerson> {
    return this.names.of(ctx, personId);
  }
}
