import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { until } from './until.js';

/** One event of a stream. */
export interface StreamEvent {
  readonly id: string;
  readonly topic: string;
  readonly data: Record<string, unknown>;
}

/** Listens to Server-Sent Events over real HTTP, each on a connection of its own that closes with it. */
export class EventListener {
  readonly events: StreamEvent[] = [];
  /** The id that a browser would send when it comes back. */
  lastId = '';
  ended = false;
  private text = '';

  private constructor(private readonly request: ClientRequest) {}

  /** Resolves once the stream has begun. @throws Error when it is refused */
  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventListener> {
    const request = get(url, { headers, agent: false });
    const listener = new EventListener(request);
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      request.once('response', resolve).once('error', reject),
    );
    if (response.statusCode !== 200) throw new Error(`${url} answers ${response.statusCode}`);
    const end = (): void => void (listener.ended = true);
    request.on('error', end);
    response
      .setEncoding('utf8')
      .on('data', (chunk: string) => listener.read(chunk))
      .on('error', end)
      .on('close', end);
    await until(() => listener.lastId !== '' || listener.ended);
    return listener;
  }

  /** Waits for `count` events of a topic. */
  async wait(topic: string, count = 1): Promise<StreamEvent[]> {
    return until(() => {
      const found = this.events.filter((event) => event.topic === topic);
      return found.length >= count && found;
    });
  }

  close(): void {
    this.request.destroy();
  }

  private read(chunk: string): void {
    const blocks = (this.text + chunk).split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) this.take(block);
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
    );
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data !== undefined)
      this.events.push({
        id: this.lastId,
        topic: fields.get('event') ?? '',
        data: JSON.parse(data) as Record<string, unknown>,
      });
  }
}
