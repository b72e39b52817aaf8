import { css } from 'lit';

export const noticeStyles = css`
  :host {
    display: block;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.5 var(--mortise-font);
  }

  .notice {
    --tone: var(--mortise-accent);
    --ground: var(--mortise-accent-soft);

    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.25rem 0.75rem;
    padding: 0.875rem 1rem;
    border-inline-start: 4px solid var(--tone);
    border-radius: var(--mortise-radius);
    background: var(--ground);
  }

  .success {
    --tone: var(--mortise-success);
    --ground: var(--mortise-success-soft);
  }

  .warning {
    --tone: var(--mortise-warning);
    --ground: var(--mortise-warning-soft);
  }

  .danger {
    --tone: var(--mortise-danger);
    --ground: var(--mortise-danger-soft);
  }

  svg {
    margin-block-start: 0.125rem;
    color: var(--tone);
  }

  .heading {
    margin: 0;
    font-weight: 650;
  }

  .body {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  ::slotted(p) {
    margin: 0;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    grid-column: 2;
  }

  .actions ::slotted(*) {
    margin-block-start: 0.5rem;
  }
`;
