import { msg } from '@lit/localize';
import { baseStyles } from '@mortise/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { codeOf } from '../../api/api-error.js';
import type { AdvisorySummary } from '../../api/types.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';
import { rowListStyles } from '../../app/row-list.styles.js';
import { trouble } from '../../app/trouble.js';
import { advisoryStateText, advisoryTone } from '../../i18n/advisory-text.js';
import { day } from '../../i18n/formats.js';
import { currentLocale } from '../../i18n/localization.js';

/**
 * What the supplier has warned the buyer of, newest first.
 *
 * @tag portal-advisories-page
 */
@customElement('portal-advisories-page')
export class PortalAdvisoriesPage extends PortalPage {
  static override styles = [baseStyles, pageStyles, rowListStyles];

  /** Null before the first answer. */
  @state() private advisories: readonly AdvisorySummary[] | null = null;

  @state() private cursor: string | null = null;

  @state() private loading = false;

  @state() private code = '';

  private locale = '';

  get heading(): string {
    return msg('Advisories', { id: 'advisories-heading' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.reload);
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.reload);
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    // Titles come in the reader's language.
    if (this.locale !== currentLocale()) void this.reload();
  }

  private readonly reload = (): Promise<void> => this.load(null);

  private async load(after: string | null): Promise<void> {
    const locale = currentLocale();
    this.locale = locale;
    this.loading = true;
    try {
      const { nodes, pageInfo } = await this.portal.api.advisories(locale, after);
      if (locale !== this.locale) return;
      this.advisories = after === null ? nodes : [...(this.advisories ?? []), ...nodes];
      this.cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      this.code = '';
    } catch (error) {
      this.code = codeOf(error);
      if (this.code === 'UNAUTHENTICATED') this.portal.session.expired();
    } finally {
      this.loading = false;
    }
  }

  /** The first of the new rows gets the focus: whoever works with the keyboard goes on there. */
  private readonly handleMore = async (): Promise<void> => {
    const before = this.advisories?.length ?? 0;
    await this.load(this.cursor);
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.row')[before]?.focus();
  };

  private readonly handleRetry = async (): Promise<void> => {
    await this.reload();
    // The button that had the focus is gone.
    if (!this.code) await this.focusHeading();
  };

  override render(): TemplateResult {
    return html`<mortise-page-header
        heading=${this.heading}
        back-href=${this.links.home}
        back-label=${msg('Complaints', { id: 'complaints-heading' })}
      ></mortise-page-header>
      <section aria-label=${this.heading}>${this.renderList()}</section>`;
  }

  private renderList(): TemplateResult {
    const { advisories, code } = this;
    if (advisories === null && code) return this.renderError(code);
    if (advisories === null) {
      return html`<div class="loading">
        <mortise-spinner label=${msg('Loading advisories', { id: 'advisories-loading' })}></mortise-spinner>
      </div>`;
    }
    if (advisories.length === 0) return this.renderEmpty();
    return html`<ul>
        ${advisories.map((advisory) => html`<li>${this.renderRow(advisory)}</li>`)}
      </ul>
      ${code ? html`<div class="more">${this.renderError(code)}</div>` : nothing}
      ${
        this.cursor === null
          ? nothing
          : html`<div class="more">
              <mortise-button
                ?busy=${this.loading}
                busy-label=${msg('Loading advisories', { id: 'advisories-loading' })}
                @click=${this.handleMore}
              >
                ${msg('Show more', { id: 'home-more' })}
              </mortise-button>
            </div>`
      }`;
  }

  private renderRow({ id, state, sentAt, text }: AdvisorySummary): TemplateResult {
    return html`<a class="row short" href=${this.links.errand({ page: 'ADVISORY', id })}>
      <span class="subject" lang=${text.language}>${text.title}</span>
      <time class="date" datetime=${sentAt}>${day(sentAt)}</time>
      <mortise-status-badge tone=${advisoryTone(state)}>${advisoryStateText(state)}</mortise-status-badge>
    </a>`;
  }

  private renderEmpty(): TemplateResult {
    return html`<div class="empty">
      <mortise-brand-mark></mortise-brand-mark>
      <h2>${msg('No advisories so far', { id: 'advisories-empty' })}</h2>
      <p class="quiet">
        ${msg('If we notice something that could harm your business, you find it here, and get a mail.', {
          id: 'advisories-empty-text',
        })}
      </p>
    </div>`;
  }

  private renderError(code: string): TemplateResult {
    return trouble(msg('Advisories cannot be shown right now', { id: 'advisories-error' }), code, this.handleRetry);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-advisories-page': PortalAdvisoriesPage;
  }
}
