import { Module } from '@nestjs/common';
import { PolicyResolver } from './policy.resolver.js';
import { PolicyService } from './policy.service.js';

@Module({ providers: [PolicyResolver, PolicyService], exports: [PolicyService] })
export class PolicyModule {}
