import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { UpdatePolicyInput } from './policy.inputs.js';
import { PolicyService } from './policy.service.js';
import { Policy } from './policy.types.js';
import { policyView } from './policy.view.js';

@Resolver(() => Policy)
export class PolicyResolver {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  @Query(() => Policy, { description: 'The rules in force.' })
  @Allow('staff')
  async policy(@Ctx() ctx: RequestContext): Promise<Policy> {
    return policyView(ctx, await this.policies.current(ctx));
  }

  @Mutation(() => Policy, { description: 'Sets a new version of the rules. Errors: INPUT_INVALID, POLICY_CHANGED.' })
  @Allow('staff.manage')
  @Transactional()
  async updatePolicy(@Ctx() ctx: RequestContext, @Args('input') input: UpdatePolicyInput): Promise<Policy> {
    return policyView(ctx, await this.policies.update(ctx, input));
  }
}
