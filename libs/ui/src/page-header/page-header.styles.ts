import { css } from 'lit';

export const pageHeaderStyles = css`
  :host {
    display: block;
    margin-block-end: 1.5rem;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.5 var(--mortise-font);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    align-items: center;
    justify-content: space-between;
  }

  h1 {
    margin: 0;
    font-size: var(--mortise-text-title);
    font-weight: 680;
    line-height: 1.2;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }

  /* Focused by the page on arrival, so that a screen reader starts here; a ring would only startle the others. */
  h1:focus {
    outline: none;
  }

  .back {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    min-height: var(--mortise-target);
    margin-block: -0.5rem 0.25rem;
    color: var(--mortise-accent);
    font-weight: 600;
    text-decoration: none;
  }

  .back:hover {
    text-decoration: underline;
  }

  ::slotted(*) {
    color: var(--mortise-ink-soft);
  }
`;
