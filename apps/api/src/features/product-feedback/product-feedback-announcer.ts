import type { ProductFeedbackEvent } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { FeedbackStep } from './product-feedback.store.js';

/** Verbs under which the events of words appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<ProductFeedbackEvent['type'], string>> = {
  FEEDBACK_NOTED: 'noted',
  NOTE_CORRECTED: 'corrected',
  NOTE_TAKEN_BACK: 'taken-back',
  FEEDBACK_CLUSTERED: 'clustered',
  FEEDBACK_REPORTED: 'reported',
  FEEDBACK_DECIDED: 'decided',
  CUSTOMER_ANSWERED: 'answered',
};

/** Tells the accounts' stories, the audit log and the listeners what became of customers' words. */
@Injectable()
export class ProductFeedbackAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announce(ctx: RequestContext, steps: readonly FeedbackStep[]): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      steps.map(({ of: { id, entryId, accountId }, event: { type }, after }) => ({
        ...{ accountId, action: ACTIONS[type], entity: 'product-feedback', entityId: id },
        detail: {
          ...{ entryId, clusterId: after.clusterId, reportId: after.reportId },
          ...{ productId: after.note?.product, feedbackType: after.note?.feedbackType },
          verdict: after.decision?.verdict ?? null,
        },
      })),
    );
    await this.outbox.publishAll(
      ctx,
      steps.map(({ of: { id, entryId, accountId, record }, event: { type }, after }) => ({
        ...{ topic: 'product-feedback.changed', accountId },
        payload: {
          ...{ feedbackId: id, entryId, clusterId: after.clusterId, verdict: after.decision?.verdict ?? null },
          ...{ from: record.state, state: String(after.state), event: type },
        },
      })),
    );
  }
}
