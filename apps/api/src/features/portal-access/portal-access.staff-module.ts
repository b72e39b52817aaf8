import { Module } from '@nestjs/common';
import { PortalAccessModule } from './portal-access.module.js';
import { PortalAccessResolver } from './portal-access.resolver.js';

@Module({ imports: [PortalAccessModule], providers: [PortalAccessResolver] })
export class PortalAccessStaffModule {}
