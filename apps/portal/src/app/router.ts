import { BASE, matchRoute, type Route } from './routes.js';

/** Follows the address: links inside the portal change the page without loading it anew. Fires `change`. */
export class Router extends EventTarget {
  route: Route = matchRoute(new URL(location.href));

  constructor() {
    super();
    addEventListener('popstate', () => this.follow());
    document.addEventListener('click', (event) => this.handleClick(event));
  }

  /** Opens an address of the portal; with `replace` the current one does not stay in the history. */
  go(href: string, { replace = false }: { replace?: boolean } = {}): void {
    history[replace ? 'replaceState' : 'pushState'](null, '', href);
    this.follow();
    scrollTo(0, 0);
  }

  private follow(): void {
    this.route = matchRoute(new URL(location.href));
    this.dispatchEvent(new Event('change'));
  }

  private handleClick(event: MouseEvent): void {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented) return;
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    if (!link || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(BASE) || url.pathname.startsWith('/portal/files/')) {
      return;
    }
    event.preventDefault();
    this.go(url.href);
  }
}
