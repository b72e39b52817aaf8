import { localized, msg } from '@lit/localize';
import { baseStyles, icon, type ValueChangeEvent } from '@mortise/ui';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Supplier } from '../api/types.js';
import { errorText } from '../i18n/error-text.js';
import { LOCALE_NAMES, LOCALES, type PortalLocale } from '../i18n/locale.js';
import { currentLocale, switchLocale } from '../i18n/localization.js';
import { ownerOf } from '../outbox/sender.js';
import '../pages/assessment/assessment-page.js';
import '../pages/advisories/advisories-page.js';
import '../pages/advisory/advisory-page.js';
import '../pages/complaint-form/complaint-form-page.js';
import '../pages/complaint/complaint-page.js';
import '../pages/home/home-page.js';
import '../pages/not-found/not-found-page.js';
import '../pages/outgoing/outgoing-page.js';
import '../pages/sign-in/sign-in-page.js';
import '../pages/speak/speak-page.js';
import '../pages/welcome/welcome-page.js';
import { pageStyles } from './page.styles.js';
import { portalAppStyles } from './portal-app.styles.js';
import type { Portal } from './portal.js';
import { PortalPage } from './portal-page.js';
import { BASE, isErrand, linksOf, type Route } from './routes.js';

/**
 * The frame around every page: whose portal it is, the language, who is signed in, and which page the address shows.
 *
 * @tag portal-app
 */
@customElement('portal-app')
@localized()
export class PortalApp extends LitElement {
  static override styles = [baseStyles, pageStyles, portalAppStyles];

  @property({ attribute: false }) portal!: Portal;

  @state() private offline = !navigator.onLine;

  @state() private waiting = 0;

  @state() private signOutCode = '';

  /** Whose submissions the outbox has read; null for nobody's. */
  @state() private opened: string | null = null;

  private shownPage = '';

  private get route(): Route {
    return this.portal.router.route;
  }

  private get owner(): string | null {
    const { state } = this.portal.session;
    return state.kind === 'SIGNED_IN' ? ownerOf(state.buyer) : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.portal.router.addEventListener('change', this.handleRoute);
    this.portal.session.addEventListener('change', this.handleSession);
    for (const type of ['online', 'offline']) addEventListener(type, this.handleNetwork);
    document.addEventListener('visibilitychange', this.handleVisibility);
    void this.loadSession();
  }

  override disconnectedCallback(): void {
    this.portal.router.removeEventListener('change', this.handleRoute);
    this.portal.session.removeEventListener('change', this.handleSession);
    for (const type of ['online', 'offline']) removeEventListener(type, this.handleNetwork);
    document.removeEventListener('visibilitychange', this.handleVisibility);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.redirect();
  }

  protected override updated(): void {
    const page = this.renderRoot.querySelector('main > :last-child');
    const shown = page instanceof PortalPage ? `${page.localName} ${location.pathname}` : '';
    if (shown === this.shownPage) return;
    // Not on the first page: there the browser has already put the focus where it belongs.
    if (this.shownPage !== '' && page instanceof PortalPage) void page.focusHeading();
    if (shown !== '') this.shownPage = shown;
  }

  private readonly handleRoute = (): void => {
    const { state } = this.portal.session;
    const known = 'supplier' in state ? state.supplier.slug : undefined;
    if (this.route.page !== 'WELCOME' && this.route.supplier !== known) void this.loadSession();
    this.requestUpdate();
  };

  private readonly handleSession = async (): Promise<void> => {
    const { owner } = this;
    const { state } = this.portal.session;
    // A storage that cannot be read keeps nobody out; writing says that nothing is kept.
    await this.portal.outbox.open(owner).catch(() => undefined);
    if (owner !== this.owner) return;
    this.opened = owner;
    this.waiting = state.kind === 'SIGNED_OUT' ? await this.portal.outbox.countWaiting(state.supplier.slug) : 0;
    this.requestUpdate();
  };

  private readonly handleNetwork = (): void => {
    this.offline = !navigator.onLine;
    const { state } = this.portal.session;
    const unsure = state.kind === 'UNREACHABLE' || (state.kind === 'SIGNED_IN' && !state.confirmed);
    if (!this.offline && unsure) void this.loadSession();
  };

  /** Back from the mailbox or another tab: the link may have been opened there, somebody else may have signed in. */
  private readonly handleVisibility = (): void => {
    if (document.visibilityState === 'visible') void this.loadSession();
  };

  private readonly handleLocale = ({ value }: ValueChangeEvent<PortalLocale>): void => void switchLocale(value);

  private readonly handleSkip = (event: Event): void => {
    event.preventDefault();
    const page = this.renderRoot.querySelector('main > :last-child');
    if (page instanceof PortalPage) void page.focusHeading();
  };

  private readonly handleSignOut = async (): Promise<void> => {
    try {
      this.signOutCode = '';
      await this.portal.session.signOut();
    } catch {
      this.signOutCode = 'NETWORK';
    }
  };

  private readonly loadSession = async (): Promise<void> => {
    if (this.route.page !== 'WELCOME') await this.portal.session.load(this.route.supplier);
  };

  /** Nobody signed in: to the sign-in page; somebody signed in and no link to spend: from there to the complaints. */
  private redirect(): void {
    const { route } = this;
    const { state } = this.portal.session;
    if (route.page === 'WELCOME' || !('supplier' in state) || state.supplier.slug !== route.supplier) return;
    const links = linksOf(route.supplier);
    const open = route.page === 'SIGN_IN' || route.page === 'NOT_FOUND';
    if (state.kind === 'SIGNED_OUT' && isErrand(route)) {
      // The link of the mail signs in, and then leads back to what it is about.
      this.portal.router.go(links.signInFor(route) + location.hash, { replace: true });
    } else if (state.kind === 'SIGNED_OUT' && !open) this.portal.router.go(links.signIn, { replace: true });
    else if (state.kind === 'SIGNED_IN' && state.confirmed && route.page === 'SIGN_IN' && !location.hash) {
      this.portal.router.go(route.errand === undefined ? links.home : links.errand(route.errand), { replace: true });
    }
  }

  override render(): TemplateResult {
    const { state } = this.portal.session;
    const supplier = this.route.page !== 'WELCOME' && 'supplier' in state ? state.supplier : undefined;
    const home = supplier ? linksOf(supplier.slug).home : BASE;
    return html`<a class="skip" href="#main" @click=${this.handleSkip}>${msg('Skip to content', { id: 'skip' })}</a>
      <header>
        <div class="bar">
          <a class="brand" href=${home}>
            <mortise-brand-mark></mortise-brand-mark><span>${supplier?.name ?? 'Mortise'}</span>
          </a>
          <mortise-select
            quiet
            label=${msg('Language', { id: 'language' })}
            label-hidden
            .options=${LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value], lang: value }))}
            .value=${currentLocale()}
            @mortise-change=${this.handleLocale}
          ></mortise-select>
        </div>
      </header>
      <div class="offline" role="status">${this.renderOffline()}</div>
      <main id="main">
        ${
          this.signOutCode
            ? html`<mortise-notice class="notice" variant="warning">
                ${msg('You are still signed in: signing out needs the network. Try again when it is back.', {
                  id: 'sign-out-failed',
                })}
              </mortise-notice>`
            : nothing
        }
        ${this.renderPage()}
      </main>
      <div class=${this.route.page === 'HOME' ? 'home' : ''}>${this.renderFooter()}</div>`;
  }

  private renderOffline(): TemplateResult | typeof nothing {
    const { state } = this.portal.session;
    if (!this.offline && !(state.kind === 'SIGNED_IN' && !state.confirmed)) return nothing;
    return html`<div>
      ${icon('cloudOff')}
      ${msg('No connection. You can go on writing; it is sent when the connection is back.', { id: 'offline' })}
    </div>`;
  }

  private renderPage(): TemplateResult {
    const { route, portal, owner } = this;
    const { state } = portal.session;
    if (route.page === 'WELCOME') return html`<portal-welcome-page .portal=${portal}></portal-welcome-page>`;
    if (state.kind === 'UNKNOWN_SUPPLIER') {
      return html`<portal-not-found-page .portal=${portal}></portal-not-found-page>`;
    }
    if (state.kind === 'UNREACHABLE') return this.renderUnreachable(state.code);
    if (state.kind === 'LOADING' || state.supplier.slug !== route.supplier || this.opened !== owner) {
      return html`<mortise-spinner label=${msg('Loading the portal', { id: 'loading' })}></mortise-spinner>`;
    }
    // Nothing of one person's page stays for the next.
    return html`${keyed(owner, this.renderPageOf(route, state.supplier))}`;
  }

  private renderPageOf(route: Exclude<Route, { page: 'WELCOME' }>, supplier: Supplier): TemplateResult {
    const { portal } = this;
    switch (route.page) {
      case 'SIGN_IN':
        return html`<portal-sign-in-page
          .portal=${portal}
          .supplier=${supplier}
          .waiting=${this.waiting}
          .errand=${route.errand}
        ></portal-sign-in-page>`;
      case 'HOME':
        return html`<portal-home-page .portal=${portal} .supplier=${supplier}></portal-home-page>`;
      case 'NEW_COMPLAINT':
        return html`<portal-complaint-form-page
          .portal=${portal}
          .supplier=${supplier}
          .resume=${route.resume}
        ></portal-complaint-form-page>`;
      case 'COMPLAINT':
        return html`<portal-complaint-page
          .portal=${portal}
          .supplier=${supplier}
          .complaintId=${route.id}
        ></portal-complaint-page>`;
      case 'OUTGOING':
        return html`<portal-outgoing-page
          .portal=${portal}
          .supplier=${supplier}
          .submissionId=${route.id}
        ></portal-outgoing-page>`;
      case 'SPEAK':
        return html`<portal-speak-page
          .portal=${portal}
          .supplier=${supplier}
          .invitationId=${route.id}
        ></portal-speak-page>`;
      case 'ASSESSMENT':
        return html`<portal-assessment-page
          .portal=${portal}
          .supplier=${supplier}
          .assessmentId=${route.id}
        ></portal-assessment-page>`;
      case 'ADVISORIES':
        return html`<portal-advisories-page .portal=${portal} .supplier=${supplier}></portal-advisories-page>`;
      case 'ADVISORY':
        return html`<portal-advisory-page
          .portal=${portal}
          .supplier=${supplier}
          .advisoryId=${route.id}
        ></portal-advisory-page>`;
      case 'NOT_FOUND':
        return html`<portal-not-found-page .portal=${portal} .supplier=${supplier}></portal-not-found-page>`;
    }
  }

  private renderUnreachable(code: string): TemplateResult {
    return html`<mortise-page-header
        heading=${msg('The portal cannot be reached right now', { id: 'unreachable' })}
      ></mortise-page-header>
      <mortise-notice variant="warning">
        ${errorText(code)}
        <mortise-button slot="actions" @click=${this.loadSession}
          >${msg('Try again', { id: 'try-again' })}</mortise-button
        >
      </mortise-notice>`;
  }

  private renderFooter(): TemplateResult | typeof nothing {
    const { state } = this.portal.session;
    if (state.kind !== 'SIGNED_IN' || this.route.page === 'WELCOME') return nothing;
    const { name, account } = state.buyer;
    return html`<footer>
      <p>${name} · ${account.name}</p>
      <mortise-button variant="quiet" @click=${this.handleSignOut}
        >${msg('Sign out', { id: 'sign-out' })}</mortise-button
      >
    </footer>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-app': PortalApp;
  }
}
