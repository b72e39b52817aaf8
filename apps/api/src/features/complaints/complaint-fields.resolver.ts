import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { FileView } from '../files/file.types.js';
import { Complaint } from './complaint.model.js';
import { ComplaintEvent, ComplaintOrderLine } from './complaint.types.js';

/** Fields of complaints that are no columns; how they are read stands in `complaint.reads.ts`. */
@Resolver(() => Complaint)
export class ComplaintFieldsResolver {
  @ResolveField(() => Account, { description: 'The account that complains; needs account.read.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => ComplaintOrderLine, {
    nullable: true,
    description: 'The order line it is about; null when none was named or its import was undone.',
  })
  orderLine(): never {
    return readByEngine();
  }

  @ResolveField(() => [FileView], { description: 'What was sent along.' })
  files(): never {
    return readByEngine();
  }

  @ResolveField(() => [ComplaintEvent], { description: 'Its steps so far, the first one first.' })
  events(): never {
    return readByEngine();
  }
}
