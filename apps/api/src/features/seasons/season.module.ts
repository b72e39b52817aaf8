import { Module } from '@nestjs/common';
import { PolicyModule } from '../policies/policy.module.js';
import { SeasonCalendar } from './season-calendar.service.js';
import { AccountSeasonsResolver, SeasonResolver } from './season.resolver.js';
import { SeasonService } from './season.service.js';

@Module({
  imports: [PolicyModule],
  providers: [SeasonCalendar, SeasonService, SeasonResolver, AccountSeasonsResolver],
  exports: [SeasonCalendar],
})
export class SeasonModule {}
