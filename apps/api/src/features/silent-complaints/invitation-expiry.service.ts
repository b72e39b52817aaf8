import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { InvitationCommands } from './invitation-commands.js';
import { InvitationStore } from './invitation.store.js';

/** Stops waiting, at night, for answers whose time is over. */
@Injectable()
export class InvitationExpiry implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(InvitationStore) private readonly store: InvitationStore,
    @Inject(InvitationCommands) private readonly commands: InvitationCommands,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('invitations.expire', (ctx) => this.expire(ctx));
  }

  /** Inside a transaction. */
  async expire(ctx: RequestContext): Promise<void> {
    for (const invitation of await this.store.lockOverdueAnswers(ctx)) {
      await this.commands.run(ctx, invitation, { type: 'EXPIRE' });
    }
  }
}
