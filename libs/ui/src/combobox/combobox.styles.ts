import { css } from 'lit';

export const comboboxStyles = css`
  .box {
    position: relative;
  }

  .control {
    padding-inline: 2.5rem 2.75rem;
    text-overflow: ellipsis;
  }

  .lens {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0.75rem;
    display: grid;
    place-items: center;
    color: var(--mortise-ink-soft);
    pointer-events: none;
  }

  .clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    width: var(--mortise-target);
    border: 0;
    border-radius: var(--mortise-radius);
    background: none;
    color: var(--mortise-ink-soft);
    cursor: pointer;
  }

  .clear:hover {
    color: var(--mortise-ink);
  }

  .popup {
    position: absolute;
    z-index: 10;
    inset-inline: 0;
    margin-block-start: 0.25rem;
    max-height: min(22rem, 50vh);
    overflow-y: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--mortise-line);
    border-radius: var(--mortise-radius);
    background: var(--mortise-surface);
    box-shadow: var(--mortise-shadow-raised);
  }

  ul {
    margin: 0;
    padding: 0.25rem;
    list-style: none;
  }

  li {
    min-height: var(--mortise-target);
    padding: 0.5rem 0.75rem;
    border-radius: calc(var(--mortise-radius) - 0.125rem);
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  li[aria-selected='true'],
  li:hover {
    background: var(--mortise-accent-soft);
  }

  li[aria-selected='true'] {
    box-shadow: inset 3px 0 0 var(--mortise-accent);
  }

  .detail {
    display: block;
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
  }

  .message {
    padding: 0.75rem 1rem;
    color: var(--mortise-ink-soft);
  }

  @media (forced-colors: active) {
    li[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
