import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { baseStyles } from '../shared/base.styles.js';
import { describedBy, fieldLabel, fieldNotes } from '../shared/field-parts.js';
import { fieldStyles } from '../shared/field.styles.js';
import { textFieldStyles } from './text-field.styles.js';

/**
 * One line or several lines of text with label, hint and error. The native `input` event crosses the shadow boundary;
 * `value` is up to date when it arrives. Enter in a single line submits the form around it.
 *
 * @tag mortise-text-field
 * @csspart label
 * @csspart control - the input or textarea
 * @csspart hint
 * @csspart error
 */
@customElement('mortise-text-field')
export class MortiseTextField extends LitElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, fieldStyles, textFieldStyles];

  @property() label = '';

  /** Shown beside the label of a field that may stay empty, for example "optional". */
  @property() mark = '';

  @property() hint = '';

  /** What is wrong and how to put it right; empty when all is well. */
  @property() error = '';

  @property() value = '';

  /** Name of the value in the form's data. */
  @property({ reflect: true }) name = '';

  @property() type: 'text' | 'email' = 'text';

  @property({ type: Boolean }) multiline = false;

  @property({ type: Boolean }) required = false;

  @property({ type: Number }) maxlength = 0;

  @property() override inputMode = '';

  @property() autocomplete: AutoFill = 'off';

  @query('#control') private readonly control!: HTMLInputElement | HTMLTextAreaElement;

  private readonly internals = this.attachInternals();

  private readonly handleInput = (): void => {
    this.value = this.control.value;
    this.internals.setFormValue(this.value);
  };

  private readonly handleKeydown = (event: KeyboardEvent): void => {
    // An input method uses Enter to accept its suggestion: that must not send the form.
    if (event.key === 'Enter' && !event.isComposing && !this.multiline) this.internals.form?.requestSubmit();
  };

  override render(): TemplateResult {
    return html`${fieldLabel(this.label, this.mark)} ${this.multiline ? this.renderLines() : this.renderLine()}
    ${fieldNotes(this.hint, this.error)}`;
  }

  private renderLine(): TemplateResult {
    return html`<input
      id="control"
      class="control"
      part="control"
      .value=${live(this.value)}
      type=${this.type}
      ?required=${this.required}
      maxlength=${this.maxlength || nothing}
      inputmode=${this.inputMode || nothing}
      autocomplete=${this.autocomplete}
      aria-describedby=${describedBy(this.hint)}
      aria-invalid=${this.error ? 'true' : nothing}
      @input=${this.handleInput}
      @keydown=${this.handleKeydown}
    />`;
  }

  private renderLines(): TemplateResult {
    return html`<textarea
      id="control"
      class="control"
      part="control"
      rows="5"
      .value=${live(this.value)}
      ?required=${this.required}
      maxlength=${this.maxlength || nothing}
      aria-describedby=${describedBy(this.hint)}
      aria-invalid=${this.error ? 'true' : nothing}
      @input=${this.handleInput}
    ></textarea>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-text-field': MortiseTextField;
  }
}
