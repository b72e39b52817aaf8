import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mail, readMail } from './eml.js';

/** A mail in the folder, with the name it is asked for by. */
export interface StoredMail extends Mail {
  readonly name: string;
}

const NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.eml$/;

/** Reads what the folder mailer wrote. */
export class MailFolder {
  constructor(private readonly folder: string) {}

  /** The newest mails first; names begin with a time-ordered id. */
  async newest(limit: number): Promise<StoredMail[]> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    const newest = names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
      .slice(0, limit);
    const mails = await Promise.all(newest.map((name) => this.read(name)));
    return mails.filter((mail) => mail !== undefined);
  }

  /** Undefined when there is no such mail, whatever the name looks like. */
  async read(name: string): Promise<StoredMail | undefined> {
    if (!NAME.test(name)) return undefined;
    const content = await readFile(join(this.folder, name)).catch(() => undefined);
    return content && { name, ...readMail(content) };
  }
}
