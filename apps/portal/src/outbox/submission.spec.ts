import { describe, expect, it } from '@jest/globals';
import { isEditable, isEmpty, newDraft, SUBMISSION_STATES, toWaiting } from './submission.js';

const DRAFT = newDraft('harbour/li@example.com', 'id-1', 1);
const PHOTO = { key: 'p1', name: 'a.jpg', mediaType: 'image/jpeg', bytes: 3, fileId: 'f1' };

describe(isEmpty.name, () => {
  it('is so until something is written or added', () => {
    expect(isEmpty(DRAFT)).toBe(true);
    expect(isEmpty({ ...DRAFT, fields: { ...DRAFT.fields, lot: ' x' } })).toBe(false);
    expect(isEmpty({ ...DRAFT, photos: [PHOTO] })).toBe(false);
  });
});

describe(isEditable.name, () => {
  it('holds before sending and after a refusal', () => {
    expect(SUBMISSION_STATES.filter((state) => isEditable({ ...DRAFT, state }))).toEqual(['DRAFT', 'REFUSED']);
  });
});

describe(toWaiting.name, () => {
  const refused = (code: string) => ({
    ...DRAFT,
    state: 'REFUSED' as const,
    photos: [PHOTO],
    refusal: { code, reasons: [] },
  });
  const sent = (code: string) => toWaiting(refused(code), () => 'id-2', 2);

  it('keeps the key, so that the same complaint is never filed twice', () => {
    expect(sent('INPUT_INVALID')).toMatchObject({
      state: 'WAITING',
      idempotencyKey: 'id-1',
      refusal: null,
      photos: [PHOTO],
    });
  });

  it('takes a new key only when the writer sends again what the key already stands for', () => {
    expect(sent('IDEMPOTENCY_KEY_REUSED').idempotencyKey).toBe('id-2');
  });

  it('uploads photos again, under new keys, that the supplier has lost', () => {
    expect(sent('FILE_NOT_FOUND').photos).toEqual([{ ...PHOTO, uploadKey: 'id-2', fileId: null }]);
  });
});
