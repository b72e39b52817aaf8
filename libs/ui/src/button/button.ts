import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shared/base.styles.js';
import '../spinner/spinner.js';
import { buttonStyles } from './button.styles.js';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

/**
 * A button, or a link that looks like one when it has an `href`. With `type="submit"` it submits the form around it.
 *
 * @tag mortise-button
 * @slot - the words, with an icon before them if wanted
 * @csspart button - the button or link itself
 */
@customElement('mortise-button')
export class MortiseButton extends LitElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, buttonStyles];

  @property() variant: ButtonVariant = 'secondary';

  @property() type: 'button' | 'submit' = 'button';

  /** Makes it a link. */
  @property() href = '';

  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Work is under way: stays focusable, does nothing when pressed. */
  @property({ type: Boolean, reflect: true }) busy = false;

  /** What is under way, for screen readers, while `busy`. */
  @property({ attribute: 'busy-label' }) busyLabel = '';

  /** As wide as its container. */
  @property({ type: Boolean, reflect: true }) wide = false;

  private readonly internals = this.attachInternals();

  private readonly handleClick = (event: Event): void => {
    if (this.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (this.type === 'submit') {
      this.internals.form?.requestSubmit();
    }
  };

  override render(): TemplateResult {
    const content = html`${
        this.busy ? html`<mortise-spinner label=${this.busyLabel} label-hidden></mortise-spinner>` : nothing
      }<slot></slot>`;
    return this.href
      ? html`<a class="button ${this.variant}" part="button" href=${this.href}>${content}</a>`
      : html`<button
          class="button ${this.variant}"
          part="button"
          type="button"
          ?disabled=${this.disabled}
          aria-disabled=${this.busy ? 'true' : nothing}
          @click=${this.handleClick}
        >
          ${content}
        </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-button': MortiseButton;
  }
}
