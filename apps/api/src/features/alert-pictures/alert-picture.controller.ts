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
  async open(@Param('name') name: string, @Query('lang') language: unknown, @Res() reply: FastifyReply): Promise<void> {
    const link = name.endsWith('.svg') ? this.links.read(name.slice(0, -'.svg'.length)) : undefined;
    if (!link) throw new NotFound('Picture');
    if (link.expiresAt <= this.clock.now()) throw new FileLinkExpired();
    const locale = LOCALES.find((each) => each === language) ?? 'en';
    const svg = await this.contexts.asSystem(link.tenantId, 'picture-link', (ctx) =>
      this.pictures.draw(ctx, link.id, locale),
    );
    await reply.headers(PICTURE_HEADERS).send(svg);
  }
}
