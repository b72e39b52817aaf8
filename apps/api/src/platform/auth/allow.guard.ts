import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { RequestContext } from '../context/request-context.js';
import { Forbidden, Unauthenticated } from '../errors/domain-error.js';
import { requestContextOf } from '../http/request-contexts.js';
import { ALLOW, type Demand } from './allow.decorator.js';

/** Checks each route's declared demand; what declares nothing is denied. */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(execution: ExecutionContext): boolean {
    const demand = this.reflector.get<Demand | undefined>(ALLOW, execution.getHandler());
    if (demand === 'public') return true;
    const context = contextOf(execution);
    if (!context) throw new Unauthenticated();
    if (demand === undefined) throw new Forbidden('(none declared)');
    const { principal } = context;
    if (demand === 'buyer') {
      if (principal.kind !== 'BUYER') throw new Unauthenticated();
      return true;
    }
    if (principal.kind !== 'STAFF') throw new Unauthenticated();
    if (demand !== 'staff' && !principal.permissions.has(demand)) throw new Forbidden(demand);
    return true;
  }
}

/** The caller's context, whichever way the call came in; undefined for anonymous calls. */
export function contextOf(execution: ExecutionContext): RequestContext | undefined {
  if (execution.getType<'http' | 'graphql'>() === 'graphql') {
    return GqlExecutionContext.create(execution).getContext<{ request: RequestContext | undefined }>().request;
  }
  return requestContextOf(execution.switchToHttp().getRequest());
}
