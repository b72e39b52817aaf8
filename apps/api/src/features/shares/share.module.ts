import { Module } from '@nestjs/common';
import { AccountSharesResolver } from './account-shares.resolver.js';
import { ShareResolver, WalletResolver } from './share.resolver.js';

@Module({ providers: [AccountSharesResolver, ShareResolver, WalletResolver] })
export class ShareModule {}
