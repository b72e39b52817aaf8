import { msg } from '@lit/localize';
import { baseStyles } from '@mortise/ui';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { codeOf } from '../../api/api-error.js';
import { watchComplaints } from '../../api/complaint-events.js';
import type { Complaint, ComplaintFile } from '../../api/types.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';
import { trouble } from '../../app/trouble.js';
import { calendarDay, moment, orderName, quantity } from '../../i18n/formats.js';
import { statusText, statusTone } from '../../i18n/status-text.js';
import { complaintPageStyles } from './complaint-page.styles.js';
import { progressOf } from './progress.js';

/** The addresses of photos work for ten minutes. */
const READ_ANEW_AFTER_MS = 9 * 60_000;

/**
 * One complaint: its status, what was written, its photos. Follows the status live.
 *
 * @tag portal-complaint-page
 */
@customElement('portal-complaint-page')
export class PortalComplaintPage extends PortalPage {
  static override styles = [baseStyles, pageStyles, complaintPageStyles];

  @property({ attribute: false }) complaintId = '';

  /** Undefined before the first answer; null when there is no such complaint. */
  @state() private complaint: Complaint | null | undefined;

  @state() private code = '';

  private stop: (() => void) | undefined;

  private timer: ReturnType<typeof setInterval> | undefined;

  get heading(): string {
    if (this.complaint === null) return msg('This complaint does not exist', { id: 'complaint-none' });
    return this.complaint?.subject ?? msg('Complaint', { id: 'complaint-heading' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = watchComplaints(this.load);
    this.timer = setInterval(this.load, READ_ANEW_AFTER_MS);
    addEventListener('online', this.load);
  }

  override disconnectedCallback(): void {
    this.stop?.();
    clearInterval(this.timer);
    removeEventListener('online', this.load);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('complaintId')) return;
    this.complaint = undefined;
    void this.load();
  }

  private readonly load = async (): Promise<void> => {
    const id = this.complaintId;
    try {
      const complaint = await this.portal.api.complaint(id);
      if (id !== this.complaintId) return;
      this.complaint = complaint;
      this.code = '';
    } catch (error) {
      if (id !== this.complaintId) return;
      this.code = codeOf(error);
      if (this.code === 'NOT_FOUND') this.complaint = null;
      if (this.code === 'UNAUTHENTICATED') this.portal.session.expired();
    }
  };

  private readonly handleRetry = async (): Promise<void> => {
    await this.load();
    // The button that had the focus is gone.
    if (!this.code) await this.focusHeading();
  };

  override render(): TemplateResult {
    const { complaint } = this;
    return html`<mortise-page-header
        heading=${this.heading}
        back-href=${this.links.home}
        back-label=${msg('Complaints', { id: 'complaints-heading' })}
      >
        ${
          complaint
            ? html`<div class="meta">
                <span class="number">${complaint.number}</span>
                <mortise-status-badge tone=${statusTone(complaint.status)}>
                  ${statusText(complaint.status)}
                </mortise-status-badge>
              </div>`
            : nothing
        }
      </mortise-page-header>
      ${complaint ? this.renderComplaint(complaint) : this.renderState()}`;
  }

  private renderState(): TemplateResult {
    if (this.complaint === null) {
      return html`<div class="card">
        <p>${msg('The address may be mistyped, or what was here is gone.', { id: 'not-found-text' })}</p>
      </div>`;
    }
    return this.code
      ? trouble(msg('This complaint cannot be shown right now', { id: 'complaint-error' }), this.code, this.handleRetry)
      : html`<mortise-spinner label=${msg('Loading the complaint', { id: 'complaint-loading' })}></mortise-spinner>`;
  }

  private renderComplaint(complaint: Complaint): TemplateResult {
    const steps = progressOf(complaint).map(({ status, state, at }) => ({
      label: statusText(status),
      state,
      detail: at ? moment(at) : '',
    }));
    return html`<div class="layout">
      <div class="card progress" aria-live="polite">
        <mortise-status-steps
          label=${msg('Progress', { id: 'complaint-progress' })}
          done-label=${msg('Done:', { id: 'complaint-step-done' })}
          .steps=${steps}
        ></mortise-status-steps>
      </div>
      <section class="card" aria-labelledby="description">
        <h2 id="description">${msg('What you reported', { id: 'complaint-description' })}</h2>
        <p class="description">${complaint.description}</p>
      </section>
      <section class="card" aria-labelledby="details">
        <h2 id="details">${msg('Details', { id: 'complaint-details' })}</h2>
        <dl>${this.renderDetails(complaint)}</dl>
      </section>
      ${
        complaint.files.length > 0
          ? html`<section class="card progress" aria-labelledby="photos">
              <h2 id="photos">${msg('Photos', { id: 'photos' })}</h2>
              <ul class="photos">
                ${complaint.files.map((file) => this.renderPhoto(file))}
              </ul>
            </section>`
          : nothing
      }
    </div>`;
  }

  private renderDetails({ createdAt, orderLine, lot, quantity: amount, unit }: Complaint): TemplateResult {
    return html`${detail(msg('Reported', { id: 'complaint-reported' }), moment(createdAt))}
    ${
      orderLine
        ? html`${detail(msg('Product', { id: 'complaint-product' }), orderLine.productName)}
          ${detail(
            msg('Order', { id: 'complaint-order' }),
            [orderName(orderLine), calendarDay(orderLine.orderedOn)].filter(Boolean).join(' · '),
          )}`
        : nothing
    }
    ${lot ? detail(msg('Lot', { id: 'complaint-lot' }), lot) : nothing}
    ${amount ? detail(msg('Quantity concerned', { id: 'complaint-quantity' }), quantity(amount, unit)) : nothing}`;
  }

  private renderPhoto({ url, name }: ComplaintFile): TemplateResult {
    return html`<li>
      <a href=${url} target="_blank" rel="noopener"><img src=${url} alt=${name} loading="lazy" /></a>
    </li>`;
  }
}

function detail(term: string, text: string): TemplateResult {
  return html`<div>
    <dt>${term}</dt>
    <dd>${text}</dd>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-complaint-page': PortalComplaintPage;
  }
}
