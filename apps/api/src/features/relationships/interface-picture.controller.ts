import { isCalendarDate } from '@mortise/domain';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { PictureAnswers } from '../../platform/pictures/picture-answers.js';
import { InterfacePictureService } from './interface-picture.service.js';

@Controller('interface-pictures')
export class InterfacePictureController {
  constructor(
    @Inject(InterfacePictureService) private readonly pictures: InterfacePictureService,
    @Inject(PictureAnswers) private readonly answers: PictureAnswers,
  ) {}

  @Get(':asOf/:name')
  @Allow('public')
  open(
    @Param('asOf') asOf: string,
    @Param('name') name: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.send(
      reply,
      { name, query },
      (token) => (isCalendarDate(asOf) ? this.pictures.read(asOf, token) : undefined),
      (ctx, accountId, locale) => this.pictures.draw(ctx, { accountId, asOf }, locale),
    );
  }
}
