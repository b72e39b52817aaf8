import { Module } from '@nestjs/common';
import { PolicyHistory } from './policy-history.js';
import { PolicyResolver } from './policy.resolver.js';
import { PolicyService } from './policy.service.js';

@Module({ providers: [PolicyResolver, PolicyHistory, PolicyService], exports: [PolicyService] })
export class PolicyModule {}
