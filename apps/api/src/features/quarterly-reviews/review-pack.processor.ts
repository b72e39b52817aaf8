import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { FileService } from '../files/file.service.js';
import { ReviewPackStore } from './review-pack.store.js';
import { reviewFileName, reviewReport } from './review-report.js';

/** Draws the PDFs of packs that were issued. */
@Injectable()
export class ReviewPackProcessor implements OnModuleInit {
  private readonly renderer = new PdfRenderer();

  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(ReviewPackStore) private readonly store: ReviewPackStore,
    @Inject(FileService) private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.handlers.handle('quarterly-review.draw', (ctx, { packId }) => this.draw(ctx, packId));
  }

  private async draw(ctx: RequestContext, id: string): Promise<void> {
    const pack = await this.store.lockUndrawn(ctx, id);
    if (!pack) return;
    const { facts, accountId, issuedAt } = pack;
    const content = await this.renderer.render(reviewReport(facts, issuedAt));
    const named = { name: reviewFileName(facts), mediaType: 'application/pdf' } as const;
    const file = await this.files.add(ctx, { ...named, accountId, content, key: id });
    await this.store.drawn(ctx, id, file.id);
  }
}
