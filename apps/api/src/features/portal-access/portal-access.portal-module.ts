import { Module } from '@nestjs/common';
import { PortalAccessModule } from './portal-access.module.js';
import { PortalCookie } from './portal-cookie.js';
import { PortalSessionService } from './portal-session.service.js';
import { SignInPortalResolver } from './sign-in.portal-resolver.js';

@Module({ imports: [PortalAccessModule], providers: [PortalSessionService, PortalCookie, SignInPortalResolver] })
export class PortalAccessPortalModule {}
