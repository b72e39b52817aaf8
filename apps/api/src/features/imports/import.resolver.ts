import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { ImportUndoService } from './import-undo.service.js';
import { Import } from './import.entity.js';
import { NEWEST_IMPORTS } from './import.reads.js';
import { ImportConnection, ImportErrorConnection } from './import.types.js';

@Resolver(() => Import)
export class ImportResolver {
  constructor(@Inject(ImportUndoService) private readonly undo: ImportUndoService) {}

  @Query(() => Import, { nullable: true, description: 'One import; null when there is none you may see.' })
  @Allow('import.run')
  import(@Args('id', { type: () => ID, description: 'The import.' }) id: string): Read<Import> {
    return readById(id);
  }

  @Query(() => ImportConnection, {
    name: 'imports',
    description: 'Imports, the newest first; without account.read.all only your own.',
  })
  @Allow('import.run')
  list(@Args() args: ConnectionArgs): Read<Import> {
    return readConnection(args, NEWEST_IMPORTS);
  }

  @Mutation(() => Import, {
    description:
      'Takes back exactly what an import added: facts, and accounts, products, categories and contacts that it created; roll-ups and shares follow in the same transaction. Errors: NOT_FOUND, IMPORT_RUNNING, ALREADY_UNDONE, IMPORT_IN_USE (reasons name what depends on it).',
  })
  @Allow('import.run')
  async undoImport(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The import.' }) id: string,
  ): Promise<Read<Import>> {
    return readWritten(await this.undo.undo(ctx, id));
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How much of the file has been read, 0–100; null when its length is unknown.',
  })
  percent(): never {
    return readByEngine();
  }

  @ResolveField(() => ImportErrorConnection, { description: 'Why rows were rejected, in the order of the file.' })
  errors(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
