import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { PortalSupplier } from './supplier.portal-types.js';

@Resolver(() => PortalSupplier)
export class SupplierPortalResolver {
  constructor(@Inject(ContextFactory) private readonly contexts: ContextFactory) {}

  @Query(() => PortalSupplier, {
    nullable: true,
    description: 'The supplier of this short name; null when there is none.',
  })
  @Allow('public')
  async supplier(
    @Args('slug', { description: "The supplier's short name." }) slug: string,
  ): Promise<PortalSupplier | null> {
    const tenant = await this.contexts.tenantBySlug(slug);
    return tenant ? { slug, name: tenant.name } : null;
  }
}
