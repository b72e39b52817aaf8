import { msg, str } from '@lit/localize';
import { baseStyles, icon } from '@mortise/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ComplaintSummary } from '../../api/types.js';
import { pageStyles } from '../../app/page.styles.js';
import { rowListStyles } from '../../app/row-list.styles.js';
import { PortalPage } from '../../app/portal-page.js';
import { trouble } from '../../app/trouble.js';
import { calendarDay, day } from '../../i18n/formats.js';
import { statusText, statusTone } from '../../i18n/status-text.js';
import { outboxUpdates } from '../../outbox/outbox.controller.js';
import type { Submission } from '../../outbox/submission.js';
import { outgoingText } from '../outgoing/outgoing-text.js';
import { AskedController } from './asked.controller.js';
import { ComplaintListController } from './complaint-list.controller.js';
import { homePageStyles } from './home-page.styles.js';
import { WarnedController } from './warned.controller.js';

/**
 * The buyer's complaints: what is still on this device, then what the supplier has, newest first.
 *
 * @tag portal-home-page
 */
@customElement('portal-home-page')
export class PortalHomePage extends PortalPage {
  static override styles = [baseStyles, pageStyles, rowListStyles, homePageStyles];

  private readonly list = new ComplaintListController(this);

  private readonly asked = new AskedController(this);

  private readonly warned = new WarnedController(this);

  constructor() {
    super();
    outboxUpdates(this);
  }

  get heading(): string {
    return msg('Complaints', { id: 'complaints-heading' });
  }

  /** The first of the new rows gets the focus: whoever works with the keyboard goes on there. */
  private readonly handleMore = async (): Promise<void> => {
    const before = this.list.complaints?.length ?? 0;
    await this.list.loadMore();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.row:not(.local)')[before]?.focus();
  };

  private readonly handleRetry = async (): Promise<void> => {
    await this.list.reload();
    // The button that had the focus is gone.
    if (!this.list.code) await this.focusHeading();
  };

  override render(): TemplateResult {
    return html`<mortise-page-header heading=${this.heading}>
        <div slot="actions" class="file">
          <mortise-button variant="primary" href=${this.links.newComplaint}>
            ${icon('plus')} ${msg('File a complaint', { id: 'file-complaint' })}
          </mortise-button>
        </div>
      </mortise-page-header>
      ${this.renderAsked()} ${this.renderAssessment()} ${this.renderWarned()} ${this.renderOutgoing()}
      <section aria-label=${this.heading}>${this.renderList()}</section>`;
  }

  private renderAsked(): TemplateResult | typeof nothing {
    const [question] = this.asked.waiting;
    if (!question) return nothing;
    return html`<section class="asked" aria-labelledby="asked">
      <div>
        <h2 id="asked">${msg('How are things going?', { id: 'speak-heading' })}</h2>
        <p class="quiet">
          ${msg('We would like to hear it from you. It takes less than a minute, and we read every answer.', { id: 'home-asked' })}
        </p>
      </div>
      <mortise-button href=${this.links.errand({ page: 'SPEAK', id: question.id })}
        >${msg('Answer', { id: 'home-answer' })}</mortise-button
      >
    </section>`;
  }

  private renderAssessment(): TemplateResult | typeof nothing {
    const [assessment] = this.asked.assessments;
    if (!assessment) return nothing;
    return html`<section class="asked" aria-labelledby="assessment">
      <div>
        <h2 id="assessment">${msg('How do you see working together?', { id: 'assess-heading' })}</h2>
        <p class="quiet">
          ${msg(str`A few questions, answered by both sides. Open until ${calendarDay(assessment.deadline)}.`, {
            id: 'home-assess',
          })}
        </p>
      </div>
      <mortise-button href=${this.links.errand({ page: 'ASSESSMENT', id: assessment.id })}>
        ${msg('Go to the questions', { id: 'home-assess-go' })}
      </mortise-button>
    </section>`;
  }

  private renderWarned(): TemplateResult | typeof nothing {
    const { unread, total } = this.warned.overview;
    if (unread.length === 0 && total > 0) {
      return html`<p class="warned">
        <a href=${this.links.advisories}>${msg(str`Advisories for you (${total})`, { id: 'home-advisories' })}</a>
      </p>`;
    }
    if (unread.length === 0) return nothing;
    return html`<section class="asked" aria-labelledby="warned">
      <div>
        <h2 id="warned">${msg('New advisories for you', { id: 'home-warned' })}</h2>
        <ul class="titles">
          ${unread.map(
            ({ id, text }) =>
              html`<li>
                <a href=${this.links.errand({ page: 'ADVISORY', id })} lang=${text.language}>${text.title}</a>
              </li>`,
          )}
        </ul>
      </div>
      ${
        total > unread.length
          ? html`<mortise-button href=${this.links.advisories}
              >${msg('All advisories', { id: 'home-all-advisories' })}</mortise-button
            >`
          : nothing
      }
    </section>`;
  }

  private renderOutgoing(): TemplateResult | typeof nothing {
    const items = this.portal.outbox.items.filter(
      ({ delivered }) => !delivered || !this.list.has(delivered.complaintId),
    );
    if (items.length === 0) return nothing;
    return html`<section aria-labelledby="outgoing">
      <h2 id="outgoing">${msg('On this device', { id: 'home-outgoing' })}</h2>
      <ul>
        ${repeat(
          items,
          ({ id }) => id,
          (item) => html`<li>${this.renderSubmission(item)}</li>`,
        )}
      </ul>
    </section>`;
  }

  private renderSubmission(item: Submission): TemplateResult {
    const editable = item.state === 'DRAFT' || item.state === 'REFUSED';
    const { tone, badge } =
      item.state === 'DRAFT'
        ? { tone: 'neutral', badge: msg('Draft', { id: 'draft' }) }
        : outgoingText(item, this.portal.outbox.sending);
    return html`<a class="row short local" href=${editable ? this.links.resume(item.id) : this.links.outgoing(item.id)}>
      <span class="subject"
        >${item.delivered ? `${item.delivered.number} · ` : ''}${
          item.fields.subject.trim() || msg('Without a subject yet', { id: 'draft-no-subject' })
        }</span
      >
      <span class="date">${day(item.changedAt)}</span>
      <mortise-status-badge tone=${tone}>${badge}</mortise-status-badge>
    </a>`;
  }

  private renderList(): TemplateResult {
    const { complaints, code, loading, more } = this.list;
    if (complaints === null && code) return this.renderError(code);
    if (complaints === null) {
      return html`<div class="loading">
        <mortise-spinner label=${msg('Loading your complaints', { id: 'home-loading' })}></mortise-spinner>
      </div>`;
    }
    if (complaints.length === 0) return this.renderEmpty();
    return html`<h2>
        ${msg(str`With ${this.supplier?.name ?? ''}`, { id: 'home-at-supplier' })}
        <span class="quiet">(${this.list.total})</span>
      </h2>
      <ul>
        ${repeat(
          complaints,
          ({ id }) => id,
          (complaint) => html`<li>${this.renderComplaint(complaint)}</li>`,
        )}
      </ul>
      ${code ? html`<div class="more">${this.renderError(code)}</div>` : nothing}
      ${
        more
          ? html`<div class="more">
              <mortise-button
                ?busy=${loading}
                busy-label=${msg('Loading your complaints', { id: 'home-loading' })}
                @click=${this.handleMore}
              >
                ${msg('Show more', { id: 'home-more' })}
              </mortise-button>
            </div>`
          : nothing
      }`;
  }

  private renderComplaint({ id, number, subject, status, createdAt }: ComplaintSummary): TemplateResult {
    return html`<a class="row" href=${this.links.complaint(id)}>
      <span class="number">${number}</span>
      <span class="subject">${subject}</span>
      <time class="date" datetime=${createdAt}>${day(createdAt)}</time>
      <mortise-status-badge tone=${statusTone(status)}>${statusText(status)}</mortise-status-badge>
    </a>`;
  }

  private renderEmpty(): TemplateResult {
    return html`<div class="empty">
      <mortise-brand-mark></mortise-brand-mark>
      <h2>${msg('No complaints so far', { id: 'home-empty' })}</h2>
      <p class="quiet">
        ${msg(
          'If something is not as it should be, tell us. It takes less than a minute, and you see every step here.',
          {
            id: 'home-empty-text',
          },
        )}
      </p>
    </div>`;
  }

  private renderError(code: string): TemplateResult {
    return trouble(msg('Your complaints cannot be shown right now', { id: 'home-error' }), code, this.handleRetry);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-home-page': PortalHomePage;
  }
}
