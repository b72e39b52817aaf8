import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { CLOCK } from '../../platform/context/clock.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { type Clock, LOCALES } from '../../platform/context/request-context.js';
import { FileLinkExpired } from '../../platform/files/file.errors.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { PictureLinks } from '../../platform/links/signed-links.js';
import { AlertPictureService } from './alert-picture.service.js';
import { PICTURE_HEADERS } from './picture-headers.js';
import { nearestWidth } from './picture-renderer.js';

/** What a picture can be asked for as, by the end of its address. */
const NAME = /^(.+)\.(svg|png)$/;

/** Opens pictures by signed link; the link is the permission, so that mails and other programs can show them. */
@Controller('pictures')
export class AlertPictureController {
  constructor(
    @Inject(PictureLinks) private readonly links: PictureLinks,
    @Inject(AlertPictureService) private readonly pictures: AlertPictureService,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':name')
  @Allow('public')
  async open(
    @Param('name') name: string,
    @Query() { lang, width, theme }: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [, token = '', form] = NAME.exec(name) ?? [];
    const link = this.links.read(token);
    if (!link) throw new NotFound('Picture');
    if (link.expiresAt <= this.clock.now()) throw new FileLinkExpired();
    const locale = LOCALES.find((each) => each === lang) ?? 'en';
    const svg = await this.contexts.asSystem(link.tenantId, 'picture-link', (ctx) =>
      this.pictures.draw(ctx, link.id, locale),
    );
    const look = {
      locale,
      width: nearestWidth(Number.parseInt(String(width), 10)),
      theme: theme === 'dark' ? 'dark' : 'light',
    } as const;
    const pixels = form === 'png' && (await this.pictures.inPixels(svg, look));
    await reply.headers({ ...PICTURE_HEADERS, ...(pixels && { 'content-type': 'image/png' }) }).send(pixels || svg);
  }
}
