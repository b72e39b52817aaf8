import { css } from 'lit';

export const photoPickerStyles = css`
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr));
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    position: relative;
    aspect-ratio: 1;
  }

  img {
    width: 100%;
    height: 100%;
    border: 1px solid var(--mortise-line);
    border-radius: var(--mortise-radius);
    background: var(--mortise-sunken);
    object-fit: cover;
  }

  .remove {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    width: var(--mortise-target);
    height: var(--mortise-target);
    border: 0;
    background: none;
    color: var(--mortise-ink);
    cursor: pointer;
  }

  .remove span {
    display: grid;
    place-items: center;
    width: 1.875rem;
    height: 1.875rem;
    border: 1px solid var(--mortise-line-strong);
    border-radius: 50%;
    background: var(--mortise-surface);
  }

  .remove:hover span {
    background: var(--mortise-danger-soft);
    color: var(--mortise-danger);
  }

  .remove svg {
    width: 1rem;
    height: 1rem;
  }

  .add {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    min-height: 5rem;
    margin: 0;
    padding: 0.5rem;
    border: 1.5px dashed var(--mortise-line-strong);
    border-radius: var(--mortise-radius);
    background: var(--mortise-surface);
    color: var(--mortise-accent);
    font-size: var(--mortise-text-small);
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    cursor: pointer;
    transition: background var(--mortise-duration);
  }

  .add:hover {
    background: var(--mortise-accent-soft);
  }

  .tile:not(:only-child) .add {
    min-height: 0;
  }

  .tile:only-child {
    grid-column: 1 / -1;
    aspect-ratio: auto;
  }

  input:focus-visible + .add {
    outline: 3px solid var(--mortise-focus);
    outline-offset: 2px;
  }
`;
