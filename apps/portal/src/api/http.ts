import { ApiError, type ApiReason } from './api-error.js';

/** A file of some megabytes over a poor mobile network takes its time; a dead connection should not take forever. */
const ANSWER_WITHIN_MS = 20_000;
const UPLOAD_WITHIN_MS = 180_000;

interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly reasons?: readonly ApiReason[] };
  }[];
}

/** Where the API is and how to reach it; the page uses its own origin and `fetch`. */
export interface Transport {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
}

/**
 * Runs one GraphQL document.
 * @throws ApiError with the code of the first error, or NETWORK, or UNREADABLE_ANSWER (a proxy's page, for example)
 */
export async function runDocument<T>(transport: Transport, query: string, variables: object = {}): Promise<T> {
  const response = await send(transport, '/portal/graphql', {
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const { data, errors } = (await readJson(response)) as GraphqlAnswer;
  const [error] = errors ?? [];
  if (error) throw new ApiError(error.extensions?.code ?? 'INTERNAL_ERROR', error.message, error.extensions?.reasons);
  return data as T;
}

/**
 * Sends one file; the same key always gives the same file.
 * @throws ApiError as {@link runDocument}
 */
export async function uploadFile(
  transport: Transport,
  file: { readonly key: string; readonly name: string; readonly mediaType: string; readonly bytes: ArrayBuffer },
): Promise<{ readonly id: string }> {
  const response = await send(transport, '/portal/files', {
    headers: {
      'content-type': file.mediaType,
      'idempotency-key': file.key,
      'x-file-name': encodeURIComponent(file.name),
      'x-mortise-request': '1',
    },
    body: file.bytes,
    signal: AbortSignal.timeout(UPLOAD_WITHIN_MS),
  });
  const answer = (await readJson(response)) as { id?: string; code?: string; message?: string; reasons?: ApiReason[] };
  if (answer.id === undefined) {
    throw new ApiError(answer.code ?? 'UNREADABLE_ANSWER', answer.message ?? 'No id', answer.reasons);
  }
  return { id: answer.id };
}

async function send({ baseUrl, fetch }: Transport, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(baseUrl + path, { method: 'POST', credentials: 'same-origin', ...init });
  } catch (error) {
    throw new ApiError('NETWORK', String(error));
  }
}

async function readJson(response: Response): Promise<object> {
  try {
    const answer: unknown = await response.json();
    if (typeof answer === 'object' && answer !== null) return answer;
  } catch {
    // A proxy's error page, or a connection that broke in the middle of the answer.
  }
  throw new ApiError('UNREADABLE_ANSWER', `Status ${response.status} without a readable answer`);
}
