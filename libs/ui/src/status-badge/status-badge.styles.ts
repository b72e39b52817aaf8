import { css } from 'lit';

export const statusBadgeStyles = css`
  :host {
    display: inline-block;
    font: 600 var(--mortise-text-small) / 1.25rem var(--mortise-font);
  }

  .badge {
    display: inline-flex;
    gap: 0.375rem;
    align-items: center;
    padding: 0.125rem 0.625rem;
    border-radius: 1rem;
    background: var(--mortise-accent-soft);
    color: var(--mortise-accent-strong);
    white-space: nowrap;
  }

  .badge::before {
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: currentColor;
    content: '';
  }

  .neutral {
    background: var(--mortise-sunken);
    color: var(--mortise-ink-soft);
  }

  .success {
    background: var(--mortise-success-soft);
    color: var(--mortise-success);
  }

  .warning {
    background: var(--mortise-warning-soft);
    color: var(--mortise-warning);
  }

  .danger {
    background: var(--mortise-danger-soft);
    color: var(--mortise-danger);
  }
`;
