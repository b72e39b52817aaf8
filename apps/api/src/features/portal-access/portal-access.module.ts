import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { MagicLinkService } from './magic-link.service.js';
import { PortalContactService } from './portal-contact.service.js';
import { PortalSessionService } from './portal-session.service.js';
import { RateLimitService } from './rate-limit.service.js';

// No resolvers here: a GraphQL endpoint takes in the resolvers of all modules below its own.
@Module({
  providers: [MagicLinkService, PortalContactService, PortalSessionService, RateLimitService],
  exports: [MagicLinkService, PortalContactService, PortalSessionService, RateLimitService],
})
export class PortalAccessModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
    @Inject(RateLimitService) private readonly limits: RateLimitService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('portal.sign-in', (ctx, { email }) => this.links.sendSignInLinks(ctx, email));
    this.jobs.handle('rate-limits.purge', (ctx) => this.limits.purge(ctx));
  }
}
