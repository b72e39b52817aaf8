import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { AccountFinancialsResolver, CustomerFinancialsResolver } from './customer-financials.resolver.js';
import { CustomerFinancialsService } from './customer-financials.service.js';

@Module({
  imports: [AccountModule],
  providers: [AccountFinancialsResolver, CustomerFinancialsResolver, CustomerFinancialsService],
  exports: [CustomerFinancialsService],
})
export class CustomerFinancialsModule {}
