import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { ContactFactsModule } from '../contacts/contact-facts.module.js';
import { ImportModule } from '../imports/import.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { AddressBooks } from './address-book.service.js';
import { InboundAddresses } from './inbound-address.service.js';
import { InboundEmail } from './inbound-email.service.js';
import { TouchBodyParser } from './touch-body-parser.js';
import { TouchDraftResolver } from './touch-draft.resolver.js';
import { TouchDrafts } from './touch-draft.service.js';
import { TouchDraftViews } from './touch-draft.views.js';
import { TouchFileController } from './touch-file.controller.js';
import { TouchFiles } from './touch-file.service.js';
import { TouchRecording } from './touch-recording.service.js';

@Module({
  imports: [ContactFactsModule, ImportModule, LedgerFactsModule, PolicyModule, PortalAccessModule],
  controllers: [TouchFileController],
  providers: [
    ...[AddressBooks, InboundAddresses, InboundEmail, TouchBodyParser, TouchDrafts],
    ...[TouchDraftResolver, TouchDraftViews, TouchFiles, TouchRecording],
  ],
})
export class TouchDraftModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(TouchDrafts) private readonly drafts: TouchDrafts,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('touch-drafts.expire', (ctx) => this.drafts.expire(ctx));
  }
}
