import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import {
  CreditNote,
  CreditNoteConnection,
  CreditNoteCorrection,
  Invoice,
  InvoiceArgs,
  InvoiceConnection,
  InvoiceCorrection,
  Payment,
  PaymentConnection,
  PaymentCorrection,
  SettlementArgs,
} from './invoice.types.js';
import { AccountReceivables } from './receivable.types.js';
import { askedOf, silentComplaintArguments, SilentComplaintService } from './silent-complaint.service.js';
import { SilentComplaint } from './silent-complaint.types.js';

/** The receivables of accounts; how they are read stands in `receivable.reads.ts` and `invoice.reads.ts`. */
@Resolver(() => Account)
export class AccountReceivablesResolver {
  constructor(@Inject(SilentComplaintService) private readonly silentComplaints: SilentComplaintService) {}

  @ResolveField(() => InvoiceConnection, { description: 'Its invoices, the newest first; needs receivable.read.' })
  invoices(@Args() _page: InvoiceArgs): never {
    return readByEngine();
  }

  @ResolveField(() => PaymentConnection, { description: 'Its payments, the newest first; needs receivable.read.' })
  payments(@Args() _page: SettlementArgs): never {
    return readByEngine();
  }

  @ResolveField(() => CreditNoteConnection, {
    description: 'Its credit notes, the newest first; needs receivable.read.',
  })
  creditNotes(@Args() _page: SettlementArgs): never {
    return readByEngine();
  }

  @ResolveField(() => AccountReceivables, {
    nullable: true,
    description:
      'What it owes, may owe and how it pays; null without any invoice, payment or limit. Needs receivable.read.',
  })
  receivables(): never {
    return readByEngine();
  }

  @ResolveField(() => SilentComplaint, {
    nullable: true,
    description:
      'Whether its payments speak of a complaint that nobody voiced, with the evidence; null where nothing was ever invoiced or paid. Needs receivable.read. Errors: INPUT_INVALID.',
  })
  async silentComplaint(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('asOf', {
      type: () => DateScalar,
      nullable: true,
      description:
        'On which day, by facts up to it; today unless told, or the end of the newest month with facts where they have stopped.',
    })
    asOf?: string,
  ): Promise<SilentComplaint | null> {
    const { asOf: day } = parseArguments(silentComplaintArguments(ctx.now()), { asOf });
    return (await batchLoad(ctx, this.silentComplaints.byAsked, askedOf(day ?? '', id))) ?? null;
  }
}

@Resolver(() => Invoice)
export class InvoiceResolver {
  @ResolveField(() => [InvoiceCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }

  @ResolveField(() => [Payment], { description: 'What was paid for it, the oldest first.' })
  payments(): never {
    return readByEngine();
  }

  @ResolveField(() => [CreditNote], { description: 'What was credited to it, the oldest first.' })
  creditNotes(): never {
    return readByEngine();
  }
}

@Resolver(() => Payment)
export class PaymentResolver {
  @ResolveField(() => [PaymentCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }

  @ResolveField(() => Invoice, { nullable: true, description: 'What it was paid for; null on account.' })
  invoice(): never {
    return readByEngine();
  }
}

@Resolver(() => CreditNote)
export class CreditNoteResolver {
  @ResolveField(() => [CreditNoteCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }

  @ResolveField(() => Invoice, { nullable: true, description: 'What it was credited to; null on account.' })
  invoice(): never {
    return readByEngine();
  }
}
