import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Audit } from '../../platform/audit/audit.js';
import type { Locale, RequestContext } from '../../platform/context/request-context.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { SharedPlan } from '../account-plans/shared-plan.service.js';
import { AccountService } from '../accounts/account.service.js';
import { AccountLanguages } from '../contacts/account-languages.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { ReviewFactsService } from './review-facts.service.js';
import { ReviewPackStore } from './review-pack.store.js';
import { PackAlreadyReplaced, QuarterNotOver } from './review.errors.js';
import {
  type AskedReview,
  issueInput,
  type IssueQuarterlyReviewInput,
  type QuarterlyReviewInput,
  reviewInput,
} from './review.inputs.js';
import type { QuarterlyReview } from './review.types.js';
import { reviewView } from './review.view.js';

/** What people do with quarterly reviews. */
@Injectable()
export class QuarterlyReviewService {
  constructor(
    @Inject(ReviewFactsService) private readonly facts: ReviewFactsService,
    @Inject(ReviewPackStore) private readonly store: ReviewPackStore,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountLanguages) private readonly languages: AccountLanguages,
    @Inject(SharedPlan) private readonly plans: SharedPlan,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** As it is known now. @throws InputInvalid, NotFound, QuarterNotOver, SharedActionNotFound */
  async preview(ctx: RequestContext, input: QuarterlyReviewInput): Promise<QuarterlyReview> {
    const asked = parseInput(reviewInput, input);
    const account = await this.accounts.requireVisible(ctx, asked.accountId);
    const language = await this.languageOf(ctx, asked);
    return reviewView(await this.facts.of(ctx, account, { ...asked, language }));
  }

  /**
   * Once for a quarter and a language: asked again it gives the pack that there is, unless that one is to be replaced.
   * @throws InputInvalid, NotFound, QuarterNotOver, SharedActionNotFound, PackAlreadyReplaced
   */
  async issue(ctx: RequestContext, input: IssueQuarterlyReviewInput): Promise<{ readonly id: string }> {
    const { replaces = null, reason = null, ...asked } = parseInput(issueInput, input);
    // Whoever comes second finds the pack of the first.
    const account = await this.accounts.lockVisible(ctx, asked.accountId);
    const { over, to } = await this.facts.quarter(ctx, asked);
    if (!over) throw new QuarterNotOver('QUARTER_NOT_OVER');
    const language = await this.languageOf(ctx, asked);
    const newest = await this.store.newest(ctx, account.id, { ...asked, language });
    if (newest !== undefined && (replaces === null || newest.replaces === replaces)) return newest;
    if ((newest?.id ?? null) !== replaces) throw new PackAlreadyReplaced();
    const facts = await this.facts.of(ctx, account, { ...asked, language });
    const id = uuidv7();
    const edition = (newest?.edition ?? 0) + 1;
    await this.store.insert(ctx, {
      ...{ id, accountId: account.id, edition, replaces, reason, facts },
      planId: await this.plans.planOn(ctx, account.id, to),
      policyVersion: (await this.policies.current(ctx)).version,
    });
    const { year, quarter } = facts;
    await this.audit.recordForAccount(ctx, {
      ...{ accountId: account.id, action: 'issued', entity: 'quarterly-review', entityId: id },
      detail: { year, quarter, language, edition, replaces, reason },
    });
    await this.outbox.publish(ctx, 'quarterly-review.draw', { packId: id }, { accountId: account.id });
    return { id };
  }

  private async languageOf(ctx: RequestContext, { accountId, language }: AskedReview): Promise<Locale> {
    return language ?? (await this.languages.of(ctx, accountId));
  }
}
