/** What the address shows. `supplier` is the short name of the supplier in the address. */
export type Route =
  | { readonly page: 'WELCOME' }
  | { readonly page: 'HOME' | 'NOT_FOUND'; readonly supplier: string }
  /** `speak`: the question that somebody who is not signed in wanted to answer. */
  | { readonly page: 'SIGN_IN'; readonly supplier: string; readonly speak?: string }
  | { readonly page: 'NEW_COMPLAINT'; readonly supplier: string; readonly resume: string | null }
  | { readonly page: 'COMPLAINT' | 'OUTGOING' | 'SPEAK'; readonly supplier: string; readonly id: string };

export const BASE = '/portal/';

/** Reads an address below `/portal/`. */
export function matchRoute(url: URL): Route {
  const [supplier, ...rest] = url.pathname.slice(BASE.length).split('/').filter(Boolean).map(decode);
  if (supplier === undefined) return { page: 'WELCOME' };
  const [first, second, ...more] = rest;
  if (more.length > 0) return { page: 'NOT_FOUND', supplier };
  if (first === undefined) return { page: 'HOME', supplier };
  if (first === 'sign-in' && second === undefined) {
    const speak = url.searchParams.get('speak');
    return speak === null ? { page: 'SIGN_IN', supplier } : { page: 'SIGN_IN', supplier, speak };
  }
  if (first === 'complaints' && second === undefined) return { page: 'HOME', supplier };
  if (first === 'complaints' && second === 'new') {
    return { page: 'NEW_COMPLAINT', supplier, resume: url.searchParams.get('resume') };
  }
  if (first === 'complaints' && second !== undefined) return { page: 'COMPLAINT', supplier, id: second };
  if (first === 'outgoing' && second !== undefined) return { page: 'OUTGOING', supplier, id: second };
  if (first === 'speak' && second !== undefined) return { page: 'SPEAK', supplier, id: second };
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
    speak: (id) => `${root}speak/${encodeURIComponent(id)}`,
    signInToSpeak: (id) => `${root}sign-in?speak=${encodeURIComponent(id)}`,
    outgoing: (id) => `${root}outgoing/${encodeURIComponent(id)}`,
  };
}

export interface Links {
  readonly home: string;
  readonly signIn: string;
  readonly newComplaint: string;
  readonly resume: (id: string) => string;
  readonly complaint: (id: string) => string;
  readonly speak: (id: string) => string;
  readonly signInToSpeak: (id: string) => string;
  readonly outgoing: (id: string) => string;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
