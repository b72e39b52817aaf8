import { Module } from '@nestjs/common';
import { AccountTimelineResolver } from './account-timeline.resolver.js';

@Module({ providers: [AccountTimelineResolver] })
export class TimelineModule {}
