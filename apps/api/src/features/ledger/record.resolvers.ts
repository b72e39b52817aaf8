import type { LedgerKind } from '@mortise/domain';
import { Inject, type Type } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { LedgerEntry } from './ledger-entry.types.js';
import { labelOf } from './ledger.describe.js';
import { pascal } from './ledger.names.js';
import { LedgerService } from './ledger.service.js';
import { KIND_TYPES } from './ledger.types.js';

/** The mutation that records entries of one kind: a resolver of its own, as if it were written by hand. */
function recordResolver(kind: LedgerKind, input: Type): Type {
  @Resolver(() => LedgerEntry)
  class RecordResolver {
    constructor(@Inject(LedgerService) private readonly ledger: LedgerService) {}

    @Mutation(() => LedgerEntry, {
      name: `record${pascal(kind)}`,
      description: `Records in the relationship ledger: ${labelOf(kind).toLowerCase()}; or corrects such an entry. Errors: INPUT_INVALID, NOT_FOUND, LEDGER_WRITER_NOT_ALLOWED, LEDGER_ENTRY_SUPERSEDED, LEDGER_ENTRY_DIFFERS${kind === 'GIFT' ? ', GIFT_ABOVE_LIMIT, GIFT_ABOVE_YEARLY_LIMIT, GIFT_CURRENCY_DIFFERS' : ''}.`,
    })
    @Allow('ledger.write')
    @Transactional()
    async record(
      @Ctx() ctx: RequestContext,
      @Args('input', { type: () => input, description: 'What was observed.' }) told: object,
    ): Promise<Read<LedgerEntry>> {
      return readWritten(await this.ledger.record(ctx, kind, told));
    }
  }
  return RecordResolver;
}

/** One for each kind. */
export const RECORD_RESOLVERS: readonly Type[] = [...KIND_TYPES].map(([kind, { input }]) =>
  recordResolver(kind, input),
);
