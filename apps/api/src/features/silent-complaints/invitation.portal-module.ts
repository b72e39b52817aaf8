import { Module } from '@nestjs/common';
import { InvitationModule } from './invitation.module.js';
import { InvitationPortalResolver } from './invitation.portal-resolver.js';

@Module({ imports: [InvitationModule], providers: [InvitationPortalResolver] })
export class InvitationPortalModule {}
