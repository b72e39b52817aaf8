import { css } from 'lit';

export const spinnerStyles = css`
  :host {
    display: inline-flex;
    gap: 0.75rem;
    align-items: center;
    color: var(--mortise-ink-soft);
    font: var(--mortise-text) / 1.5 var(--mortise-font);
  }

  .ring {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    border: 0.15em solid currentColor;
    border-inline-start-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .ring {
      animation: breathe 2s ease-in-out infinite alternate;
    }

    @keyframes breathe {
      to {
        opacity: 0.4;
      }
    }
  }
`;
