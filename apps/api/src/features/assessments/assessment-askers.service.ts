import type { IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { chooseLocale } from '../../platform/http/request-context.hook.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { AssessmentRaters, type WritableContact } from './assessment-raters.service.js';
import { assessmentMail } from './assessment.mail.js';
import { AssessmentStore, type OutstandingRater, type StoredRound } from './assessment.store.js';

/** Asks raters and reminds them: our people by a notice, the customer's by a mail with a link of their own. */
@Injectable()
export class AssessmentAskers {
  constructor(
    @Inject(AssessmentStore) private readonly store: AssessmentStore,
    @Inject(AssessmentRaters) private readonly raters: AssessmentRaters,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** @throws RaterRefused where somebody cannot be written to */
  async ask(ctx: RequestContext, round: StoredRound): Promise<void> {
    const raters = await this.store.outstanding(ctx, round.id);
    for (const rater of raters) await this.write(ctx, round, rater, false);
    await this.tellStaff(ctx, round, raters);
  }

  /** Whoever cannot be written to any more, having left or lost the address, is passed over. */
  async remind(ctx: RequestContext, round: StoredRound, raters: readonly OutstandingRater[]): Promise<void> {
    for (const rater of raters) {
      try {
        await this.write(ctx, round, rater, true);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
    }
    await this.tellStaff(ctx, round, raters);
    await this.store.remember(ctx, raters);
  }

  private async write(
    ctx: RequestContext,
    { accountId, state: { deadline, form }, instrument }: StoredRound,
    { id, accountContactId }: OutstandingRater,
    reminder: boolean,
  ): Promise<void> {
    if (accountContactId === null || deadline === null || form === null) return;
    const contact: WritableContact = await this.raters.writable(ctx, accountId, accountContactId, ['accountContactId']);
    const url = await this.links.forErrand(ctx, contact, 'assess', id, endOf(deadline));
    const { email: to, name, supplier, language } = contact;
    const questions = instrument.forms[form].items.length;
    const mail = { to, name, supplier: supplier.name, url, deadline, questions, reminder };
    await this.outbox.publish(ctx, 'mail.send', assessmentMail(mail, chooseLocale(undefined, language)));
  }

  private async tellStaff(
    ctx: RequestContext,
    { id: roundId, accountId }: StoredRound,
    raters: readonly OutstandingRater[],
  ): Promise<void> {
    const staffIds = raters.flatMap(({ staffId }) => staffId ?? []);
    if (staffIds.length === 0) return;
    await this.outbox.publish(ctx, 'assessment.asked', { roundId, staffIds }, { accountId });
  }
}

/** The end of the last day (UTC) on which answers are taken. */
function endOf(deadline: IsoDate): Date {
  return new Date(Date.parse(`${deadline}T00:00:00Z`) + 86_400_000);
}
