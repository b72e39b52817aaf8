import { state } from 'lit/decorators.js';
import { codeOf } from '../api/api-error.js';
import { PortalPage } from './portal-page.js';

/** A page to which a mail leads: it shows one thing, which is read anew when it could not be. */
export abstract class ErrandPage extends PortalPage {
  /** Code of what went wrong last. */
  @state() protected code = '';

  /** Whether it is there, or known not to be. */
  protected abstract get settled(): boolean;

  /** Reads it; what goes wrong is told to {@link fail}. */
  protected abstract load(): Promise<void>;

  protected get buyerId(): string {
    const { state: session } = this.portal.session;
    return session.kind === 'SIGNED_IN' ? session.buyer.id : '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.handleOnline);
    // Whoever is signed in needs no link; it does not stay in the address.
    if (location.hash) history.replaceState(null, '', location.pathname);
  }

  override disconnectedCallback(): void {
    removeEventListener('online', this.handleOnline);
    super.disconnectedCallback();
  }

  protected readonly handleRetry = async (): Promise<void> => {
    await this.load();
    // The button that had the focus is gone.
    if (!this.code) await this.focusHeading();
  };

  protected fail(error: unknown): void {
    this.code = codeOf(error);
    if (this.code === 'UNAUTHENTICATED') this.portal.session.expired();
  }

  private readonly handleOnline = (): void => {
    if (!this.settled) void this.load();
  };
}
