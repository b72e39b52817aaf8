import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { chooseLocale } from '../../platform/http/request-context.hook.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { AccountService } from '../accounts/account.service.js';
import { type MailableContact, PortalContactService } from '../portal-access/portal-contact.service.js';
import { feedbackAnswerMail } from './feedback-answer.mail.js';
import { FeedbackClusterStore } from './feedback-cluster.store.js';
import { NoFeedback } from './feedback.errors.js';
import { answerInput } from './feedback.inputs.js';
import { ProductFeedbackCommands } from './product-feedback-commands.js';
import type { Written } from './product-feedback.service.js';
import { ProductFeedbackStore, type StoredFeedback } from './product-feedback.store.js';

/** Brings what was decided back to the customers. */
@Injectable()
export class FeedbackAnswerService {
  constructor(
    @Inject(ProductFeedbackStore) private readonly store: ProductFeedbackStore,
    @Inject(FeedbackClusterStore) private readonly clusters: FeedbackClusterStore,
    @Inject(ProductFeedbackCommands) private readonly commands: ProductFeedbackCommands,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PortalContactService) private readonly contacts: PortalContactService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /**
   * Answers a customer on all that it said within a cluster, by mail to each of the contacts; inside a transaction.
   * @throws InputInvalid, NotFound, AccountNotFound, ContactUnreachable, NoFeedback, FeedbackRefused
   */
  async answer(ctx: RequestContext, input: unknown): Promise<Written> {
    const { clusterId, accountId, language, text, accountContactIds } = parseInput(answerInput, input);
    await this.accounts.requireVisible(ctx, accountId, ['input', 'accountId']);
    const cluster = await this.clusters.lock(ctx, clusterId);
    const words = await this.store.lockCluster(ctx, clusterId, accountId);
    if (words.length === 0) throw new NoFeedback();
    const recipients: MailableContact[] = [];
    for (const [index, id] of [...new Set(accountContactIds)].entries()) {
      recipients.push(await this.contacts.mailable(ctx, accountId, id, ['input', 'accountContactIds', index]));
    }
    const contactIds = recipients.map(({ contactId }) => contactId);
    const gone = await this.gone(ctx, accountId, words);
    const answer = { contactIds, language, text };
    const places = recipients.map(({ accountContactId }) => accountContactId);
    let id = '';
    await this.commands.run(ctx, words, { type: 'ANSWER_CUSTOMER', answer, gone }, async () => {
      id = await this.clusters.answer(ctx, { clusterId, accountId, language, text }, places);
      return { answerId: id };
    });
    await this.mail(ctx, await this.productName(ctx, cluster.productId), answer, recipients);
    return { id };
  }

  /** Those who said something and are at the customer no more. */
  private async gone(ctx: RequestContext, accountId: string, words: readonly StoredFeedback[]): Promise<string[]> {
    const speakers = [...new Set(words.flatMap(({ record: { note } }) => note?.contactId ?? []))];
    if (speakers.length === 0) return [];
    const present = await this.contacts.present(ctx, accountId, speakers);
    return speakers.filter((id) => !present.has(id));
  }

  private async mail(
    ctx: RequestContext,
    product: string,
    { language, text }: { readonly language: string; readonly text: string },
    recipients: readonly MailableContact[],
  ): Promise<void> {
    const sentBy = ctx.principal.kind === 'STAFF' ? ctx.staff.name : null;
    for (const { email, name, supplier, language: spoken } of recipients) {
      const mail = { to: email, name, supplier: supplier.name, sentBy, product, text, language };
      await this.outbox.publish(ctx, 'mail.send', feedbackAnswerMail(mail, chooseLocale(undefined, spoken)));
    }
  }

  private async productName(ctx: RequestContext, productId: string): Promise<string> {
    const row = await ctx.unit.first<{ name: string }>(tenantSql`
      select p.name from product p where p.tenant_id = ${TENANT} and p.id = ${productId}`);
    return row?.name ?? '';
  }
}
