import { Inject } from '@nestjs/common';
import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { ContextFactory } from '../../platform/context/context.factory.js';

@ObjectType({ description: 'The supplier whose portal this is.' })
export class Supplier {
  @Field({ description: 'Short name, as in the address of its portal.' })
  slug: string;

  @Field({ description: 'Name.' })
  name: string;
}

@Resolver(() => Supplier)
export class SupplierPortalResolver {
  constructor(@Inject(ContextFactory) private readonly contexts: ContextFactory) {}

  @Query(() => Supplier, { nullable: true, description: 'The supplier of this short name; null when there is none.' })
  @Allow('public')
  async supplier(@Args('slug', { description: "The supplier's short name." }) slug: string): Promise<Supplier | null> {
    const tenant = await this.contexts.tenantBySlug(slug);
    return tenant ? { slug, name: tenant.name } : null;
  }
}
