import { css } from 'lit';

/** What the pages share: text, links, cards and vertical rhythm. */
export const pageStyles = css`
  :host {
    display: block;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.6 var(--mortise-font);
  }

  h2 {
    margin: 0 0 0.75rem;
    font-size: var(--mortise-text-large);
    font-weight: 650;
    line-height: 1.35;
  }

  p {
    margin: 0;
    max-width: 65ch;
    overflow-wrap: anywhere;
  }

  a {
    color: var(--mortise-accent);
  }

  .quiet {
    color: var(--mortise-ink-soft);
  }

  .small {
    font-size: var(--mortise-text-small);
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
  }

  .narrow {
    max-width: 34rem;
    margin-inline: auto;
  }

  .card {
    padding: clamp(1rem, 0.5rem + 2.5vw, 1.75rem);
    border: 1px solid var(--mortise-line);
    border-radius: var(--mortise-radius-large);
    background: var(--mortise-surface);
    box-shadow: var(--mortise-shadow);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }

  .number {
    font-family: var(--mortise-font-mono);
    font-variant-numeric: tabular-nums;
    font-size: 0.9375em;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
`;
