import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { Forbidden, InputInvalid, NotFound } from './domain-error.js';
import { toPublicError } from './public-error.js';

const fromDatabase = (code: string) =>
  new QueryFailedError('select secret', [], Object.assign(new Error('secret detail'), { code }));

describe(toPublicError.name, () => {
  it.each([
    [new NotFound('Account'), 404, 'NOT_FOUND'],
    [new Forbidden('account.write'), 403, 'FORBIDDEN'],
    [new InputInvalid([{ path: ['input', 'name'], code: 'TOO_SMALL', message: 'too short' }]), 400, 'INPUT_INVALID'],
    [fromDatabase('22P02'), 404, 'NOT_FOUND'],
    [fromDatabase('22008'), 400, 'INPUT_INVALID'],
    [fromDatabase('22021'), 400, 'INPUT_INVALID'],
    [fromDatabase('23505'), 409, 'CONFLICT'],
    [fromDatabase('40001'), 409, 'CONCURRENT_CHANGE'],
    [fromDatabase('57014'), 503, 'TIMEOUT'],
    [fromDatabase('57P01'), 503, 'UNAVAILABLE'],
    [Object.assign(new Error(), { code: 'ECONNREFUSED' }), 503, 'UNAVAILABLE'],
    [Object.assign(new Error('body too large'), { statusCode: 413 }), 413, 'TOO_LARGE'],
    [new Error('secret detail'), 500, 'INTERNAL_ERROR'],
    ['thrown text', 500, 'INTERNAL_ERROR'],
    [undefined, 500, 'INTERNAL_ERROR'],
  ])('answers %p with %i %s', (error, status, code) => {
    const answer = toPublicError(error);
    expect(answer).toMatchObject({ status, code, unexpected: status === 500 });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});
