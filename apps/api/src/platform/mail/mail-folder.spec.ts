import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { FolderMailer } from './folder.mailer.js';
import { MailFolder } from './mail-folder.js';

describe(MailFolder.name, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mortise-mail-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    {
      subject: 'Sign in',
      text: 'Hello,\n\nhttps://works.example/portal/works/sign-in#token=ml_0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789',
    },
    {
      subject: '登录链接：热交换器厂的客户门户，请在十五分钟内使用，以后需要重新申请一个',
      text: '您好，\n\nhttps://works.example/#token=ml_abc\n\n谢谢',
    },
    { subject: 'Grüße = ?=', text: 'ä = b\n.\nline' },
  ])('reads back what was written: $subject', async ({ subject, text }) => {
    const id = uuidv7();
    await new FolderMailer(folder, 'Works <no-reply@works.example>').send(id, {
      to: 'buyer@example.com',
      subject,
      text,
      html: `<p>${text}</p>`,
    });
    expect(await new MailFolder(folder).newest(10)).toEqual([
      expect.objectContaining({ name: `${id}.eml`, to: 'buyer@example.com', subject, text }),
    ]);
  });

  it('keeps mails from other people on the machine and leaves no parts behind', async () => {
    const id = uuidv7();
    await new FolderMailer(folder, 'w@example.com').send(id, { to: 'b@example.com', subject: 's', text: 't' });
    expect(await readdir(folder)).toEqual([`${id}.eml`]);
    expect((await stat(join(folder, `${id}.eml`))).mode & 0o077).toBe(0);
  });

  it('opens nothing outside the folder', async () => {
    expect(await new MailFolder(folder).read('../../etc/passwd')).toBeUndefined();
  });
});
