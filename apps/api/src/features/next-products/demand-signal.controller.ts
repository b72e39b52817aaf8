import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { DemandSignalService } from './demand-signal.service.js';

/** Expected demand as a file for production and purchasing. */
@Controller('exports')
export class DemandSignalController {
  constructor(@Inject(DemandSignalService) private readonly demand: DemandSignalService) {}

  @Get('demand-signal.csv')
  @Allow('trade.read')
  async csv(
    @Ctx() ctx: RequestContext,
    @Query('months') months: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = await this.demand.csv(ctx, months === undefined ? 3 : Number(months));
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="demand-signal.csv"');
    await reply.send(text);
  }
}
