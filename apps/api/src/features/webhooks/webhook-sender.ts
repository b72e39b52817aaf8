import type { LookupAddress } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { NameNotFound, type WebhookNames } from './webhook-names.js';
import { readRetryAfter } from './webhook-schedule.js';
import { checkAddress, checkUrl, hostOf, type TargetPolicy } from './webhook-target.js';

/** Why nothing arrived, or it was not taken. INTERRUPTED and SECRET_UNREADABLE are told by who asked for sending. */
export const WEBHOOK_FAILURES = [
  ...['URL_REFUSED', 'ADDRESS_REFUSED', 'NAME_NOT_FOUND', 'CONNECTION_REFUSED', 'CONNECTION_FAILED', 'TLS_FAILED'],
  ...['TIMEOUT', 'ANSWER_INVALID', 'REDIRECT_REFUSED', 'STATUS_REFUSED', 'INTERRUPTED', 'SECRET_UNREADABLE'],
] as const;
export type WebhookFailure = (typeof WEBHOOK_FAILURES)[number];

/** What came of one attempt. */
export interface SendOutcome {
  readonly failure: WebhookFailure | null;
  readonly statusCode: number | null;
  /** The beginning of the answer's body; null without an answer. */
  readonly body: string | null;
  readonly durationMs: number;
  readonly retryAfterMs: number;
}

/** Everything from the name to the end of the answer. */
const TIMEOUT_MS = 15_000;
const KEPT_BODY_BYTES = 1_024;
const MAX_HEADER_BYTES = 16_384;
/** How long one of several addresses may take to answer before the next is tried. */
const ADDRESS_PATIENCE_MS = 3_000;

interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
}

/** It was found out before anything was sent that nothing must be. */
class Refused extends Error {
  constructor(readonly failure: WebhookFailure) {
    super(failure);
  }
}

/**
 * Posts to strangers' servers. Names are looked up here, every address is checked, and the connection goes to what was
 * checked and nowhere else: whatever a name server says a moment later plays no part. No redirect is followed.
 */
export class WebhookSender {
  constructor(
    private readonly policy: TargetPolicy,
    private readonly names: WebhookNames,
    /** `ca`: authorities that are trusted instead of the usual ones. */
    private readonly options: { readonly timeoutMs?: number; readonly ca?: string } = {},
  ) {}

  /** Never fails: whatever goes wrong is the outcome. @param now for a `Retry-After` that names a moment */
  async send(url: string, headers: Readonly<Record<string, string>>, body: string, now: Date): Promise<SendOutcome> {
    const begun = performance.now();
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS);
    const outcome = await this.post(url, headers, Buffer.from(body), signal).then(
      ({ statusCode, body: answered, retryAfter }) => ({
        ...{ failure: failureOf(statusCode), statusCode, body: answered },
        retryAfterMs: readRetryAfter(retryAfter, now),
      }),
      (error: unknown) => ({
        ...{ failure: signal.aborted ? ('TIMEOUT' as const) : failureOfError(error), statusCode: null, body: null },
        retryAfterMs: 0,
      }),
    );
    return { ...outcome, durationMs: Math.round(performance.now() - begun) };
  }

  private async post(
    text: string,
    headers: Readonly<Record<string, string>>,
    body: Buffer,
    signal: AbortSignal,
  ): Promise<Answer> {
    const url = checkUrl(this.policy, text);
    if (!(url instanceof URL)) throw new Refused(url.code === 'ADDRESS_REFUSED' ? url.code : 'URL_REFUSED');
    const plain = url.protocol === 'http:';
    const addresses = await this.names.addresses(hostOf(url), signal);
    // One address that is not for us is enough: which of them a connection takes is chance.
    if (addresses.some(({ address }) => checkAddress(this.policy, address, plain)))
      throw new Refused('ADDRESS_REFUSED');
    const { ca } = this.options;
    const options: RequestOptions & { autoSelectFamilyAttemptTimeout: number; ca?: string } = {
      method: 'POST',
      // A connection of its own each time: none is kept that another name or another check has opened.
      agent: false,
      signal,
      lookup: pinned(addresses),
      autoSelectFamilyAttemptTimeout: ADDRESS_PATIENCE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: { ...headers, 'content-length': String(body.length), connection: 'close' },
      ...(ca === undefined ? {} : { ca }),
    };
    return answerTo((plain ? httpRequest : httpsRequest)(url, options), body);
  }
}

/** Answers every question for an address with those that were checked. */
function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses as [LookupAddress];
    if (options.all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

function answerTo(request: ClientRequest, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      // What breaks off from here on is told by how much of the answer there is.
      request.off('error', reject).on('error', () => undefined);
      const { statusCode = 0, headers } = response;
      beginningOf(response).then((text) => {
        // Whatever else it has to say is not waited for.
        request.destroy();
        resolve({ statusCode, body: text, retryAfter: headers['retry-after'] });
      }, reject);
    });
    request.end(body);
  });
}

/** The first bytes of an answer; what had come by then when it breaks off or takes too long, for its status was told. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= KEPT_BODY_BYTES) break;
    }
  } catch {
    // told by the status
  }
  // PostgreSQL text cannot hold NUL.
  return Buffer.concat(chunks).subarray(0, KEPT_BODY_BYTES).toString('utf8').replaceAll('\u0000', '\uFFFD');
}

function failureOf(statusCode: number): WebhookFailure | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  return statusCode >= 300 && statusCode < 400 ? 'REDIRECT_REFUSED' : 'STATUS_REFUSED';
}

function failureOfError(error: unknown): WebhookFailure {
  if (error instanceof Refused) return error.failure;
  if (error instanceof NameNotFound) return 'NAME_NOT_FOUND';
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return 'CONNECTION_REFUSED';
  if (code === 'ETIMEDOUT') return 'TIMEOUT';
  if (code.startsWith('HPE_')) return 'ANSWER_INVALID';
  if (/^(ERR_TLS|ERR_SSL|CERT_|EPROTO)|CERT|VERIFY/.test(code)) return 'TLS_FAILED';
  return 'CONNECTION_FAILED';
}

/** Of several addresses that failed, what the first one said. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: string; errors?: readonly unknown[] };
  return code ?? (errors?.[0] === undefined ? '' : codeOf(errors[0]));
}
