import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { ImportUndoService } from './import-undo.service.js';
import { Import, type ImportError } from './import.entity.js';
import { ImportService } from './import.service.js';
import { ImportConnection, ImportErrorConnection } from './import.types.js';

@Resolver(() => Import)
export class ImportResolver {
  constructor(
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(ImportUndoService) private readonly undo: ImportUndoService,
  ) {}

  @Query(() => Import, { nullable: true, description: 'One import; null when there is none you may see.' })
  @Allow('import.run')
  import(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The import.' }) id: string,
  ): Promise<Import | null> {
    return this.imports.find(ctx, id);
  }

  @Query(() => ImportConnection, {
    name: 'imports',
    description: 'Imports, the newest first; without account.read.all only your own.',
  })
  @Allow('import.run')
  list(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<Import>> {
    return this.imports.list(ctx, args);
  }

  @Mutation(() => Import, {
    description:
      'Takes back exactly what an import added: facts, and accounts, products, categories and contacts that it created; roll-ups and shares follow in the same transaction. Errors: NOT_FOUND, IMPORT_RUNNING, ALREADY_UNDONE, IMPORT_IN_USE (reasons name what depends on it).',
  })
  @Allow('import.run')
  undoImport(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The import.' }) id: string,
  ): Promise<Import> {
    return this.undo.undo(ctx, id);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How much of the file has been read, 0–100; null when its length is unknown.',
  })
  percent(@Parent() { status, bytes, totalBytes }: Import): number | null {
    if (status === 'SUCCEEDED' || status === 'UNDONE') return 100;
    return totalBytes === null || totalBytes === '0'
      ? null
      : Math.min(100, Math.floor((Number(bytes) / Number(totalBytes)) * 100));
  }

  @ResolveField(() => ImportErrorConnection, { description: 'Why rows were rejected, in the order of the file.' })
  errors(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Import,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<ImportError>> {
    return this.imports.errors(ctx, id, args);
  }
}
