import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { PortalFile } from './file.portal-types.js';
import { FileService } from './file.service.js';

@Resolver(() => PortalFile)
export class FilePortalResolver {
  constructor(@Inject(FileService) private readonly files: FileService) {}

  @ResolveField(() => String, { description: 'Address on this server that shows the picture for ten minutes.' })
  url(@Ctx() ctx: RequestContext, @Parent() { id }: PortalFile): string {
    return this.files.linkTo(ctx, id);
  }
}
