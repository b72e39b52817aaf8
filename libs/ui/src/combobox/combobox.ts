import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { baseStyles } from '../shared/base.styles.js';
import { SearchEvent, ValueChangeEvent } from '../shared/events.js';
import { describedBy, fieldLabel, fieldNotes } from '../shared/field-parts.js';
import { fieldStyles } from '../shared/field.styles.js';
import { icon } from '../shared/icons.js';
import { comboboxStyles } from './combobox.styles.js';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** A second, quieter line. */
  readonly detail?: string;
}

/**
 * A choice among many options that the page looks up while the user types. It shows what the page hands it in `options`
 * and never filters by itself. Typing after a choice takes the choice back.
 *
 * @tag mortise-combobox
 * @fires mortise-search - {@link SearchEvent} with the typed text, also on opening; the page answers with `options`
 * @fires mortise-change - {@link ValueChangeEvent} with the chosen option, or null when it was taken back
 * @csspart control - the input
 * @csspart popup - the list of options
 */
@customElement('mortise-combobox')
export class MortiseCombobox extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, fieldStyles, comboboxStyles];

  @property() label = '';

  @property() mark = '';

  @property() hint = '';

  @property() error = '';

  @property() placeholder = '';

  /** Name of the button that takes the choice back. */
  @property({ attribute: 'clear-label' }) clearLabel = '';

  @property({ attribute: false }) options: readonly ComboboxOption[] = [];

  /** Instead of options: looking up, nothing found, cannot be looked up. Announced politely. */
  @property() message = '';

  /** The chosen option. */
  @property({ attribute: false }) selected: ComboboxOption | null = null;

  @state() private open = false;

  @state() private active = -1;

  @state() private text = '';

  @query('#control') private readonly control!: HTMLInputElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Taken back by typing, the text is still being written; taken back by the page, it goes too.
    if (changed.has('selected') && !this.open) this.text = this.selected?.label ?? '';
    // The page may hand over an equal list again; only another list starts from the top.
    if (changed.has('options') && !sameValues(this.options, changed.get('options') ?? [])) this.active = -1;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private readonly handleInput = (): void => {
    this.text = this.control.value;
    if (this.selected) this.choose(null);
    this.search();
  };

  private readonly handleOpen = (): void => {
    if (!this.open && !this.selected) this.search();
  };

  private readonly handleBlur = (): void => {
    this.open = false;
    // Text without a choice means nothing: what stays in the field is always what counts.
    if (!this.selected) this.text = '';
  };

  private readonly handleKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const last = this.options.length - 1;
    const chosen = this.options[this.active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.open) this.search();
      else if (event.key === 'ArrowDown') this.active = this.active >= last ? 0 : this.active + 1;
      else this.active = this.active <= 0 ? last : this.active - 1;
    } else if (event.key === 'Enter' && this.open && chosen) {
      event.preventDefault();
      this.choose(chosen);
    } else if (event.key === 'Escape' && this.open) {
      event.preventDefault();
      this.open = false;
    }
  };

  private readonly handleClear = (): void => {
    this.choose(null);
    this.text = '';
    this.control.focus();
  };

  /** Keeps the focus in the field, so that pressing an option is not first a blur. */
  private readonly keepFocus = (event: Event): void => event.preventDefault();

  private search(): void {
    this.open = true;
    this.dispatchEvent(new SearchEvent(this.text.trim()));
  }

  private choose(option: ComboboxOption | null): void {
    this.selected = option;
    if (option) this.open = false;
    this.dispatchEvent(new ValueChangeEvent(option));
  }

  override render(): TemplateResult {
    return html`${fieldLabel(this.label, this.mark)}
      <div class="box">
        <span class="lens">${icon('search')}</span>
        <input
          id="control"
          class="control"
          part="control"
          type="text"
          role="combobox"
          autocomplete="off"
          placeholder=${this.placeholder}
          .value=${live(this.text)}
          aria-autocomplete="list"
          aria-controls="options"
          aria-expanded=${String(this.open)}
          aria-activedescendant=${this.active >= 0 ? `option-${this.active}` : nothing}
          aria-describedby=${describedBy(this.hint)}
          aria-invalid=${this.error ? 'true' : nothing}
          @input=${this.handleInput}
          @click=${this.handleOpen}
          @keydown=${this.handleKeydown}
          @blur=${this.handleBlur}
        />
        ${
          this.selected
            ? html`<button class="clear" type="button" aria-label=${this.clearLabel} @click=${this.handleClear}>
                ${icon('close')}
              </button>`
            : nothing
        }
        <div class="popup" part="popup" ?hidden=${!this.open} @mousedown=${this.keepFocus}>
          <ul id="options" role="listbox" aria-label=${this.label}>
            ${this.options.map((option, index) => this.renderOption(option, index))}
          </ul>
          <div role="status">${this.message ? html`<div class="message">${this.message}</div>` : nothing}</div>
        </div>
      </div>
      ${fieldNotes(this.hint, this.error)}`;
  }

  private renderOption(option: ComboboxOption, index: number): TemplateResult {
    return html`<li
      id="option-${index}"
      role="option"
      aria-selected=${String(index === this.active)}
      @click=${() => this.choose(option)}
    >
      ${option.label}${option.detail ? html`<span class="detail">${option.detail}</span>` : nothing}
    </li>`;
  }
}

function sameValues(a: readonly ComboboxOption[], b: readonly ComboboxOption[]): boolean {
  return a.length === b.length && a.every(({ value }, index) => value === b[index]?.value);
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-combobox': MortiseCombobox;
  }
}
