import { msg, str } from '@lit/localize';
import {
  baseStyles,
  type ComboboxOption,
  type FileRemoveEvent,
  type FilesAddEvent,
  type SearchEvent,
  type ValueChangeEvent,
} from '@mortise/ui';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pageStyles } from '../../app/page.styles.js';
import { PortalPage } from '../../app/portal-page.js';
import { errorText } from '../../i18n/error-text.js';
import { type FormPart, LIMITS } from '../../outbox/check-fields.js';
import { isEmpty, type SubmissionFields, type SubmissionPhoto } from '../../outbox/submission.js';
import { PHOTO_TYPES } from '../../photos/prepare-photo.js';
import { complaintFormPageStyles } from './complaint-form-page.styles.js';
import { DraftController } from './draft.controller.js';
import { DraftPhotosController } from './draft-photos.controller.js';
import { OrderLineSearchController } from './order-line-search.controller.js';
import { partText } from './part-text.js';

type TextField = Exclude<keyof SubmissionFields, 'orderLine'>;

/**
 * Writing a complaint. Everything is kept while it is written; sending hands it to the outbox, network or not.
 *
 * @tag portal-complaint-form-page
 */
@customElement('portal-complaint-form-page')
export class PortalComplaintFormPage extends PortalPage {
  static override styles = [baseStyles, pageStyles, complaintFormPageStyles];

  /** Id of the draft or refused submission to go on with; without it, the latest draft or a new one. */
  @property({ attribute: false }) resume: string | null = null;

  @state() private discarding = false;

  @state() private sending = false;

  private shownPhotos: readonly SubmissionPhoto[] = [];

  private readonly draft = new DraftController(this);

  private readonly photos = new DraftPhotosController(this, this.draft);

  private readonly orderLines = new OrderLineSearchController(this);

  get heading(): string {
    return msg('File a complaint', { id: 'file-complaint' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('resume')) this.draft.open(this.resume);
    const { photos } = this.draft.submission;
    if (photos !== this.shownPhotos) void this.photos.load(photos);
    this.shownPhotos = photos;
  }

  private handleText(name: TextField, event: Event): void {
    this.draft.edit({ [name]: (event.target as HTMLInputElement).value }, name);
  }

  private readonly handleSearch = ({ text }: SearchEvent): void => this.orderLines.search(text);

  private readonly handleOrderLine = ({ value }: ValueChangeEvent<ComboboxOption | null>): void => {
    const line = value && this.orderLines.lines.find(({ id }) => id === value.value);
    const { lot, unit } = this.draft.submission.fields;
    this.draft.edit(
      {
        orderLine: value && { id: value.value, label: value.label, detail: value.detail ?? '' },
        // What the order says need not be typed; what was typed stays.
        lot: lot || line?.lot || '',
        unit: unit || line?.unit || '',
      },
      'orderLine',
    );
  };

  private readonly handleFiles = ({ files }: FilesAddEvent): void => this.photos.addAll(files);

  private readonly handleRemove = ({ key }: FileRemoveEvent): void => void this.photos.remove(key);

  private readonly handleSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    const faulty = await this.submit();
    this.sending = false;
    if (!faulty) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[name="${faulty}"]`)?.focus();
  };

  /** Not without the photos that are still being made small; if one of them fails, its sender is asked first. */
  private async submit(): Promise<FormPart | undefined> {
    if (!(await this.photos.ready())) return 'photos';
    return this.draft.submit();
  }

  /** The focus goes along: to the harmless answer, and back. */
  private async askToDiscard(asking: boolean): Promise<void> {
    this.discarding = asking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(asking ? '.keep' : '.discard')?.focus();
  }

  private readonly handleDiscard = async (): Promise<void> => {
    await this.draft.discard();
    this.portal.router.go(this.links.home, { replace: true });
  };

  private errorAt(part: FormPart): string {
    return this.draft.faulty.includes(part) ? partText(part) : '';
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <mortise-page-header
        heading=${this.heading}
        back-href=${this.links.home}
        back-label=${msg('Complaints', { id: 'complaints-heading' })}
      ></mortise-page-header>
      <form class="stack" novalidate aria-busy=${String(this.draft.saving)} @submit=${this.handleSubmit}>
        ${this.renderRefusal()} ${this.renderWhat()} ${this.renderWhich()} ${this.renderEnd()}
      </form>
    </div>`;
  }

  private renderRefusal(): TemplateResult | typeof nothing {
    const { refusal } = this.draft.submission;
    return refusal
      ? html`<mortise-notice variant="danger" heading=${msg('Not sent yet', { id: 'form-refused' })}>
          ${errorText(refusal.code)}
        </mortise-notice>`
      : nothing;
  }

  private renderWhat(): TemplateResult {
    const { subject, description } = this.draft.submission.fields;
    return html`<div class="card stack">
      <mortise-text-field
        name="subject"
        label=${msg('What is wrong?', { id: 'form-subject' })}
        hint=${msg('In a few words, for example: weld seam leaks', { id: 'form-subject-hint' })}
        required
        maxlength=${LIMITS.subject}
        .value=${subject}
        error=${this.errorAt('subject')}
        @input=${(event: Event) => this.handleText('subject', event)}
      ></mortise-text-field>
      <mortise-text-field
        name="description"
        label=${msg('What happened?', { id: 'form-description' })}
        hint=${msg('When and where it was noticed, and what it means for you', { id: 'form-description-hint' })}
        multiline
        required
        maxlength=${LIMITS.description}
        .value=${description}
        error=${this.errorAt('description')}
        @input=${(event: Event) => this.handleText('description', event)}
      ></mortise-text-field>
      <mortise-photo-picker
        name="photos"
        label=${msg('Photos', { id: 'photos' })}
        mark=${optional()}
        hint=${msg(str`Up to ${LIMITS.photos}; large ones are made smaller on this device`, { id: 'form-photos-hint' })}
        add-label=${msg('Take or choose photos', { id: 'form-photos-add' })}
        remove-label=${msg('Remove {name}', { id: 'form-photos-remove' })}
        accept=${PHOTO_TYPES.join(',')}
        max=${LIMITS.photos}
        .pictures=${this.photos.pictures(this.draft.submission.photos)}
        error=${this.photos.error || this.errorAt('photos')}
        @mortise-files-add=${this.handleFiles}
        @mortise-file-remove=${this.handleRemove}
      ></mortise-photo-picker>
    </div>`;
  }

  private renderWhich(): TemplateResult {
    const { orderLine, lot, quantity, unit } = this.draft.submission.fields;
    const selected = orderLine && { value: orderLine.id, label: orderLine.label, detail: orderLine.detail };
    return html`<div class="card">
      <fieldset>
        <legend>${msg('Which delivery?', { id: 'form-which' })} <span class="mark">${optional()}</span></legend>
        <div class="stack">
          <div>
            <mortise-combobox
              name="orderLine"
              label=${msg('Order', { id: 'complaint-order' })}
              placeholder=${msg('Order number or product', { id: 'form-order-placeholder' })}
              clear-label=${msg('Take the choice back', { id: 'form-order-clear' })}
              .options=${this.orderLines.options}
              .selected=${selected}
              message=${this.orderLines.message}
              error=${this.errorAt('orderLine')}
              @mortise-search=${this.handleSearch}
              @mortise-change=${this.handleOrderLine}
            ></mortise-combobox>
            ${orderLine ? html`<p class="chosen small quiet">${orderLine.detail}</p>` : nothing}
          </div>
          <div class="short">
            ${this.renderShort('lot', msg('Lot or serial number', { id: 'form-lot' }), lot)}
            ${this.renderShort('quantity', msg('Quantity', { id: 'form-quantity' }), quantity)}
            ${this.renderShort('unit', msg('Unit', { id: 'form-unit' }), unit)}
          </div>
        </div>
      </fieldset>
    </div>`;
  }

  private renderShort(name: 'lot' | 'quantity' | 'unit', label: string, value: string): TemplateResult {
    return html`<mortise-text-field
      name=${name}
      label=${label}
      maxlength=${name === 'quantity' ? 52 : LIMITS[name]}
      inputmode=${name === 'quantity' ? 'decimal' : ''}
      .value=${value}
      error=${this.errorAt(name)}
      @input=${(event: Event) => this.handleText(name, event)}
    ></mortise-text-field>`;
  }

  private renderEnd(): TemplateResult {
    if (this.discarding) return this.renderDiscard();
    return html`${
        this.draft.notKept
          ? html`<mortise-notice variant="danger">
              ${msg('This device cannot keep what you write: it may have no room left. Free some, then try again.', {
                id: 'form-not-kept',
              })}
            </mortise-notice>`
          : nothing
      }
      <div class="end">
        <mortise-button
          variant="primary"
          type="submit"
          ?busy=${this.sending}
          busy-label=${msg('Sending', { id: 'sending' })}
          >${msg('Send complaint', { id: 'form-send' })}</mortise-button
        >
        ${
          isEmpty(this.draft.submission)
            ? nothing
            : html`<mortise-button class="discard" variant="quiet" @click=${() => this.askToDiscard(true)}>
                  ${msg('Discard', { id: 'form-discard' })}
                </mortise-button>
                <p class="small quiet">
                  ${
                    this.portal.outbox.durable
                      ? msg('What you write is kept on this device.', { id: 'form-kept' })
                      : msg('This browser keeps nothing: leave this page open until your complaint has arrived.', {
                          id: 'outbox-not-durable',
                        })
                  }
                </p>`
        }
      </div>`;
  }

  private renderDiscard(): TemplateResult {
    return html`<mortise-notice
      variant="danger"
      heading=${msg('Discard this complaint and its photos?', { id: 'form-discard-heading' })}
    >
      <mortise-button slot="actions" variant="danger" @click=${this.handleDiscard}>
        ${msg('Discard', { id: 'form-discard' })}
      </mortise-button>
      <mortise-button class="keep" slot="actions" @click=${() => this.askToDiscard(false)}>
        ${msg('Keep it', { id: 'form-keep' })}
      </mortise-button>
    </mortise-notice>`;
  }
}

function optional(): string {
  return msg('optional', { id: 'optional' });
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-complaint-form-page': PortalComplaintFormPage;
  }
}
