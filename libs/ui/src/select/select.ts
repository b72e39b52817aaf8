import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { baseStyles } from '../shared/base.styles.js';
import { ValueChangeEvent } from '../shared/events.js';
import { fieldStyles } from '../shared/field.styles.js';
import { icon } from '../shared/icons.js';
import { selectStyles } from './select.styles.js';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  /** Language of the label, when it differs from the page's (as in a list of languages). */
  readonly lang?: string;
}

/**
 * A choice among few known options.
 *
 * @tag mortise-select
 * @fires mortise-change - {@link ValueChangeEvent} with the value of the chosen option
 * @csspart label
 * @csspart control
 */
@customElement('mortise-select')
export class MortiseSelect extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, fieldStyles, selectStyles];

  @property() label = '';

  /** Hide the label from sight, not from screen readers. */
  @property({ type: Boolean, attribute: 'label-hidden' }) labelHidden = false;

  @property({ attribute: false }) options: readonly SelectOption[] = [];

  @property() value = '';

  /** Without a border, for toolbars. */
  @property({ type: Boolean, reflect: true }) quiet = false;

  @query('select') private readonly control!: HTMLSelectElement;

  private readonly handleChange = (): void => {
    this.value = this.control.value;
    this.dispatchEvent(new ValueChangeEvent(this.value));
  };

  override render(): TemplateResult {
    return html`<label for="control" part="label" class=${this.labelHidden ? 'visually-hidden' : ''}
        >${this.label}</label
      >
      <div class="box">
        <select id="control" class="control" part="control" .value=${live(this.value)} @change=${this.handleChange}>
          ${this.options.map(
            ({ value, label, lang }) =>
              html`<option value=${value} lang=${lang ?? nothing} ?selected=${value === this.value}>${label}</option>`,
          )}
        </select>
        ${icon('chevronDown')}
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-select': MortiseSelect;
  }
}
