import { css } from 'lit';

export const copyValueStyles = css`
  :host {
    display: inline-block;
    color: var(--mortise-ink);
    font: var(--mortise-text) / 1.5 var(--mortise-font);
  }

  .box {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
  }

  output {
    font: 700 clamp(1.5rem, 1rem + 4.5vw, 2.75rem) / 1.2 var(--mortise-font-mono);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.02em;
    user-select: all;
  }
`;
