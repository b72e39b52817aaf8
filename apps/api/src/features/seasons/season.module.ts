import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { SeasonCalendar } from './season-calendar.service.js';
import { SeasonResolver } from './season.resolver.js';
import { SeasonService } from './season.service.js';

@Module({
  imports: [AccountModule, PolicyModule],
  providers: [SeasonCalendar, SeasonService, SeasonResolver],
  exports: [SeasonCalendar],
})
export class SeasonModule {}
