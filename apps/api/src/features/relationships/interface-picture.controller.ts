import { isCalendarDate } from '@mortise/domain';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { CLOCK } from '../../platform/context/clock.js';
import { ContextFactory } from '../../platform/context/context.factory.js';
import { type Clock, LOCALES } from '../../platform/context/request-context.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { FileLinkExpired } from '../../platform/files/file.errors.js';
import { PICTURE_HEADERS } from '../alert-pictures/picture-headers.js';
import { InterfacePictureService } from './interface-picture.service.js';

/** Opens pictures of interfaces by signed link; the link is the permission, so that mails and other programs can show them. */
@Controller('interface-pictures')
export class InterfacePictureController {
  constructor(
    @Inject(InterfacePictureService) private readonly pictures: InterfacePictureService,
    @Inject(ContextFactory) private readonly contexts: ContextFactory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':asOf/:name')
  @Allow('public')
  async open(
    @Param('asOf') asOf: string,
    @Param('name') name: string,
    @Query('lang') language: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = name.endsWith('.svg') && isCalendarDate(asOf) ? name.slice(0, -'.svg'.length) : '';
    const link = this.pictures.read(asOf, token);
    if (!link) throw new NotFound('Picture');
    if (link.expiresAt <= this.clock.now()) throw new FileLinkExpired();
    const locale = LOCALES.find((each) => each === language) ?? 'en';
    const svg = await this.contexts.asSystem(link.tenantId, 'picture-link', (ctx) =>
      this.pictures.draw(ctx, { accountId: link.id, asOf }, locale),
    );
    await reply.headers(PICTURE_HEADERS).send(svg);
  }
}
