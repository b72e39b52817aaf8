import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import {
  AccountLedgerArgs,
  LedgerArgs,
  LedgerDeclaration,
  LedgerEntry,
  LedgerEntryConnection,
} from './ledger-entry.types.js';
import { entriesRead } from './ledger-list.js';
import { LedgerService } from './ledger.service.js';

@Resolver(() => LedgerEntry)
export class LedgerResolver {
  constructor(
    @Inject(LedgerService) private readonly ledger: LedgerService,
    @Inject(LedgerCatalogue) private readonly catalogue: LedgerCatalogue,
  ) {}

  @Query(() => LedgerEntryConnection, {
    description:
      'What people observed at the accounts you may see, the newest observation first; what holds, unless asked for the history.',
  })
  @Allow('ledger.read')
  ledgerEntries(@Args() args: LedgerArgs): Read<LedgerEntry> {
    return entriesRead(args);
  }

  @Query(() => LedgerEntry, {
    nullable: true,
    description:
      'One entry of the relationship ledger, whether it holds or not; null when there is none that you may see.',
  })
  @Allow('ledger.read')
  ledgerEntry(@Args('id', { type: () => ID, description: 'Identifier.' }) id: string): Read<LedgerEntry> {
    return readById(id);
  }

  @Query(() => LedgerDeclaration, { description: 'What can be recorded in the relationship ledger, and by whom.' })
  @Allow('ledger.read')
  ledgerDeclaration(@Ctx() ctx: RequestContext): Promise<LedgerDeclaration> {
    return this.catalogue.of(ctx);
  }

  @Mutation(() => LedgerEntry, {
    description:
      'Takes an entry back; what it said stays in the history. Answers the entry that withdraws it. Errors: INPUT_INVALID, NOT_FOUND, LEDGER_WRITER_NOT_ALLOWED, LEDGER_ENTRY_SUPERSEDED.',
  })
  @Allow('ledger.write')
  @Transactional()
  async withdrawLedgerEntry(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The entry.' }) id: string,
    @Args('reason', { description: 'Why, up to 500 characters.' }) reason: string,
  ): Promise<Read<LedgerEntry>> {
    return readWritten(await this.ledger.withdraw(ctx, id, reason));
  }
}

/** The ledger of an account; how it is read stands in `ledger.reads.ts`. */
@Resolver(() => Account)
export class AccountLedgerResolver {
  @ResolveField(() => LedgerEntryConnection, {
    description:
      'What people observed at it, the newest observation first; what holds, unless asked for the history. Needs ledger.read.',
  })
  ledger(@Args() _args: AccountLedgerArgs): never {
    return readByEngine();
  }
}
