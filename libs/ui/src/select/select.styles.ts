import { css } from 'lit';

export const selectStyles = css`
  .box {
    position: relative;
  }

  .control {
    padding-inline-end: 2.25rem;
    appearance: none;
    cursor: pointer;
  }

  :host([quiet]) .control {
    border-color: transparent;
    background: transparent;
  }

  :host([quiet]) .control:hover {
    background: var(--mortise-sunken);
  }

  option {
    background: var(--mortise-surface);
    color: var(--mortise-ink);
  }

  svg {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0.625rem;
    margin-block: auto;
    pointer-events: none;
  }
`;
