import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { ImportModule } from '../imports/import.module.js';
import { AccountSharesResolver } from './account-shares.resolver.js';
import { ProposedWalletResolver } from './proposed-wallet.resolver.js';
import { ProposedWalletService } from './proposed-wallet.service.js';
import { ShareResolver, WalletResolver } from './share.resolver.js';

@Module({
  imports: [AccountModule, ImportModule],
  providers: [AccountSharesResolver, ProposedWalletResolver, ProposedWalletService, ShareResolver, WalletResolver],
})
export class ShareModule {}
