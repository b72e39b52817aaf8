import { Module } from '@nestjs/common';
import { ApiKeyUsage } from './api-key-usage.js';
import { ApiKeyResolver } from './api-key.resolver.js';
import { ApiKeyService } from './api-key.service.js';
import { SignInResolver } from './sign-in.resolver.js';
import { SignInService } from './sign-in.service.js';
import { StaffResolver } from './staff.resolver.js';
import { StaffService } from './staff.service.js';

@Module({
  providers: [SignInResolver, SignInService, StaffResolver, StaffService, ApiKeyResolver, ApiKeyService, ApiKeyUsage],
  exports: [StaffService],
})
export class StaffModule {}
