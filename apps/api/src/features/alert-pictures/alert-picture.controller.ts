import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { PictureAnswers } from '../../platform/pictures/picture-answers.js';
import { AlertPictureService } from './alert-picture.service.js';

@Controller('pictures')
export class AlertPictureController {
  constructor(
    @Inject(AlertPictureService) private readonly pictures: AlertPictureService,
    @Inject(PictureAnswers) private readonly answers: PictureAnswers,
  ) {}

  @Get(':name')
  @Allow('public')
  open(
    @Param('name') name: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.send(
      reply,
      { name, query },
      (token) => this.pictures.read(token),
      (ctx, alertId, locale) => this.pictures.draw(ctx, alertId, locale),
    );
  }
}
