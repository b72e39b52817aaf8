import { Module } from '@nestjs/common';
import { DeliveredValuePortalResolver } from './delivered-value.portal-resolver.js';
import { ValueJudgements } from './value-judgement.service.js';

@Module({ providers: [ValueJudgements, DeliveredValuePortalResolver] })
export class DeliveredValuePortalModule {}
