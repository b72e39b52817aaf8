import { PortalApi } from './api/portal-api.js';
import './app/portal-app.js';
import { Router } from './app/router.js';
import { startLocalization } from './i18n/localization.js';
import { openOutbox } from './outbox/open-outbox.js';
import { registerServiceWorker } from './app/register-service-worker.js';
import { browserMemory } from './session/browser-memory.js';
import { Session } from './session/session.js';

const api = new PortalApi({ baseUrl: '', fetch: (...request) => fetch(...request) });
const [outbox] = await Promise.all([openOutbox(api), startLocalization()]);
const app = document.createElement('portal-app');
app.portal = { api, outbox, session: new Session(api, browserMemory), router: new Router() };
document.body.append(app);
if (import.meta.env.PROD) registerServiceWorker();
