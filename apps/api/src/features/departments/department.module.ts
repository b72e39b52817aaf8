import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { AccountDepartmentsResolver } from './account-departments.resolver.js';
import { DepartmentResolver } from './department.resolver.js';
import { DepartmentService } from './department.service.js';

@Module({
  imports: [AccountModule],
  providers: [DepartmentService, DepartmentResolver, AccountDepartmentsResolver],
  exports: [DepartmentService],
})
export class DepartmentModule {}
