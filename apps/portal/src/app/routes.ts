/** What the address shows. `supplier` is the short name of the supplier in the address. */
export type Route =
  | { readonly page: 'WELCOME' }
  | { readonly page: 'HOME' | 'NOT_FOUND'; readonly supplier: string }
  /** `asked`: what somebody who is not signed in wanted to answer. */
  | { readonly page: 'SIGN_IN'; readonly supplier: string; readonly asked?: Asked }
  | { readonly page: 'NEW_COMPLAINT'; readonly supplier: string; readonly resume: string | null }
  | { readonly page: 'COMPLAINT' | 'OUTGOING'; readonly supplier: string; readonly id: string }
  | (Asked & { readonly supplier: string });

/** Pages to which the link of a mail leads. */
type AskedPage = 'SPEAK' | 'ASSESSMENT';

/** What somebody is asked, and where. */
export interface Asked {
  readonly page: AskedPage;
  readonly id: string;
}

/** How they are called in an address. */
const ASKED: Readonly<Record<string, AskedPage>> = { speak: 'SPEAK', assess: 'ASSESSMENT' };

export const BASE = '/portal/';

/** Reads an address below `/portal/`. */
export function matchRoute(url: URL): Route {
  const [supplier, ...rest] = url.pathname.slice(BASE.length).split('/').filter(Boolean).map(decode);
  if (supplier === undefined) return { page: 'WELCOME' };
  const [first, second, ...more] = rest;
  if (more.length > 0) return { page: 'NOT_FOUND', supplier };
  if (first === undefined) return { page: 'HOME', supplier };
  if (first === 'sign-in' && second === undefined) {
    const [asked] = Object.entries(ASKED).flatMap(([name, page]) => {
      const id = url.searchParams.get(name);
      return id === null ? [] : [{ page, id }];
    });
    return asked === undefined ? { page: 'SIGN_IN', supplier } : { page: 'SIGN_IN', supplier, asked };
  }
  if (first === 'complaints' && second === undefined) return { page: 'HOME', supplier };
  if (first === 'complaints' && second === 'new') {
    return { page: 'NEW_COMPLAINT', supplier, resume: url.searchParams.get('resume') };
  }
  if (first === 'complaints' && second !== undefined) return { page: 'COMPLAINT', supplier, id: second };
  if (first === 'outgoing' && second !== undefined) return { page: 'OUTGOING', supplier, id: second };
  const page = Object.hasOwn(ASKED, first) ? ASKED[first] : undefined;
  if (page !== undefined && second !== undefined) return { page, supplier, id: second };
  return { page: 'NOT_FOUND', supplier };
}

/** Addresses of the pages of one supplier's portal. */
export function linksOf(supplier: string): Links {
  const root = `${BASE}${encodeURIComponent(supplier)}/`;
  return {
    home: root,
    signIn: `${root}sign-in`,
    newComplaint: `${root}complaints/new`,
    resume: (id) => `${root}complaints/new?resume=${encodeURIComponent(id)}`,
    complaint: (id) => `${root}complaints/${encodeURIComponent(id)}`,
    asked: ({ page, id }) => `${root}${nameOf(page)}/${encodeURIComponent(id)}`,
    signInTo: ({ page, id }) => `${root}sign-in?${nameOf(page)}=${encodeURIComponent(id)}`,
    outgoing: (id) => `${root}outgoing/${encodeURIComponent(id)}`,
  };
}

export interface Links {
  readonly home: string;
  readonly signIn: string;
  readonly newComplaint: string;
  readonly resume: (id: string) => string;
  readonly complaint: (id: string) => string;
  readonly asked: (asked: Asked) => string;
  readonly signInTo: (asked: Asked) => string;
  readonly outgoing: (id: string) => string;
}

function nameOf(page: AskedPage): string {
  return page === 'SPEAK' ? 'speak' : 'assess';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
