import { msg, str } from '@lit/localize';
import { baseStyles, icon } from '@mortise/ui';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Invitation, InvitationAnswer } from '../../api/types.js';
import { choiceStyles } from '../../app/choice.styles.js';
import { ErrandPage } from '../../app/errand-page.js';
import { pageStyles } from '../../app/page.styles.js';
import { trouble } from '../../app/trouble.js';
import { errorText } from '../../i18n/error-text.js';
import { browserMemory } from '../../session/browser-memory.js';
import { EMPTY_DRAFT, forgetDraft, keepDraft, readDraft, type SpeakDraft } from './speak-draft.js';
import { speakPageStyles } from './speak-page.styles.js';
import { noteLabel, thanks } from './speak-text.js';

/** As the API allows. */
const NOTE_LENGTH = 10_000;

/**
 * Asks the buyer how things are going and takes the answer: all is well, something is not right, or please call.
 *
 * @tag portal-speak-page
 */
@customElement('portal-speak-page')
export class PortalSpeakPage extends ErrandPage {
  static override styles = [baseStyles, pageStyles, choiceStyles, speakPageStyles];

  @property({ attribute: false }) invitationId = '';

  // Answered elsewhere meanwhile, or taken back.
  protected readonly overtaken = new Set(['ALREADY_ANSWERED', 'NOT_FOUND']);

  /** Undefined before the first answer; null when the question is not there for this person. */
  @state() private invitation: Invitation | null | undefined;

  @state() private draft: SpeakDraft = EMPTY_DRAFT;

  @state() private noteError = '';

  @state() private choiceMissing = false;

  @query('mortise-text-field') private readonly field!: HTMLElement | null;

  get heading(): string {
    if (this.invitation === null) return msg('This question is no longer open', { id: 'speak-none' });
    return this.invitation?.state === 'ANSWERED'
      ? msg('Thank you', { id: 'speak-thanks' })
      : msg('How are things going?', { id: 'speak-heading' });
  }

  protected get settled(): boolean {
    return this.invitation !== undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('invitationId')) return;
    this.invitation = undefined;
    this.draft = readDraft(browserMemory, this.buyerId, this.invitationId);
    void this.load();
  }

  protected async load(): Promise<void> {
    const id = this.invitationId;
    try {
      const invitation = await this.portal.api.invitation(id);
      if (id !== this.invitationId) return;
      this.invitation = invitation;
      this.code = '';
      // That it was seen is worth knowing, but nobody has to wait for it.
      if (invitation?.state === 'WAITING') void this.portal.api.openInvitation(id).catch(() => undefined);
    } catch (error) {
      if (id === this.invitationId) this.fail(error);
    }
  }

  private readonly handleChoice = (answer: InvitationAnswer): void => {
    this.choiceMissing = false;
    this.noteError = '';
    this.keep({ ...this.draft, answer });
  };

  private readonly handleNote = (event: Event): void => {
    this.noteError = '';
    this.keep({ ...this.draft, note: (event.target as HTMLTextAreaElement).value });
  };

  private readonly handleSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { answer } = this.draft;
    const note = this.draft.note.trim();
    if (this.busy) return;
    if (answer === null) {
      this.choiceMissing = true;
      return this.renderRoot.querySelector<HTMLElement>('input')?.focus();
    }
    if (answer === 'COMPLAINT' && note === '') {
      this.noteError = msg('Tell us in a few words what is not right.', { id: 'speak-note-missing' });
      return this.field?.focus();
    }
    await this.deliver(async () => {
      this.invitation = await this.portal.api.answerInvitation(this.invitationId, answer, note || null);
    });
  };

  private keep(draft: SpeakDraft): void {
    this.draft = draft;
    keepDraft(browserMemory, this.buyerId, this.invitationId, draft);
  }

  protected forget(): void {
    this.draft = EMPTY_DRAFT;
    forgetDraft(browserMemory, this.buyerId, this.invitationId);
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <mortise-page-header
        heading=${this.heading}
        back-href=${this.links.home}
        back-label=${msg('Complaints', { id: 'complaints-heading' })}
      ></mortise-page-header>
      ${this.renderState()}
    </div>`;
  }

  private renderState(): TemplateResult {
    const { invitation } = this;
    if (invitation === undefined) return this.renderUnknown();
    if (invitation === null) {
      return html`<div class="card stack">
        <p>
          ${msg('It was taken back, or it was meant for somebody else at your company. You can always write to us.', {
            id: 'speak-none-text',
          })}
        </p>
        <div class="buttons">
          <mortise-button variant="primary" href=${this.links.newComplaint}>
            ${msg('File a complaint', { id: 'file-complaint' })}
          </mortise-button>
        </div>
      </div>`;
    }
    return invitation.state === 'ANSWERED' ? this.renderAnswered(invitation) : this.renderForm(invitation);
  }

  private renderUnknown(): TemplateResult {
    return this.code
      ? trouble(msg('The question cannot be shown right now', { id: 'speak-error' }), this.code, this.handleRetry)
      : html`<mortise-spinner label=${msg('Loading the question', { id: 'speak-loading' })}></mortise-spinner>`;
  }

  private renderForm({ askedBy }: Invitation): TemplateResult {
    const supplier = this.supplier?.name ?? '';
    return html`<form class="card stack" novalidate aria-busy=${this.busy} @submit=${this.handleSubmit}>
      <p class="intro">
        ${
          askedBy
            ? msg(str`${askedBy} of ${supplier} would like to hear how working together is going for you.`, {
                id: 'speak-intro',
              })
            : msg(str`${supplier} would like to hear how working together is going for you.`, {
                id: 'speak-intro-supplier',
              })
        }
      </p>
      <fieldset>
        <legend>${msg('What would you like to tell us?', { id: 'speak-question' })}</legend>
        ${this.renderChoice(
          'ALL_WELL',
          msg('All is well', { id: 'speak-well' }),
          msg('We are glad to hear it, too.', { id: 'speak-well-hint' }),
        )}
        ${this.renderChoice(
          'COMPLAINT',
          msg('Something is not right', { id: 'speak-complaint' }),
          msg('However small. Somebody looks after it, and you see every step.', { id: 'speak-complaint-hint' }),
        )}
        ${this.renderChoice(
          'CALL_ME',
          msg('I would rather talk', { id: 'speak-call' }),
          msg('Somebody calls you on the next working day at the latest.', { id: 'speak-call-hint' }),
        )}
      </fieldset>
      ${
        this.choiceMissing
          ? html`<mortise-notice variant="danger"
              >${msg('Choose one of the three.', { id: 'speak-choose' })}</mortise-notice
            >`
          : nothing
      }
      ${this.draft.answer ? this.renderNote(this.draft.answer) : nothing}
      ${this.code ? html`<mortise-notice variant="danger">${errorText(this.code)}</mortise-notice>` : nothing}
      <mortise-button
        variant="primary"
        type="submit"
        wide
        ?busy=${this.busy}
        busy-label=${msg('Sending', { id: 'sending' })}
      >
        ${msg('Send', { id: 'speak-send' })}
      </mortise-button>
    </form>`;
  }

  private renderChoice(answer: InvitationAnswer, words: string, hint: string): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="answer"
        .checked=${this.draft.answer === answer}
        aria-describedby=${answer}
        @change=${() => this.handleChoice(answer)}
      />
      <span class="dot"></span>
      <strong>${words}</strong>
      <span class="hint" id=${answer}>${hint}</span>
    </label>`;
  }

  private renderNote(answer: InvitationAnswer): TemplateResult {
    const required = answer === 'COMPLAINT';
    return html`<mortise-text-field
      multiline
      ?required=${required}
      label=${noteLabel(answer)}
      mark=${required ? '' : msg('optional', { id: 'optional' })}
      maxlength=${NOTE_LENGTH}
      .value=${this.draft.note}
      error=${this.noteError}
      @input=${this.handleNote}
    ></mortise-text-field>`;
  }

  private renderAnswered({ answer, note, complaint }: Invitation): TemplateResult {
    return html`<div class="card stack">
      <div class="mark">${icon('check')}</div>
      <p>${thanks(answer)}</p>
      ${note ? html`<blockquote>${note}</blockquote>` : nothing}
      <div class="buttons">
        ${
          complaint
            ? html`<mortise-button variant="primary" href=${this.links.complaint(complaint.id)}>
                ${msg(str`Follow ${complaint.number}`, { id: 'speak-follow' })}
              </mortise-button>`
            : nothing
        }
        <mortise-button href=${this.links.home}>${msg('To your complaints', { id: 'to-complaints' })}</mortise-button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-speak-page': PortalSpeakPage;
  }
}
