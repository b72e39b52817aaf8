import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { MailFolder } from '../../platform/mail/mail-folder.js';
import { listPage, mailPage, PAGE_HEADERS } from './mail-page.js';

const SHOWN = 100;

/** The mails written to the folder, for trying Mortise out. Outside demo mode these pages do not exist. */
@Controller('mail')
export class MailController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(MailFolder) private readonly folder: MailFolder,
  ) {}

  @Get()
  @Allow('public')
  async list(@Res() reply: FastifyReply): Promise<void> {
    this.onlyInDemo();
    await reply.headers(PAGE_HEADERS).send(listPage(await this.folder.newest(SHOWN)));
  }

  @Get(':name')
  @Allow('public')
  async show(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    this.onlyInDemo();
    const mail = await this.folder.read(name);
    if (!mail) throw new NotFound('Mail');
    await reply.headers(PAGE_HEADERS).send(mailPage(mail));
  }

  private onlyInDemo(): void {
    if (!this.config.demo) throw new NotFound('Page');
  }
}
