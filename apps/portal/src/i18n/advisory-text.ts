import { msg } from '@lit/localize';
import type { StatusTone } from '@mortise/ui';
import type { AdvisoryKind, AdvisoryState } from '../api/types.js';

/** What an advisory is about. */
export function advisoryKindText(kind: AdvisoryKind): string {
  switch (kind) {
    case 'STOCK_CEILING':
      return msg('Stock', { id: 'advisory-stock' });
    case 'CASH_COLLECTION_CYCLE':
      return msg('Payments of your customers', { id: 'advisory-cash' });
    case 'SUB_CUSTOMER_CHANGE':
      return msg('Your customers', { id: 'advisory-sub-customer' });
    case 'NATURAL_ENVIRONMENT':
      return msg('Weather and nature', { id: 'advisory-nature' });
    case 'MACRO_POLICY':
      return msg('Policy', { id: 'advisory-policy' });
  }
}

/** Where an advisory stands, in the buyer's words. */
export function advisoryStateText(state: AdvisoryState): string {
  switch (state) {
    case 'UNREAD':
      return msg('New', { id: 'advisory-unread' });
    case 'READ':
      return msg('Read', { id: 'advisory-read' });
    case 'ACTED':
      return msg('Acted on', { id: 'advisory-acted' });
  }
}

/** Colour of a state: what is new stands out. */
export function advisoryTone(state: AdvisoryState): StatusTone {
  if (state === 'UNREAD') return 'active';
  return state === 'ACTED' ? 'success' : 'neutral';
}
