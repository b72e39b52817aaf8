import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A webhook as it arrived. */
export interface Arrived {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What an answer is; a function answers by itself, or never. */
export type Answering = number | ((response: ServerResponse, arrived: Arrived) => void);

/** Somebody's server that webhooks are sent to. */
export class WebhookReceiver {
  readonly arrived: Arrived[] = [];
  /** Connections that were made to it, whether or not anything came. */
  connections = 0;
  /** How it answers: by the nth webhook, counted from 1. */
  answer: (count: number, arrived: Arrived) => Answering = () => 204;

  private constructor(
    private readonly server: Server,
    readonly port: number,
    readonly url: string,
  ) {}

  /** @param tls key and certificate of an https server */
  static async start(
    host = '127.0.0.1',
    tls?: { readonly key: string; readonly cert: string },
  ): Promise<WebhookReceiver> {
    const listener: { take: RequestListener } = { take: () => undefined };
    const take: RequestListener = (request, response) => listener.take(request, response);
    const server = tls ? createTlsServer(tls, take) : createServer(take);
    server.listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const receiver = new WebhookReceiver(server, port, `${tls ? 'https' : 'http'}://${host}:${port}`);
    server.on('connection', () => receiver.connections++);
    listener.take = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const arrived = { path: request.url ?? '', method: request.method ?? '', headers: request.headers, body };
        receiver.arrived.push(arrived);
        const answer = receiver.answer(receiver.arrived.length, arrived);
        if (typeof answer === 'function') answer(response, arrived);
        else response.writeHead(answer).end(`answered ${answer}`);
      });
    };
    return receiver;
  }

  /** The identifiers of what has arrived, in the order of arrival. */
  get ids(): (string | undefined)[] {
    return this.arrived.map(({ headers }) => headers['webhook-id'] as string | undefined);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}

/** Which of the keys have signed it, as a receiver finds out who keeps to the specification and uses nothing of ours. */
export function signedBy({ headers, body }: Arrived, secrets: readonly string[]): boolean[] {
  const given = String(headers['webhook-signature']).split(' ');
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = Buffer.from(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
    return given.some((each) => {
      const signature = Buffer.from(each);
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    });
  });
}
