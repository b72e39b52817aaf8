import { describe, expect, it } from '@jest/globals';
import { type Errand, linksOf, matchRoute } from './routes.js';

const signIn = (errand: Errand) => ({ page: 'SIGN_IN', supplier: 'harbour', errand });
const match = (path: string) => matchRoute(new URL(path, 'https://example.com'));

describe(matchRoute.name, () => {
  it.each([
    ['/portal/', { page: 'WELCOME' }],
    ['/portal/harbour', { page: 'HOME', supplier: 'harbour' }],
    ['/portal/harbour/complaints/', { page: 'HOME', supplier: 'harbour' }],
    ['/portal/harbour/sign-in#token=ml_1', { page: 'SIGN_IN', supplier: 'harbour' }],
    ['/portal/harbour/complaints/new', { page: 'NEW_COMPLAINT', supplier: 'harbour', resume: null }],
    ['/portal/harbour/sign-in?speak=7#token=ml_1', signIn({ page: 'SPEAK', id: '7' })],
    ['/portal/harbour/sign-in?assess=7', signIn({ page: 'ASSESSMENT', id: '7' })],
    ['/portal/harbour/sign-in?advisories=7', signIn({ page: 'ADVISORY', id: '7' })],
    ['/portal/harbour/advisories/', { page: 'ADVISORIES', supplier: 'harbour' }],
    ['/portal/harbour/advisories/7#token=ml_1', { page: 'ADVISORY', supplier: 'harbour', id: '7' }],
    ['/portal/harbour/assess/7#token=ml_1', { page: 'ASSESSMENT', supplier: 'harbour', id: '7' }],
    ['/portal/harbour/constructor/7', { page: 'NOT_FOUND', supplier: 'harbour' }],
    ['/portal/harbour/speak/7#token=ml_1', { page: 'SPEAK', supplier: 'harbour', id: '7' }],
    ['/portal/harbour/speak', { page: 'NOT_FOUND', supplier: 'harbour' }],
    ['/portal/harbour/elsewhere', { page: 'NOT_FOUND', supplier: 'harbour' }],
    ['/portal/harbour/complaints/1/2', { page: 'NOT_FOUND', supplier: 'harbour' }],
    ['/portal/%E0%A4%A', { page: 'HOME', supplier: '%E0%A4%A' }],
  ])('reads %s', (path, route) => {
    expect(match(path)).toEqual(route);
  });
});

describe(linksOf.name, () => {
  const links = linksOf('a b/ü');

  it('leads to the pages that the addresses mean, whatever the names are', () => {
    const supplier = 'a b/ü';
    expect(match(links.home)).toEqual({ page: 'HOME', supplier });
    expect(match(links.signIn)).toEqual({ page: 'SIGN_IN', supplier });
    expect(match(links.newComplaint)).toEqual({ page: 'NEW_COMPLAINT', supplier, resume: null });
    expect(match(links.resume('x?y'))).toEqual({ page: 'NEW_COMPLAINT', supplier, resume: 'x?y' });
    expect(match(links.complaint('x/y'))).toEqual({ page: 'COMPLAINT', supplier, id: 'x/y' });
    expect(match(links.advisories)).toEqual({ page: 'ADVISORIES', supplier });
    for (const page of ['SPEAK', 'ASSESSMENT', 'ADVISORY'] as const) {
      expect(match(links.errand({ page, id: 'x/y' }))).toEqual({ page, supplier, id: 'x/y' });
      const errand = { page, id: 'x&y' };
      expect(match(links.signInFor(errand))).toEqual({ page: 'SIGN_IN', supplier, errand });
    }
    expect(match(links.outgoing('x/y'))).toEqual({ page: 'OUTGOING', supplier, id: 'x/y' });
  });
});
