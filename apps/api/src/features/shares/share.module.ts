import { Module } from '@nestjs/common';
import { ProductModule } from '../products/product.module.js';
import { AccountSharesResolver } from './account-shares.resolver.js';
import { ShareResolver } from './share.resolver.js';
import { ShareService } from './share.service.js';

@Module({
  imports: [ProductModule],
  providers: [ShareService, AccountSharesResolver, ShareResolver],
  exports: [ShareService],
})
export class ShareModule {}
