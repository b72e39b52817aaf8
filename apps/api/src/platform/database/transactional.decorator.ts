import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { contextOf } from '../auth/allow.guard.js';

/** Runs the method and its services in the caller's one transaction. */
@Injectable()
export class TransactionInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const context = contextOf(execution);
    return context ? from(context.transaction(() => lastValueFrom(next.handle()))) : next.handle();
  }
}

/** Put on a mutation or a route that writes: everything it does is committed together or not at all. */
export const Transactional = (): MethodDecorator => applyDecorators(UseInterceptors(TransactionInterceptor));
