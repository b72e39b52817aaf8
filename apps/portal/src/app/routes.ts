/** Pages to which a mail leads, by their names in addresses. */
const ERRANDS = { SPEAK: 'speak', ASSESSMENT: 'assess', ADVISORY: 'advisories' } as const;
type ErrandKind = keyof typeof ERRANDS;
const ERRAND_KINDS = Object.keys(ERRANDS) as readonly ErrandKind[];

/** What a mail leads to: something to read or to answer, once one is signed in. */
export interface Errand {
  readonly page: ErrandKind;
  readonly id: string;
}

/** What the address shows. `supplier` is the short name of the supplier in the address. */
export type Route =
  | { readonly page: 'WELCOME' }
  | { readonly page: 'HOME' | 'ADVISORIES' | 'NOT_FOUND'; readonly supplier: string }
  /** `errand`: what somebody who is not signed in wanted to see. */
  | { readonly page: 'SIGN_IN'; readonly supplier: string; readonly errand?: Errand }
  | { readonly page: 'NEW_COMPLAINT'; readonly supplier: string; readonly resume: string | null }
  | { readonly page: 'COMPLAINT' | 'OUTGOING'; readonly supplier: string; readonly id: string }
  | (Errand & { readonly supplier: string });

export const BASE = '/portal/';

/** Reads an address below `/portal/`. */
export function matchRoute(url: URL): Route {
  const [supplier, ...rest] = url.pathname.slice(BASE.length).split('/').filter(Boolean).map(decode);
  if (supplier === undefined) return { page: 'WELCOME' };
  const [first, second, ...more] = rest;
  if (more.length > 0) return { page: 'NOT_FOUND', supplier };
  if (first === undefined) return { page: 'HOME', supplier };
  if (first === 'sign-in' && second === undefined) {
    const errand = errandOf(url.searchParams);
    return errand === null ? { page: 'SIGN_IN', supplier } : { page: 'SIGN_IN', supplier, errand };
  }
  if (first === 'complaints' && second === undefined) return { page: 'HOME', supplier };
  if (first === 'complaints' && second === 'new') {
    return { page: 'NEW_COMPLAINT', supplier, resume: url.searchParams.get('resume') };
  }
  if (first === 'complaints' && second !== undefined) return { page: 'COMPLAINT', supplier, id: second };
  if (first === 'outgoing' && second !== undefined) return { page: 'OUTGOING', supplier, id: second };
  if (first === 'advisories' && second === undefined) return { page: 'ADVISORIES', supplier };
  const page = ERRAND_KINDS.find((kind) => ERRANDS[kind] === first);
  if (page !== undefined && second !== undefined) return { page, supplier, id: second };
  return { page: 'NOT_FOUND', supplier };
}

function errandOf(search: URLSearchParams): Errand | null {
  for (const page of ERRAND_KINDS) {
    const id = search.get(ERRANDS[page]);
    if (id !== null) return { page, id };
  }
  return null;
}

/** Whether a mail can have led there. */
export function isErrand<T extends Route>(route: T): route is Extract<T, Errand> {
  return ERRAND_KINDS.some((kind) => kind === route.page);
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
    advisories: `${root}advisories`,
    errand: ({ page, id }) => `${root}${ERRANDS[page]}/${encodeURIComponent(id)}`,
    signInFor: ({ page, id }) => `${root}sign-in?${ERRANDS[page]}=${encodeURIComponent(id)}`,
    outgoing: (id) => `${root}outgoing/${encodeURIComponent(id)}`,
  };
}

export interface Links {
  readonly home: string;
  readonly signIn: string;
  readonly newComplaint: string;
  readonly resume: (id: string) => string;
  readonly complaint: (id: string) => string;
  readonly advisories: string;
  readonly errand: (errand: Errand) => string;
  readonly signInFor: (errand: Errand) => string;
  readonly outgoing: (id: string) => string;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
