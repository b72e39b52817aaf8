import { msg, str } from '@lit/localize';
import { baseStyles } from '@mortise/ui';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Advisory } from '../../api/types.js';
import { ErrandPage } from '../../app/errand-page.js';
import { pageStyles } from '../../app/page.styles.js';
import { trouble } from '../../app/trouble.js';
import { advisoryKindText } from '../../i18n/advisory-text.js';
import { errorText } from '../../i18n/error-text.js';
import { day } from '../../i18n/formats.js';
import { currentLocale } from '../../i18n/localization.js';
import { browserMemory } from '../../session/browser-memory.js';
import { advisoryPageStyles } from './advisory-page.styles.js';

/** As the API allows. */
const ACTION_LENGTH = 2_000;

/**
 * One advisory, in the reader's language where it is written in it. That it was opened is noted; what was done about it can
 * be told.
 *
 * @tag portal-advisory-page
 */
@customElement('portal-advisory-page')
export class PortalAdvisoryPage extends ErrandPage {
  static override styles = [baseStyles, pageStyles, advisoryPageStyles];

  @property({ attribute: false }) advisoryId = '';

  // A colleague was first, or it is gone.
  protected readonly overtaken = new Set(['TRANSITION_NOT_ALLOWED', 'NOT_FOUND']);

  /** Undefined before the first answer; null when it is not there for this person. */
  @state() private advisory: Advisory | null | undefined;

  @state() private action = '';

  @state() private actionError = '';

  @query('mortise-text-field') private readonly field!: HTMLElement | null;

  private locale = '';

  get heading(): string {
    if (this.advisory === null) return msg('This advisory is not there', { id: 'advisory-none' });
    return this.advisory?.text.title ?? msg('Advisory', { id: 'advisory-heading' });
  }

  protected get settled(): boolean {
    // What could not be noted as read is noted when the network is back.
    return this.advisory !== undefined && this.advisory?.state !== 'UNREAD';
  }

  /** Where what was begun is kept on this device until it is sent. */
  private get draftKey(): string {
    return `mortise-portal.advisory.${this.buyerId}.${this.advisoryId}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('advisoryId')) {
      this.advisory = undefined;
      this.action = browserMemory.getItem(this.draftKey) ?? '';
    } else if (this.locale === currentLocale()) return;
    void this.load();
  }

  protected async load(): Promise<void> {
    const [id, locale] = [this.advisoryId, currentLocale()];
    this.locale = locale;
    const isAsked = (): boolean => id === this.advisoryId && locale === this.locale;
    try {
      const advisory = await this.portal.api.advisory(id, locale);
      if (!isAsked()) return;
      this.advisory = advisory;
      this.code = '';
      if (advisory?.state === 'UNREAD') void this.noteRead(id);
    } catch (error) {
      if (isAsked()) this.fail(error);
    }
  }

  /** Nobody has to wait for it. */
  private async noteRead(id: string): Promise<void> {
    const read = await this.portal.api.openAdvisory(id).catch(() => null);
    if (read !== null && this.advisory?.id === id) this.advisory = { ...this.advisory, state: read };
  }

  private readonly handleAction = (event: Event): void => {
    this.actionError = '';
    this.action = (event.target as HTMLTextAreaElement).value;
    browserMemory.setItem(this.draftKey, this.action);
  };

  private readonly handleSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const action = this.action.trim();
    if (action === '') {
      this.actionError = msg('Tell us in a few words what you have done.', { id: 'advisory-action-missing' });
      return this.field?.focus();
    }
    const id = this.advisoryId;
    await this.deliver(async () => {
      // Only what was read can be acted on, and that it was may not have arrived.
      await this.portal.api.openAdvisory(id);
      this.advisory = await this.portal.api.reportAdvisoryAction(id, action, currentLocale());
    });
  };

  protected forget(): void {
    browserMemory.removeItem(this.draftKey);
    this.action = '';
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <mortise-page-header
        heading=${this.heading}
        back-href=${this.links.advisories}
        back-label=${msg('Advisories', { id: 'advisories-heading' })}
      ></mortise-page-header>
      ${this.renderState()}
    </div>`;
  }

  private renderState(): TemplateResult {
    const { advisory } = this;
    if (advisory === undefined) return this.renderUnknown();
    if (advisory === null) {
      return html`<div class="card stack">
        <p>
          ${msg('It was meant for somebody else at your company, or the address is not complete.', {
            id: 'advisory-none-text',
          })}
        </p>
      </div>`;
    }
    return html`<div class="stack">${this.renderText(advisory)} ${this.renderAnswer(advisory)}</div>`;
  }

  private renderUnknown(): TemplateResult {
    return this.code
      ? trouble(msg('The advisory cannot be shown right now', { id: 'advisory-error' }), this.code, this.handleRetry)
      : html`<mortise-spinner label=${msg('Loading the advisory', { id: 'advisory-loading' })}></mortise-spinner>`;
  }

  private renderText({ kind, sentAt, sentBy, text }: Advisory): TemplateResult {
    return html`<div class="card stack">
      <p class="meta quiet small">
        <span>${advisoryKindText(kind)}</span>
        <span>${[sentBy, this.supplier?.name].filter(Boolean).join(' · ')}</span>
        <time datetime=${sentAt}>${day(sentAt)}</time>
      </p>
      <article lang=${text.language}>
        ${text.body.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}
      </article>
    </div>`;
  }

  private renderAnswer(advisory: Advisory): TemplateResult {
    return advisory.state === 'ACTED' ? this.renderActed(advisory) : this.renderForm();
  }

  private renderActed({ action, actedAt, actedByYou }: Advisory): TemplateResult {
    const on = day(actedAt ?? '');
    return html`<div class="card stack">
      <h2>
        ${
          actedByYou
            ? msg(str`What you told us on ${on}`, { id: 'advisory-acted-by-you' })
            : msg(str`What your company told us on ${on}`, { id: 'advisory-acted-by-company' })
        }
      </h2>
      <blockquote>${action}</blockquote>
    </div>`;
  }

  private renderForm(): TemplateResult {
    return html`<form class="card stack" novalidate aria-busy=${this.busy} @submit=${this.handleSubmit}>
      <h2>${msg('Have you done something about it?', { id: 'advisory-question' })}</h2>
      <p class="quiet">
        ${msg('You need not answer. If you tell us, we know that it helped, and can do our part.', { id: 'advisory-hint' })}
      </p>
      <mortise-text-field
        multiline
        label=${msg('What have you done?', { id: 'advisory-action' })}
        maxlength=${ACTION_LENGTH}
        .value=${this.action}
        error=${this.actionError}
        @input=${this.handleAction}
      ></mortise-text-field>
      ${this.code ? html`<mortise-notice variant="danger">${errorText(this.code)}</mortise-notice>` : nothing}
      <div class="buttons">
        <mortise-button
          variant="primary"
          type="submit"
          ?busy=${this.busy}
          busy-label=${msg('Sending', { id: 'sending' })}
        >
          ${msg('Tell the supplier', { id: 'advisory-send' })}
        </mortise-button>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-advisory-page': PortalAdvisoryPage;
  }
}
