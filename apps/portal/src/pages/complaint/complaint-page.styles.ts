import { css } from 'lit';

export const complaintPageStyles = css`
  :host {
    container-type: inline-size;
  }

  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
  }

  @container (min-width: 52rem) {
    .layout {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }

    .progress {
      grid-column: 1 / -1;
    }
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 1rem;
    align-items: center;
    margin-block-start: 0.5rem;
  }

  .description {
    white-space: pre-wrap;
  }

  dl {
    display: grid;
    gap: 1rem;
    margin: 0;
  }

  dt {
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .photos {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .photos a {
    display: block;
    border-radius: var(--mortise-radius);
  }

  .photos img {
    display: block;
    width: 100%;
    aspect-ratio: 4 / 3;
    border: 1px solid var(--mortise-line);
    border-radius: var(--mortise-radius);
    background: var(--mortise-sunken);
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
    object-fit: cover;
  }
`;
