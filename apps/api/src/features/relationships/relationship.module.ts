import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { InterfacePictureController } from './interface-picture.controller.js';
import { InterfacePictureService } from './interface-picture.service.js';
import {
  AccountInterfaceResolver,
  CounterpartPairResolver,
  InterfacePictureResolver,
  InterfaceThreadResolver,
  RelationshipInterfaceResolver,
} from './interface.resolver.js';
import { InterfaceService } from './interface.service.js';
import { PeopleNames } from './people-names.js';
import { AccountPostureResolver } from './posture.resolver.js';
import { PostureService } from './posture.service.js';

@Module({
  imports: [AccountModule, LedgerFactsModule, PolicyModule],
  controllers: [InterfacePictureController],
  providers: [
    ...[InterfaceService, InterfacePictureService, PeopleNames, PostureService],
    ...[AccountInterfaceResolver, RelationshipInterfaceResolver, InterfacePictureResolver],
    ...[CounterpartPairResolver, InterfaceThreadResolver, AccountPostureResolver],
  ],
})
export class RelationshipModule {}
