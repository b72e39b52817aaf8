import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '../graphql-client.js';
import type { TestApp } from '../start-test-app.js';

export const FILE_COMPLAINT = `mutation ($input: FileComplaintInput!) {
  fileComplaint(input: $input) { id number subject status lot quantity unit orderLine { orderNumber } files { id name mediaType bytes url } events { type at } } }`;

/** What filing a complaint answers. */
export interface FiledComplaint {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly files: readonly { id: string; name: string; mediaType: string; bytes: number; url: string }[];
  readonly events: readonly { type: string; at: string }[];
}

/** A submission that is fine as it is. */
export function complaintInput(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { idempotencyKey: randomUUID(), subject: 'Leaking gasket', description: 'Two of ten leak.', ...values };
}

/** Files a complaint as the buyer. */
export async function fileComplaint(
  buyer: GraphqlClient,
  values: Readonly<Record<string, unknown>> = {},
): Promise<FiledComplaint> {
  const data = await buyer.data<{ fileComplaint: FiledComplaint }>(FILE_COMPLAINT, { input: complaintInput(values) });
  return data.fileComplaint;
}

/** A picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Sends a file as the buyer. */
export function uploadFile(
  test: TestApp,
  cookie: string,
  content: Buffer | ReadableStream = PNG,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${test.url}/portal/files`, {
    method: 'POST',
    headers: {
      cookie,
      'content-type': 'image/png',
      'x-mortise-request': '1',
      'idempotency-key': randomUUID(),
      'x-file-name': encodeURIComponent('漏水.png'),
      ...headers,
    },
    body: content,
    ...(content instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
}
