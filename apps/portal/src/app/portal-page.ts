import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Supplier } from '../api/types.js';
import type { Portal } from './portal.js';
import { type Links, linksOf } from './routes.js';

/** A page: it has a heading, which is also the title of the window and where reading starts. */
export abstract class PortalPage extends LitElement {
  @property({ attribute: false }) portal!: Portal;

  /** Whose portal this is; undefined on the page without a supplier. */
  @property({ attribute: false }) supplier: Supplier | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** The heading as it reads now. */
  abstract get heading(): string;

  get links(): Links {
    return linksOf(this.supplier?.slug ?? '');
  }

  protected override updated(): void {
    document.title = [this.heading, this.supplier?.name ?? 'Mortise'].join(' · ');
  }

  /** Moves the focus to the heading, as after a change of page. */
  async focusHeading(): Promise<void> {
    await this.updateComplete;
    const header = this.renderRoot.querySelector('mortise-page-header');
    await header?.updateComplete;
    header?.focus({ preventScroll: true });
  }
}
