import { DomainError, NotFound } from '../../platform/errors/domain-error.js';
import type { UrlFault, UrlRefusal } from './webhook-target.js';
import type { WebhookTopic } from './webhook-events.js';

const URL_FAULTS: Readonly<Record<UrlFault, string>> = {
  URL_INVALID: 'This is no URL of up to 2,000 characters.',
  SCHEME_REFUSED: 'Webhooks are sent by https.',
  CREDENTIALS_REFUSED: 'A URL with credentials is not stored; the signature tells who sends.',
  FRAGMENT_REFUSED: 'A fragment is not sent; leave it out.',
  PORT_REFUSED: 'The port is 443 or one from 1024 on.',
  NAME_REFUSED: 'Such a name is that of a machine in a network of its own.',
  ADDRESS_REFUSED: 'The address is not one of the public internet.',
};

/** Webhooks do not go to this URL; the reason says why. */
export class WebhookUrlRefused extends DomainError {
  constructor({ code, addressClass }: UrlRefusal) {
    const message = URL_FAULTS[code];
    super('INVALID', 'WEBHOOK_URL_REFUSED', message, [
      { path: ['input', 'url'], code, message, ...(addressClass === undefined ? {} : { addressClass }) },
    ]);
  }
}

/** Somebody asked for events that he or she may not hear of at every account. */
export class WebhookEventNotAllowed extends DomainError {
  constructor(topics: readonly WebhookTopic[]) {
    super('FORBIDDEN', 'WEBHOOK_EVENT_NOT_ALLOWED', `You may not hear of: ${topics.join(', ')}.`, [
      { path: ['input', 'events'], code: 'WEBHOOK_EVENT_NOT_ALLOWED' },
    ]);
  }
}

/** The tenant has as many endpoints as it may. */
export class WebhookTooMany extends DomainError {
  constructor(most: number) {
    super('CONFLICT', 'WEBHOOK_TOO_MANY', `There can be ${most} endpoints; delete one first.`);
  }
}

/** The key before still signs; a rotation that ends it at once is possible. */
export class WebhookRotationUnderWay extends DomainError {
  constructor(until: Date) {
    super(
      'CONFLICT',
      'WEBHOOK_ROTATION_UNDER_WAY',
      'The key before the present one is still valid; wait until it expires, or rotate without an overlap.',
      [{ code: 'WEBHOOK_ROTATION_UNDER_WAY', until: until.toISOString() }],
    );
  }
}

/** Nothing is sent to an endpoint that is disabled. */
export class WebhookDisabled extends DomainError {
  constructor() {
    super('CONFLICT', 'WEBHOOK_DISABLED', 'The endpoint is disabled; enable it first.');
  }
}

export class WebhookEndpointNotFound extends NotFound {
  constructor() {
    super('Webhook endpoint');
  }
}

export class WebhookDeliveryNotFound extends NotFound {
  constructor() {
    super('Webhook delivery');
  }
}
