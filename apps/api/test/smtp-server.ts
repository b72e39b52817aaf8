import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail server that speaks just enough SMTP, and answers recipients as it is told. */
export class SmtpServer {
  readonly received: string[] = [];
  attempts = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param recipient what to answer to the nth recipient, counted from 1: `250 …`, `451 …`, `550 …` */
  static async start(recipient: (attempt: number) => string): Promise<SmtpServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const smtp = new SmtpServer(server, `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (socket) => {
      let mail: string | undefined;
      const say = (line: string) => socket.write(`${line}\r\n`);
      say('220 test');
      socket.on('error', () => socket.destroy());
      socket.on('data', (data) => {
        if (mail !== undefined) {
          mail += data.toString();
          if (!mail.endsWith('\r\n.\r\n')) return;
          smtp.received.push(mail);
          mail = undefined;
          say('250 taken');
          return;
        }
        for (const command of data.toString().trim().split('\r\n')) {
          if (/^RCPT/i.test(command)) say(recipient(++smtp.attempts));
          else if (/^DATA/i.test(command)) {
            mail = '';
            say('354 go on');
          } else if (/^QUIT/i.test(command)) socket.end('221 bye\r\n');
          else say('250 ok');
        }
      });
    });
    return smtp;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
