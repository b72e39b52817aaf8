import { css } from 'lit';

export const brandMarkStyles = css`
  :host {
    display: inline-block;
    width: 2rem;
    height: 2rem;
    color: var(--mortise-accent);
  }

  svg {
    display: block;
    width: 100%;
    height: 100%;
  }

  .tenon {
    opacity: 0.55;
  }
`;
