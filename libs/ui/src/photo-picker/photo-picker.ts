import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from '../shared/base.styles.js';
import { FileRemoveEvent, FilesAddEvent } from '../shared/events.js';
import { fieldNotes } from '../shared/field-parts.js';
import { fieldStyles } from '../shared/field.styles.js';
import { icon } from '../shared/icons.js';
import { photoPickerStyles } from './photo-picker.styles.js';

export interface Picture {
  readonly key: string;
  readonly name: string;
  /** Address of the picture, for example an object URL that the page revokes later. */
  readonly url: string;
}

/**
 * Photos taken with the camera or chosen from the device, with thumbnails. The page keeps the photos.
 *
 * @tag mortise-photo-picker
 * @fires mortise-files-add - {@link FilesAddEvent} with what was taken or chosen
 * @fires mortise-file-remove - {@link FileRemoveEvent} with the key of the picture to remove
 * @csspart add - the tile that opens camera or folder
 * @csspart picture
 */
@customElement('mortise-photo-picker')
export class MortisePhotoPicker extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [baseStyles, fieldStyles, photoPickerStyles];

  @property() label = '';

  @property() mark = '';

  @property() hint = '';

  @property() error = '';

  /** Words on the tile that adds photos. */
  @property({ attribute: 'add-label' }) addLabel = '';

  /** Name of the button that removes a picture; `{name}` stands for the picture's name. */
  @property({ attribute: 'remove-label' }) removeLabel = '';

  @property({ attribute: false }) pictures: readonly Picture[] = [];

  /** No more than this many pictures; 0 is no limit. */
  @property({ type: Number }) max = 0;

  /** Media types the page can take. */
  @property() accept = 'image/*';

  /** Where the picture stood that somebody wants gone. */
  private removing: number | undefined;

  /** The button of a removed picture takes the focus with it: the one now in its place gets it. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('pictures')?.length ?? 0;
    if (this.removing === undefined || this.pictures.length >= before) return;
    const buttons = this.renderRoot.querySelectorAll<HTMLElement>('.remove');
    const next = buttons[Math.min(this.removing, buttons.length - 1)];
    (next ?? this.renderRoot.querySelector<HTMLElement>('#control'))?.focus();
    this.removing = undefined;
  }

  private handleRemove(key: string, index: number): void {
    this.removing = index;
    this.dispatchEvent(new FileRemoveEvent(key));
  }

  private readonly handleChange = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // Emptied, so that the same photo can be chosen again after it was removed.
    input.value = '';
    if (files.length > 0) this.dispatchEvent(new FilesAddEvent(files));
  };

  override render(): TemplateResult {
    const full = this.max > 0 && this.pictures.length >= this.max;
    return html`<div role="group" aria-labelledby="label" aria-describedby=${this.hint ? 'hint error' : 'error'}>
        <div class="label" id="label">
          ${this.label}${this.mark ? html`<span class="mark">${this.mark}</span>` : nothing}
        </div>
        <ul>
          ${repeat(
            this.pictures,
            ({ key }) => key,
            (picture, index) => this.renderPicture(picture, index),
          )}
          ${full ? nothing : this.renderAdd()}
        </ul>
      </div>
      ${fieldNotes(this.hint, this.error)}`;
  }

  private renderPicture({ key, name, url }: Picture, index: number): TemplateResult {
    return html`<li>
      <img part="picture" src=${url} alt=${name} />
      <button
        class="remove"
        type="button"
        aria-label=${this.removeLabel.replace('{name}', name)}
        @click=${() => this.handleRemove(key, index)}
      >
        <span>${icon('close')}</span>
      </button>
    </li>`;
  }

  private renderAdd(): TemplateResult {
    // Without `capture`: a phone then offers both its camera and the photos it already has.
    return html`<li class="tile">
      <input
        id="control"
        class="visually-hidden"
        type="file"
        multiple
        accept=${this.accept}
        @change=${this.handleChange}
      />
      <label class="add" part="add" for="control">${icon('camera')}<span>${this.addLabel}</span></label>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mortise-photo-picker': MortisePhotoPicker;
  }
}
