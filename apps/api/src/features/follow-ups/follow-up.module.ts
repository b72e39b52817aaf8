import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PromotionModule } from '../promotions/promotion.module.js';
import { SeasonModule } from '../seasons/season.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { FollowUpKeeper } from './follow-up-keeper.service.js';
import { AccountFollowUpsResolver, FollowUpResolver, SeasonFollowUpsResolver } from './follow-up.resolver.js';
import { FollowUpService } from './follow-up.service.js';
import { FollowUpStore } from './follow-up.store.js';

@Module({
  imports: [LedgerModule, PolicyModule, PromotionModule, SeasonModule, StaffModule],
  providers: [
    ...[FollowUpStore, FollowUpService, FollowUpKeeper],
    ...[FollowUpResolver, AccountFollowUpsResolver, SeasonFollowUpsResolver],
  ],
})
export class FollowUpModule {}
