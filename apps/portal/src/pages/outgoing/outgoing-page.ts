import { msg, str } from '@lit/localize';
import { baseStyles, icon } from '@mortise/ui';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';
import { outboxUpdates } from '../../outbox/outbox.controller.js';
import type { Submission } from '../../outbox/submission.js';
import { outgoingPageStyles } from './outgoing-page.styles.js';
import { outgoingText } from './outgoing-text.js';

/**
 * One complaint on its way: how far it is, why it waits, and its number as soon as the supplier has it.
 *
 * @tag portal-outgoing-page
 */
@customElement('portal-outgoing-page')
export class PortalOutgoingPage extends PortalPage {
  static override styles = [baseStyles, pageStyles, outgoingPageStyles];

  /** Id of the submission. */
  @property({ attribute: false }) submissionId = '';

  private announced = '';

  constructor() {
    super();
    outboxUpdates(this);
  }

  get heading(): string {
    switch (this.submission?.state) {
      case 'DELIVERED':
        return msg('Your complaint has arrived', { id: 'outgoing-heading-delivered' });
      case 'REFUSED':
        return msg('Your complaint needs a correction', { id: 'outgoing-heading-refused' });
      case undefined:
        return msg('Nothing is on its way here', { id: 'outgoing-heading-none' });
      default:
        return msg('Your complaint is on its way', { id: 'outgoing-heading' });
    }
  }

  private get submission(): Submission | undefined {
    return this.portal.outbox.find(this.submissionId);
  }

  protected override updated(): void {
    super.updated();
    const state = this.submission?.state ?? '';
    if (state === 'REFUSED') this.portal.router.go(this.links.resume(this.submissionId), { replace: true });
    // The number is the news: whoever listens hears the new heading first.
    if (state === 'DELIVERED' && this.announced === 'WAITING') void this.focusHeading();
    this.announced = state;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('submissionId')) this.announced = '';
  }

  private readonly handleRetry = (): void => void this.portal.outbox.deliver();

  /** The frame shows the sign-in page as soon as nobody is signed in. */
  private readonly handleSignIn = (): void => this.portal.session.expired();

  private readonly handleDone = (): void => void this.portal.outbox.discard(this.submissionId);

  override render(): TemplateResult {
    const { submission } = this;
    return html`<div class="page">
      <mortise-page-header
        heading=${this.heading}
        back-href=${this.links.home}
        back-label=${msg('Complaints', { id: 'complaints-heading' })}
      ></mortise-page-header>
      <div class="card stack">${submission ? this.renderSubmission(submission) : this.renderNone()}</div>
    </div>`;
  }

  private renderNone(): TemplateResult {
    return html`<p>${msg('The address may be mistyped, or what was here is gone.', { id: 'not-found-text' })}</p>
      <div class="buttons">
        <mortise-button variant="primary" href=${this.links.home}>
          ${msg('To your complaints', { id: 'to-complaints' })}
        </mortise-button>
      </div>`;
  }

  private renderSubmission(submission: Submission): TemplateResult {
    return submission.delivered ? this.renderDelivered(submission.delivered) : this.renderWaiting(submission);
  }

  private renderDelivered({ complaintId, number }: NonNullable<Submission['delivered']>): TemplateResult {
    return html`<div class="arrived">${icon('check')}</div>
      <div>
        <p class="number-label">${msg('Your complaint number', { id: 'outgoing-number' })}</p>
        <mortise-copy-value
          value=${number}
          copy-label=${msg('Copy', { id: 'copy' })}
          copied-label=${msg('Copied', { id: 'copied' })}
        ></mortise-copy-value>
      </div>
      <p>
        ${msg(str`${this.supplier?.name ?? ''} has been notified. You can follow every step here.`, {
          id: 'outgoing-next',
        })}
      </p>
      <div class="buttons">
        <mortise-button variant="primary" href=${this.links.complaint(complaintId)} @click=${this.handleDone}>
          ${msg('Follow this complaint', { id: 'outgoing-follow' })}
        </mortise-button>
        <mortise-button href=${this.links.home} @click=${this.handleDone}>
          ${msg('To your complaints', { id: 'to-complaints' })}
        </mortise-button>
      </div>`;
  }

  private renderWaiting(submission: Submission): TemplateResult {
    const { outbox } = this.portal;
    const { tone, badge, text } = outgoingText(submission, outbox.sending);
    const { photos } = submission;
    const uploaded = photos.filter(({ fileId }) => fileId !== null).length;
    return html`<div role="status" class="stack">
        <p class="subject">${submission.fields.subject}</p>
        <div><mortise-status-badge tone=${tone}>${badge}</mortise-status-badge></div>
        <p>${text}</p>
      </div>
      ${
        outbox.durable
          ? nothing
          : html`<mortise-notice variant="warning">
              ${msg('This browser keeps nothing: leave this page open until your complaint has arrived.', {
                id: 'outbox-not-durable',
              })}
            </mortise-notice>`
      }
      ${
        photos.length > 0
          ? html`<div>
              <p class="small quiet" id="photos">
                ${msg(str`Photos: ${uploaded} of ${photos.length} uploaded`, { id: 'outgoing-photos' })}
              </p>
              <progress aria-labelledby="photos" max=${photos.length} .value=${uploaded}></progress>
            </div>`
          : nothing
      }
      <div class="buttons">
        ${
          submission.problem === 'SIGN_IN' && !outbox.sending
            ? html`<mortise-button variant="primary" @click=${this.handleSignIn}>
                ${msg('Sign in again', { id: 'sign-in-again' })}
              </mortise-button>`
            : html`<mortise-button
                ?busy=${outbox.sending}
                busy-label=${msg('Sending', { id: 'sending' })}
                @click=${this.handleRetry}
              >
                ${msg('Try now', { id: 'try-now' })}
              </mortise-button>`
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-outgoing-page': PortalOutgoingPage;
  }
}
