import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import type { GraphqlContext } from '../../platform/http/request-contexts.js';
import { type Read, readById } from '../../platform/graphql/read-engine/read.js';
import { SignInService } from './sign-in.service.js';
import { SignInInput, SignInPayload } from './sign-in.types.js';
import { StaffMember } from './staff-member.entity.js';

@Resolver()
export class SignInResolver {
  constructor(@Inject(SignInService) private readonly signIns: SignInService) {}

  @Query(() => StaffMember, { description: 'Who is signed in.' })
  @Allow('staff')
  me(@Ctx() ctx: RequestContext): Read<StaffMember> {
    return readById(ctx.staff.staffId);
  }

  @Mutation(() => SignInPayload, { description: 'Begins a session. Errors: SIGN_IN_REFUSED, whatever was wrong.' })
  @Allow('public')
  signIn(@Args('input') input: SignInInput, @Context() { http }: GraphqlContext): Promise<SignInPayload> {
    return this.signIns.signIn(input, http.request.headers['user-agent']);
  }

  @Mutation(() => Boolean, { description: 'Ends the session at once; false for API keys, which have none.' })
  @Allow('staff')
  @Transactional()
  signOut(@Ctx() ctx: RequestContext): Promise<boolean> {
    return this.signIns.signOut(ctx);
  }
}
