import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { AlarmThresholdsService } from './alarm-thresholds.service.js';
import { AlarmThresholds } from './alarm-thresholds.types.js';

@Resolver(() => AlarmThresholds)
export class AlarmThresholdsResolver {
  constructor(@Inject(AlarmThresholdsService) private readonly thresholds: AlarmThresholdsService) {}

  @Query(() => AlarmThresholds, {
    nullable: true,
    description:
      'Thresholds of the detectors on orders, and what the false alarms that people found have done to them; null before the first evaluation.',
  })
  @Allow('alert.read')
  alarmThresholds(@Ctx() ctx: RequestContext): Promise<AlarmThresholds | null> {
    return this.thresholds.inForce(ctx);
  }
}
