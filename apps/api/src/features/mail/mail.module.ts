import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { join } from 'node:path';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { FolderMailer } from '../../platform/mail/folder.mailer.js';
import { MailFolder } from '../../platform/mail/mail-folder.js';
import { type Mailer, MAILER } from '../../platform/mail/mailer.js';
import { SmtpMailer } from '../../platform/mail/smtp.mailer.js';
import { MailController } from './mail.controller.js';

const folderOf = (config: Config): string => join(config.home, 'mail');

@Module({
  controllers: [MailController],
  providers: [
    {
      provide: MAILER,
      inject: [CONFIG],
      useFactory: (config: Config): Mailer =>
        config.mail.smtpUrl
          ? new SmtpMailer(config.mail.smtpUrl, config.mail.from)
          : new FolderMailer(folderOf(config), config.mail.from),
    },
    { provide: MailFolder, inject: [CONFIG], useFactory: (config: Config) => new MailFolder(folderOf(config)) },
  ],
})
export class MailModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('mail.send', (_ctx, message, { id }) => this.mailer.send(id, message));
  }
}
