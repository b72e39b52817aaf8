import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';

const IPV4_QUESTION = 1;
const IPV6_QUESTION = 28;

/** A name server that answers each question as the test says: how often a name was asked for is its to count. */
export class NameServer {
  /** Names as they were asked for, once for each question. */
  readonly asked: string[] = [];

  private constructor(
    private readonly socket: Socket,
    /** As `Resolver.setServers` takes it. */
    readonly address: string,
  ) {}

  /** @param answer the addresses of a name; undefined where no answer is to come at all. Asked for IPv4 and for IPv6. */
  static async start(answer: (name: string, asked: number) => readonly string[] | undefined): Promise<NameServer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const server = new NameServer(socket, `127.0.0.1:${socket.address().port}`);
    socket.on('message', (query, from) => {
      const { name, type, end } = questionOf(query);
      if (type === IPV4_QUESTION) server.asked.push(name);
      const addresses = answer(name, server.asked.filter((each) => each === name).length);
      if (!addresses) return;
      const records = addresses
        .filter((each) => (type === IPV6_QUESTION) === isIPv6(each))
        .map((each) => recordOf(type, each));
      const head = Buffer.alloc(12);
      query.copy(head, 0, 0, 2);
      head.writeUInt16BE(0x81_80, 2);
      head.writeUInt16BE(1, 4);
      head.writeUInt16BE(records.length, 6);
      socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), from.port, from.address);
    });
    return server;
  }

  async stop(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The name is that of the question; it may be kept for no time. */
function recordOf(type: number, address: string): Buffer {
  const data = type === IPV4_QUESTION ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, data.length]);
  return Buffer.concat([head, data]);
}

function ipv6Bytes(address: string): Buffer {
  const [left = '', right = ''] = address.split('::');
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [before, after] = [groups(left), groups(right)];
  const all = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]));
}
