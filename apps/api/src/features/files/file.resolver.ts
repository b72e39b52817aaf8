import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { FileService } from './file.service.js';
import { FileView } from './file.types.js';

@Resolver(() => FileView)
export class FileResolver {
  constructor(@Inject(FileService) private readonly files: FileService) {}

  @ResolveField(() => String, {
    description: 'Address on this server that opens the file for ten minutes without signing in.',
  })
  url(@Ctx() ctx: RequestContext, @Parent() { id }: FileView): string {
    return this.files.linkTo(ctx, id);
  }
}
