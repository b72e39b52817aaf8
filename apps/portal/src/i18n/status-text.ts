import { msg } from '@lit/localize';
import type { StatusTone } from '@mortise/ui';
import type { ComplaintStatus } from '../api/types.js';

/** The status of a complaint in the buyer's words. */
export function statusText(status: ComplaintStatus): string {
  switch (status) {
    case 'RECEIVED':
      return msg('Received', { id: 'status-received' });
    case 'ACKNOWLEDGED':
      return msg('Acknowledged', { id: 'status-acknowledged' });
    case 'ANALYSED':
      return msg('Cause analysed', { id: 'status-analysed' });
    case 'ACTION':
      return msg('Action taken', { id: 'status-action' });
    case 'CONFIRMED_BY_CUSTOMER':
      return msg('Confirmed by you', { id: 'status-confirmed' });
    case 'CLOSED':
      return msg('Closed', { id: 'status-closed' });
    case 'REOPENED':
      return msg('Reopened', { id: 'status-reopened' });
  }
}

/** Colour of a status: what waits for somebody stands out, what is over steps back. */
export function statusTone(status: ComplaintStatus): StatusTone {
  if (status === 'CLOSED') return 'neutral';
  if (status === 'CONFIRMED_BY_CUSTOMER') return 'success';
  return status === 'REOPENED' ? 'warning' : 'active';
}
