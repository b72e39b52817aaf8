import { Module } from '@nestjs/common';
import { PictureModule } from '../../platform/pictures/picture.module.js';
import { AccountModule } from '../accounts/account.module.js';
import { ContactModule } from '../contacts/contact.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { ContactFactsModule } from '../contacts/contact-facts.module.js';
import {
  AccountDmuResolver,
  DecisionMakerResolver,
  DecisionMakingUnitResolver,
  DepartureViewResolver,
  DmuRoleCoverageResolver,
} from './dmu.resolver.js';
import { DmuService } from './dmu.service.js';
import { InterfacePictureController } from './interface-picture.controller.js';
import { InterfacePictureService } from './interface-picture.service.js';
import {
  AccountInterfaceResolver,
  CounterpartPairResolver,
  InterfaceThreadResolver,
  RelationshipInterfaceResolver,
} from './interface.resolver.js';
import { InterfaceService } from './interface.service.js';
import { ContactJobChangesResolver, JobChangeResolver } from './job-change.resolver.js';
import { JobChangeService } from './job-change.service.js';
import { PeopleNames } from './people-names.js';
import { AccountPostureResolver } from './posture.resolver.js';
import { PostureService } from './posture.service.js';

@Module({
  imports: [
    ...[AccountModule, ContactFactsModule, ContactModule, LedgerFactsModule, LedgerModule, PictureModule, PolicyModule],
  ],
  controllers: [InterfacePictureController],
  providers: [
    ...[DmuService, InterfaceService, InterfacePictureService, JobChangeService, PeopleNames, PostureService],
    ...[AccountInterfaceResolver, RelationshipInterfaceResolver],
    ...[
      AccountDmuResolver,
      DecisionMakingUnitResolver,
      DecisionMakerResolver,
      DmuRoleCoverageResolver,
      DepartureViewResolver,
    ],
    ...[
      JobChangeResolver,
      ContactJobChangesResolver,
      CounterpartPairResolver,
      InterfaceThreadResolver,
      AccountPostureResolver,
    ],
  ],
  exports: [DmuService, InterfaceService, PostureService],
})
export class RelationshipModule {}
