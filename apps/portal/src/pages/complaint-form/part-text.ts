import { msg } from '@lit/localize';
import type { FormPart } from '../../outbox/check-fields.js';

/** What a part of the form must be like, said when it is not. */
export function partText(part: FormPart): string {
  switch (part) {
    case 'subject':
      return msg('Say in a few words what is wrong, at most 200 characters.', { id: 'part-subject' });
    case 'description':
      return msg('Describe what happened, at most 10,000 characters.', { id: 'part-description' });
    case 'photos':
      return msg('One of the photos is not accepted. Remove it, or add it again as JPEG, PNG or WebP.', {
        id: 'part-photos',
      });
    case 'orderLine':
      return msg('This order is no longer known to the supplier. Choose another one or enter the lot.', {
        id: 'error-order-line',
      });
    case 'lot':
      return msg('Enter the lot as on the label, at most 100 characters.', { id: 'part-lot' });
    case 'quantity':
      return msg('Enter a number above zero with a decimal point and at most six places after it, for example 12.5.', {
        id: 'part-quantity',
      });
    case 'unit':
      return msg('Enter the unit in at most 20 characters, for example pcs or kg.', { id: 'part-unit' });
  }
}
