import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Unauthenticated } from '../errors/domain-error.js';
import { contextOf } from './allow.guard.js';

/** The caller's {@link RequestContext}, in resolvers and controllers alike. */
export const Ctx = createParamDecorator((_: unknown, execution: ExecutionContext) => {
  const context = contextOf(execution);
  if (!context) throw new Unauthenticated();
  return context;
});
