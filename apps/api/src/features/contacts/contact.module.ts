import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { DepartmentModule } from '../departments/department.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { AccountContactResolver } from './account-contact.resolver.js';
import { AccountContactService } from './account-contact.service.js';
import { AccountContactsResolver } from './account-contacts.resolver.js';
import { ContactResolver } from './contact.resolver.js';
import { ContactService } from './contact.service.js';

@Module({
  imports: [AccountModule, DepartmentModule, PortalAccessModule],
  providers: [AccountContactService, ContactService, ContactResolver, AccountContactResolver, AccountContactsResolver],
  exports: [AccountContactService, ContactService],
})
export class ContactModule {}
