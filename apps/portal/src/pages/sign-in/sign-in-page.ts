import { msg, str } from '@lit/localize';
import { baseStyles, icon } from '@mortise/ui';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { codeOf } from '../../api/api-error.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';
import { type Errand, linksOf } from '../../app/routes.js';
import { errorText } from '../../i18n/error-text.js';
import { signInPageStyles } from './sign-in-page.styles.js';

type Step = 'ASK' | 'SENT' | 'REDEEM' | 'LINK_FAILED';

const LINK_ERRORS: ReadonlySet<string> = new Set(['LINK_INVALID', 'LINK_USED', 'LINK_EXPIRED']);

/**
 * Signing in by a link in the mailbox. The link's token is spent only when the button is pressed: mail scanners open
 * links, but press nothing.
 *
 * @tag portal-sign-in-page
 */
@customElement('portal-sign-in-page')
export class PortalSignInPage extends PortalPage {
  static override styles = [baseStyles, pageStyles, signInPageStyles];

  /** How many complaints on this device wait for their writer to sign in. */
  @property({ type: Number }) waiting = 0;

  /** To what the link leads; undefined for the complaints. */
  @property({ attribute: false }) errand: Errand | undefined;

  @state() private step: Step = 'ASK';

  @state() private email = '';

  @state() private busy = false;

  @state() private code = '';

  @state() private emailError = '';

  @query('mortise-text-field') private readonly field!: HTMLElement;

  private token = '';

  get heading(): string {
    switch (this.step) {
      case 'SENT':
        return msg('Look into your mailbox', { id: 'sign-in-sent-heading' });
      case 'LINK_FAILED':
        return msg('This link no longer works', { id: 'sign-in-failed-heading' });
      default:
        return msg('Sign in', { id: 'sign-in-heading' });
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.readToken();
    addEventListener('hashchange', this.readToken);
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.readToken);
    super.disconnectedCallback();
  }

  /** A second link from the mailbox, opened while this page is open, only changes the fragment. */
  private readonly readToken = (): void => {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (!token) return;
    this.token = token;
    this.step = 'REDEEM';
    this.code = '';
  };

  private readonly handleRequest = async (event: Event): Promise<void> => {
    event.preventDefault();
    const email = this.email.trim();
    this.emailError = isAddress(email)
      ? ''
      : msg('Enter your e-mail address, for example name@company.com.', { id: 'sign-in-email-error' });
    if (this.emailError) return this.field.focus();
    await this.attempt(async () => {
      await this.portal.api.requestMagicLink(this.supplier?.slug ?? '', email);
      this.step = 'SENT';
      await this.focusHeading();
    });
  };

  private readonly handleRedeem = (): Promise<void> =>
    this.attempt(async () => {
      const { supplier } = await this.portal.session.redeem(this.token);
      const links = linksOf(supplier.slug);
      this.portal.router.go(this.errand === undefined ? links.home : links.errand(this.errand), { replace: true });
    });

  private readonly handleAgain = (): void => {
    history.replaceState(null, '', location.pathname);
    this.token = '';
    this.code = '';
    this.step = 'ASK';
    void this.updateComplete.then(() => this.field.focus());
  };

  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.code = '';
    try {
      await work();
    } catch (error) {
      this.code = codeOf(error);
      if (LINK_ERRORS.has(this.code)) {
        history.replaceState(null, '', location.pathname);
        this.step = 'LINK_FAILED';
        await this.focusHeading();
      } else if (this.code === 'INPUT_INVALID') {
        this.code = '';
        this.emailError = msg('Enter your e-mail address, for example name@company.com.', {
          id: 'sign-in-email-error',
        });
      }
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    return html`<div class="narrow page">
      <mortise-page-header heading=${this.heading}></mortise-page-header>
      <div class="stack">
        ${
          this.waiting > 0 && this.step !== 'SENT'
            ? html`<mortise-notice>
                ${msg(str`Complaints waiting on this device: ${this.waiting}. Each is sent when its writer signs in.`, {
                  id: 'sign-in-waiting',
                })}
              </mortise-notice>`
            : nothing
        }
        <div class="card stack">${this.renderStep()}</div>
      </div>
    </div>`;
  }

  private renderStep(): TemplateResult {
    switch (this.step) {
      case 'ASK':
        return this.renderAsk();
      case 'SENT':
        return this.renderSent();
      case 'REDEEM':
        return this.renderRedeem();
      case 'LINK_FAILED':
        return html`<mortise-notice variant="danger">${errorText(this.code)}</mortise-notice>
          <mortise-button variant="primary" wide @click=${this.handleAgain}>
            ${msg('Request a new link', { id: 'sign-in-new-link' })}
          </mortise-button>`;
    }
  }

  private renderAsk(): TemplateResult {
    return html`<p>${msg('We send a link to your mailbox. No password to remember.', { id: 'sign-in-text' })}</p>
      <form class="stack" novalidate @submit=${this.handleRequest}>
        <mortise-text-field
          label=${msg('Your e-mail address at work', { id: 'sign-in-email' })}
          type="email"
          inputmode="email"
          autocomplete="email"
          required
          .value=${this.email}
          error=${this.emailError}
          @input=${(event: Event) => (this.email = (event.target as HTMLInputElement).value)}
        ></mortise-text-field>
        ${this.renderError()}
        <mortise-button
          variant="primary"
          type="submit"
          wide
          ?busy=${this.busy}
          busy-label=${msg('Sending', { id: 'sending' })}
        >
          ${msg('Send me the link', { id: 'sign-in-send' })}
        </mortise-button>
      </form>`;
  }

  private renderSent(): TemplateResult {
    return html`<div class="mailbox">${icon('mail')}</div>
      <p>
        ${msg(str`If ${this.email.trim()} is known here, a link is on its way. Open it on this device.`, {
          id: 'sign-in-sent',
        })}
      </p>
      <p class="quiet small">
        ${msg(
          'Nothing after a few minutes? Look into the spam folder, or ask your contact at the supplier whether your address is registered.',
          {
            id: 'sign-in-sent-hint',
          },
        )}
      </p>
      <mortise-button wide @click=${this.handleAgain}>
        ${msg('Use another address', { id: 'sign-in-other-address' })}
      </mortise-button>`;
  }

  private renderRedeem(): TemplateResult {
    return html`<p>
        ${msg(str`One more step, and you are in the portal of ${this.supplier?.name ?? ''}.`, { id: 'sign-in-redeem' })}
      </p>
      ${this.renderError()}
      <mortise-button
        variant="primary"
        wide
        ?busy=${this.busy}
        busy-label=${msg('Signing in', { id: 'sign-in-busy' })}
        @click=${this.handleRedeem}
      >
        ${msg('Sign in now', { id: 'sign-in-now' })}
      </mortise-button>`;
  }

  private renderError(): TemplateResult | typeof nothing {
    return this.code ? html`<mortise-notice variant="danger">${errorText(this.code)}</mortise-notice>` : nothing;
  }
}

/** Only a typing aid; whether the address is known is the supplier's secret. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-sign-in-page': PortalSignInPage;
  }
}
