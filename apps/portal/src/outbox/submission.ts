import type { ApiReason } from '../api/api-error.js';

/**
 * A complaint on its way: written on this device, kept here until the supplier has it.
 * DRAFT being written · WAITING to be sent · REFUSED by the supplier's rules, to be corrected · DELIVERED, number not yet seen.
 */
export const SUBMISSION_STATES = ['DRAFT', 'WAITING', 'REFUSED', 'DELIVERED'] as const;

export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** Why a waiting submission is not under way: nothing was tried yet, no network, trouble at the supplier, nobody signed in. */
export type SendProblem = 'NONE' | 'NETWORK' | 'SERVER' | 'SIGN_IN';

export interface ChosenOrderLine {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

export interface SubmissionFields {
  readonly subject: string;
  readonly description: string;
  readonly orderLine: ChosenOrderLine | null;
  readonly lot: string;
  /** Decimal number as text, in the supplier's notation ("12.5"); empty when not given. */
  readonly quantity: string;
  readonly unit: string;
}

export interface SubmissionPhoto {
  /** Names the bytes in the store and, unless there is an `uploadKey`, makes the upload idempotent. */
  readonly key: string;
  /** Makes the upload idempotent once it had to be done again: under the old key the supplier might answer with the lost file. */
  readonly uploadKey?: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** The supplier's id of the file, once uploaded. */
  readonly fileId: string | null;
}

export interface Submission {
  readonly id: string;
  /** Who wrote it: it is shown to nobody else and sent in nobody else's name. */
  readonly owner: string;
  readonly idempotencyKey: string;
  readonly state: SubmissionState;
  readonly fields: SubmissionFields;
  readonly photos: readonly SubmissionPhoto[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly attempts: number;
  readonly problem: SendProblem;
  /** Code and reasons of a refusal. */
  readonly refusal: { readonly code: string; readonly reasons: readonly ApiReason[] } | null;
  readonly delivered: { readonly complaintId: string; readonly number: string } | null;
}

const NO_FIELDS: SubmissionFields = { subject: '', description: '', orderLine: null, lot: '', quantity: '', unit: '' };

export function newDraft(owner: string, id: string, now: number): Submission {
  return {
    id,
    owner,
    idempotencyKey: id,
    state: 'DRAFT',
    fields: NO_FIELDS,
    photos: [],
    createdAt: now,
    changedAt: now,
    attempts: 0,
    problem: 'NONE',
    refusal: null,
    delivered: null,
  };
}

/** Whether there is anything in it worth keeping. */
export function isEmpty({ fields, photos }: Submission): boolean {
  const { orderLine, ...texts } = fields;
  return photos.length === 0 && orderLine === null && Object.values(texts).every((text) => text.trim() === '');
}

/** Whether its writer may still change it. */
export function isEditable({ state }: Submission): boolean {
  return state === 'DRAFT' || state === 'REFUSED';
}

/**
 * What the writer hands over. A refusal because the key was already used for other content asks for a new key: sending
 * again is then the writer's decision for a second complaint. A file the supplier does not know is uploaded again.
 */
export function toWaiting(submission: Submission, newKey: () => string, now: number): Submission {
  const code = submission.refusal?.code;
  return {
    ...submission,
    state: 'WAITING',
    idempotencyKey: code === 'IDEMPOTENCY_KEY_REUSED' ? newKey() : submission.idempotencyKey,
    photos: code === 'FILE_NOT_FOUND' ? toUploadAgain(submission.photos, newKey) : submission.photos,
    attempts: 0,
    problem: 'NONE',
    refusal: null,
    changedAt: now,
  };
}

/** Photos that the supplier does not have, or no longer has. */
export function toUploadAgain(photos: readonly SubmissionPhoto[], newKey: () => string): readonly SubmissionPhoto[] {
  return photos.map((photo) => ({ ...photo, uploadKey: newKey(), fileId: null }));
}
