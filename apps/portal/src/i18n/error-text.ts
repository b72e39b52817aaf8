import { msg } from '@lit/localize';

/** What an error means to the buyer and what to do about it. */
export function errorText(code: string): string {
  switch (code) {
    case 'NETWORK':
      return msg('The supplier cannot be reached. Check your connection and try again.', { id: 'error-network' });
    case 'TOO_MANY_REQUESTS':
    case 'RATE_LIMITED':
      return msg('Too many attempts in a short time. Wait a few minutes and try again.', { id: 'error-too-many' });
    case 'UNAUTHENTICATED':
      return msg('Your session has ended. Sign in again to go on.', { id: 'error-unauthenticated' });
    case 'LINK_EXPIRED':
      return msg('This link has expired. Request a new one; it takes a few seconds.', { id: 'error-link-expired' });
    case 'LINK_USED':
      return msg('This link was already used, and each works only once. Request a new one.', { id: 'error-link-used' });
    case 'LINK_INVALID':
      return msg('This link is not valid, perhaps it was cut off on the way. Request a new one.', {
        id: 'error-link-invalid',
      });
    case 'IDEMPOTENCY_KEY_REUSED':
      return msg(
        'An earlier version of this complaint has already arrived; see your list. Send this one only if it is another complaint.',
        { id: 'error-already-sent' },
      );
    case 'ORDER_LINE_NOT_FOUND':
      return msg('This order is no longer known to the supplier. Choose another one or enter the lot.', {
        id: 'error-order-line',
      });
    case 'FILE_NOT_FOUND':
      return msg('The supplier no longer has one of the photos. Send again to upload them anew.', {
        id: 'error-file-not-found',
      });
    case 'PHOTO_LOST':
      return msg('This device has lost one of the photos. Remove it, or add it again.', { id: 'error-photo-lost' });
    case 'INPUT_INVALID':
      return msg('Some entries need a correction. They are marked below.', { id: 'error-input' });
    default:
      return isPhotoCode(code)
        ? msg('The supplier does not accept one of the photos: only JPEG, PNG and WebP pictures are possible.', {
            id: 'error-photo-refused',
          })
        : msg('Something went wrong at the supplier. Try again in a moment.', { id: 'error-other' });
  }
}

function isPhotoCode(code: string): boolean {
  return code.startsWith('FILE_') || code === 'UNSUPPORTED_MEDIA_TYPE' || code === 'TOO_LARGE';
}
