import { css } from 'lit';

/** A list of rows that lead somewhere; `short` rows have no number. And what stands there while it is empty, or loading. */
export const rowListStyles = css`
  :host {
    container-type: inline-size;
  }

  ul {
    margin: 0;
    padding: 0;
    border: 1px solid var(--mortise-line);
    border-radius: var(--mortise-radius-large);
    background: var(--mortise-surface);
    box-shadow: var(--mortise-shadow);
    list-style: none;
    overflow: clip;
  }

  li + li {
    border-block-start: 1px solid var(--mortise-line);
  }

  .row {
    display: grid;
    grid-template-areas:
      'subject subject'
      'number status'
      'date status';
    grid-template-columns: 1fr auto;
    gap: 0 1rem;
    align-items: center;
    padding: 0.875rem clamp(1rem, 3cqi, 1.5rem);
    color: inherit;
    text-decoration: none;
    transition: background var(--mortise-duration);
  }

  .row:hover {
    background: var(--mortise-accent-soft);
  }

  .row:focus-visible {
    outline-offset: -3px;
    border-radius: var(--mortise-radius-large);
  }

  .row .subject {
    grid-area: subject;
    min-width: 0;
    margin-block-end: 0.25rem;
    font-weight: 620;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  .row .number {
    grid-area: number;
    color: var(--mortise-ink-soft);
  }

  .row .date {
    grid-area: date;
    color: var(--mortise-ink-soft);
    font-size: var(--mortise-text-small);
  }

  .row mortise-status-badge {
    grid-area: status;
    justify-self: end;
  }

  @container (min-width: 44rem) {
    .row {
      grid-template-areas: 'number subject date status';
      grid-template-columns: 9.5rem 1fr auto minmax(9rem, auto);
      min-height: 3.75rem;
    }

    .row.short {
      grid-template-areas: 'subject date status';
      grid-template-columns: 1fr auto minmax(9rem, auto);
    }

    .row .subject {
      margin: 0;
    }
  }

  @container (max-width: 18.5rem) {
    .row {
      grid-template-areas: 'subject' 'number' 'date' 'status';
      grid-template-columns: minmax(0, 1fr);
    }

    .row mortise-status-badge {
      justify-self: start;
      margin-block-start: 0.375rem;
    }
  }

  .empty {
    display: grid;
    gap: 0.5rem;
    justify-items: center;
    padding: clamp(2rem, 8cqi, 4rem) 1.5rem;
    border: 1px dashed var(--mortise-line-strong);
    border-radius: var(--mortise-radius-large);
    text-align: center;
  }

  .empty mortise-brand-mark {
    width: 3.5rem;
    height: 3.5rem;
    margin-block-end: 0.5rem;
    opacity: 0.7;
  }

  .empty h2 {
    margin: 0;
  }

  .more {
    display: flex;
    justify-content: center;
    margin-block-start: 1rem;
  }

  .loading {
    padding: 1.5rem 0;
  }
`;
