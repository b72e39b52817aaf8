import type { PortalPage } from '../app/portal-page.js';

/** Keeps a page up to date with the outbox while it is shown. */
export function outboxUpdates(page: PortalPage): void {
  const update = (): void => page.requestUpdate();
  page.addController({
    // The page gets its `portal` before it is connected.
    hostConnected: () => page.portal.outbox.addEventListener('change', update),
    hostDisconnected: () => page.portal.outbox.removeEventListener('change', update),
  });
}
