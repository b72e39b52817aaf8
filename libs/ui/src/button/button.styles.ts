import { css } from 'lit';

export const buttonStyles = css`
  :host {
    display: inline-block;
    font: 600 var(--mortise-text) / 1.25 var(--mortise-font);
  }

  :host([wide]) {
    display: block;
  }

  .button {
    display: inline-flex;
    gap: 0.5rem;
    align-items: center;
    justify-content: center;
    width: 100%;
    min-width: var(--mortise-target);
    min-height: var(--mortise-target);
    padding: 0.5rem 1.125rem;
    border: 1px solid transparent;
    border-radius: var(--mortise-radius);
    background: none;
    color: var(--mortise-accent);
    font: inherit;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--mortise-duration),
      border-color var(--mortise-duration);
  }

  .primary {
    background: var(--mortise-accent);
    color: var(--mortise-on-accent);
  }

  .primary:hover {
    background: var(--mortise-accent-strong);
  }

  .secondary {
    border-color: var(--mortise-line-strong);
    background: var(--mortise-surface);
    color: var(--mortise-ink);
  }

  .secondary:hover {
    border-color: var(--mortise-ink);
  }

  .quiet {
    padding-inline: 0.75rem;
  }

  .quiet:hover {
    background: var(--mortise-accent-soft);
  }

  .danger {
    border-color: var(--mortise-danger);
    background: var(--mortise-surface);
    color: var(--mortise-danger);
  }

  .danger:hover {
    background: var(--mortise-danger-soft);
  }

  .button:disabled {
    border-color: transparent;
    background: var(--mortise-sunken);
    color: var(--mortise-ink-soft);
    cursor: not-allowed;
  }

  .button[aria-disabled='true'] {
    cursor: progress;
  }

  mortise-spinner {
    color: inherit;
    font-size: 0.875em;
  }

  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
  }
`;
