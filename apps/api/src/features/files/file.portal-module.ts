import { Module } from '@nestjs/common';
import { FileModule } from './file.module.js';
import { FilePortalResolver } from './file.portal-resolver.js';

@Module({ imports: [FileModule], providers: [FilePortalResolver] })
export class FilePortalModule {}
