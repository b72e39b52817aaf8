import { state } from 'lit/decorators.js';
import { codeOf } from '../api/api-error.js';
import { PortalPage } from './portal-page.js';

/** A page to which a mail leads: it shows one thing, which is read anew when it could not be, and takes an answer. */
export abstract class ErrandPage extends PortalPage {
  /** Code of what went wrong last. */
  @state() protected code = '';

  /** Whether an answer is on its way. */
  @state() protected busy = false;

  /** Codes after which what there is now tells more than an error. */
  protected abstract readonly overtaken: ReadonlySet<string>;

  /** Whether it is there, or known not to be. */
  protected abstract get settled(): boolean;

  /** Reads it; what goes wrong is told to {@link fail}. */
  protected abstract load(): Promise<void>;

  /** Forgets the answer that was kept on this device. */
  protected abstract forget(): void;

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

  /** Sends an answer; where something else came before it, shows what there is now. */
  protected async deliver(send: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.code = '';
    try {
      await send();
      await this.settle();
    } catch (error) {
      this.fail(error);
      if (this.overtaken.has(this.code)) {
        await this.load();
        if (!this.code) await this.settle();
      }
    } finally {
      this.busy = false;
    }
  }

  private async settle(): Promise<void> {
    this.forget();
    await this.focusHeading();
  }

  protected fail(error: unknown): void {
    this.code = codeOf(error);
    if (this.code === 'UNAUTHENTICATED') this.portal.session.expired();
  }

  private readonly handleOnline = (): void => {
    if (!this.settled) void this.load();
  };
}
