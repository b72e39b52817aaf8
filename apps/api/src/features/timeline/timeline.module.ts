import { Module } from '@nestjs/common';
import { AccountTimelineResolver } from './account-timeline.resolver.js';
import { TimelineService } from './timeline.service.js';

@Module({ providers: [TimelineService, AccountTimelineResolver] })
export class TimelineModule {}
