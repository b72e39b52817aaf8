import { Module } from '@nestjs/common';
import { AccountShares } from './account-shares.service.js';

/** What other features ask about shares. */
@Module({ providers: [AccountShares], exports: [AccountShares] })
export class AccountSharesModule {}
