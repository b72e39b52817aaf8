import type { PortalApi } from '../api/portal-api.js';
import type { Outbox } from '../outbox/outbox.js';
import type { Session } from '../session/session.js';
import type { Router } from './router.js';

/** What every page works with. */
export interface Portal {
  readonly api: PortalApi;
  readonly outbox: Outbox;
  readonly session: Session;
  readonly router: Router;
}
