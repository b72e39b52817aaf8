import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.js';
import { AccountClosure } from './account-closure.js';
import { AccountFieldsResolver } from './account-fields.resolver.js';
import { AccountHierarchyService } from './account-hierarchy.service.js';
import { AccountResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';

@Module({
  imports: [StaffModule],
  providers: [AccountClosure, AccountService, AccountHierarchyService, AccountResolver, AccountFieldsResolver],
  exports: [AccountClosure, AccountService],
})
export class AccountModule {}
