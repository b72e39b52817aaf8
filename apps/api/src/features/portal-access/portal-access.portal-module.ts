import { Module } from '@nestjs/common';
import { PortalAccessModule } from './portal-access.module.js';
import { PortalCookie } from './portal-cookie.js';
import { PortalMePortalResolver } from './portal-me.portal-resolver.js';
import { SignInPortalResolver } from './sign-in.portal-resolver.js';

@Module({ imports: [PortalAccessModule], providers: [PortalCookie, PortalMePortalResolver, SignInPortalResolver] })
export class PortalAccessPortalModule {}
