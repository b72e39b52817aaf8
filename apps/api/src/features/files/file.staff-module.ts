import { Module } from '@nestjs/common';
import { FileModule } from './file.module.js';
import { FileResolver } from './file.resolver.js';

@Module({ imports: [FileModule], providers: [FileResolver] })
export class FileStaffModule {}
