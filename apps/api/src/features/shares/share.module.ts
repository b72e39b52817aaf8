import { Module } from '@nestjs/common';
import { AccountSharesResolver } from './account-shares.resolver.js';
import { ShareResolver } from './share.resolver.js';

@Module({ providers: [AccountSharesResolver, ShareResolver] })
export class ShareModule {}
