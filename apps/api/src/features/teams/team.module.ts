import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AccountTeamsResolver } from './account-teams.resolver.js';
import { TeamResolver } from './team.resolver.js';
import { TeamService } from './team.service.js';

@Module({
  imports: [AccountModule, StaffModule],
  providers: [TeamService, TeamResolver, AccountTeamsResolver],
})
export class TeamModule {}
