import type { SubmissionFields } from './submission.js';

/** Limits of the API. */
export const LIMITS = { subject: 200, description: 10_000, lot: 100, unit: 20, photos: 10 } as const;

/** Parts of the form that can be wrong. */
export const FORM_PARTS = ['subject', 'description', 'photos', 'orderLine', 'lot', 'quantity', 'unit'] as const;

export type FormPart = (typeof FORM_PARTS)[number];

/** The fields in the API's notation: trimmed, without the tabs that a paste from a spreadsheet brings into a line. */
export function complete(fields: SubmissionFields): SubmissionFields {
  return {
    ...fields,
    subject: oneLine(fields.subject),
    description: fields.description.replaceAll('\0', '').trim(),
    lot: oneLine(fields.lot),
    quantity: normaliseQuantity(fields.quantity),
    unit: oneLine(fields.unit),
  };
}

/** Parts that the API would refuse, in the order of the form. */
export function faultyParts(fields: SubmissionFields): FormPart[] {
  const { subject, description, quantity } = complete(fields);
  const faulty: FormPart[] = [];
  if (subject === '') faulty.push('subject');
  if (description === '') faulty.push('description');
  if (quantity !== '' && !isQuantity(quantity)) faulty.push('quantity');
  return faulty;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** Digits as people type them: full-width from an Asian keyboard, blanks between. */
function normaliseQuantity(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

/** Parts that a refusal is about, in the order of the form; none when it is about the whole. */
export function refusedParts(refusal: {
  readonly code: string;
  readonly reasons: readonly { readonly path?: readonly (string | number)[] }[];
}): FormPart[] {
  const named = new Set(refusal.reasons.flatMap(({ path }) => path ?? []).map((name) => API_NAMES[name] ?? name));
  if (refusal.code === 'ORDER_LINE_NOT_FOUND') named.add('orderLine');
  if (isAboutPhotos(refusal.code)) named.add('photos');
  return FORM_PARTS.filter((part) => named.has(part));
}

const API_NAMES: Readonly<Record<string | number, FormPart>> = { orderLineId: 'orderLine', fileIds: 'photos' };

function isAboutPhotos(code: string): boolean {
  return code.startsWith('FILE_') || ['PHOTO_LOST', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'].includes(code);
}

function isQuantity(text: string): boolean {
  return /^\d{1,15}(\.\d{1,6})?$/.test(text) && /[1-9]/.test(text);
}
