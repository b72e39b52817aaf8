import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { complaintsRead } from './complaint-list.js';
import { Complaint } from './complaint.model.js';
import { ComplaintOnBehalfService } from './complaint-on-behalf.service.js';
import { ComplaintService } from './complaint.service.js';
import {
  AssessComplaintInput,
  ChangeComplaintStatusInput,
  ContainComplaintInput,
  PauseComplaintInput,
  ResumeComplaintInput,
} from './complaint.inputs.js';
import { ComplaintConnection, ComplaintListArgs, CreateComplaintInput } from './complaint.types.js';

const ERRORS = 'INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, IDEMPOTENCY_KEY_REUSED';

@Resolver(() => Complaint)
export class ComplaintResolver {
  constructor(
    @Inject(ComplaintService) private readonly service: ComplaintService,
    @Inject(ComplaintOnBehalfService) private readonly onBehalf: ComplaintOnBehalfService,
  ) {}

  @Query(() => ComplaintConnection, { description: 'Complaints of the accounts you may see. Errors: INPUT_INVALID.' })
  @Allow('complaint.read')
  complaints(@Args() args: ComplaintListArgs): Read<Complaint> {
    return complaintsRead(args);
  }

  @Query(() => Complaint, { nullable: true, description: 'A complaint; null when there is none you may see.' })
  @Allow('complaint.read')
  complaint(@Args('id', { type: () => ID, description: 'Its identifier.' }) id: string): Read<Complaint> {
    return readById(id);
  }

  @Mutation(() => Complaint, {
    description:
      'Files a complaint for a customer; the same key again gives the first answer. Errors: INPUT_INVALID, NOT_FOUND (account, contact), ORDER_LINE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED.',
  })
  @Allow('complaint.handle')
  @Transactional()
  async createComplaint(
    @Ctx() ctx: RequestContext,
    @Args('input') input: CreateComplaintInput,
  ): Promise<Read<Complaint>> {
    return readWritten(await this.onBehalf.create(ctx, input));
  }

  @Mutation(() => Complaint, {
    description: `Takes a complaint one step further. Errors: ${ERRORS}, TRANSITION_NOT_ALLOWED (with the allowed steps), REASON_REQUIRED, STEP_NOT_IN_FORM.`,
  })
  @Allow('complaint.handle')
  @Transactional()
  async changeComplaintStatus(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ChangeComplaintStatusInput,
  ): Promise<Read<Complaint>> {
    return readWritten(await this.service.changeStatus(ctx, input));
  }

  @Mutation(() => Complaint, {
    description: `Tells the customer how he is protected until the cause is removed (D3). Errors: ${ERRORS}, COMMAND_NOT_ALLOWED_NOW.`,
  })
  @Allow('complaint.handle')
  @Transactional()
  async containComplaint(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ContainComplaintInput,
  ): Promise<Read<Complaint>> {
    return readWritten(await this.service.contain(ctx, input));
  }

  @Mutation(() => Complaint, {
    description: `Says how bad a complaint is; its deadlines go by that from its receipt on. Errors: ${ERRORS}, COMMAND_NOT_ALLOWED_NOW, SEVERITY_UNCHANGED.`,
  })
  @Allow('complaint.handle')
  @Transactional()
  async assessComplaint(
    @Ctx() ctx: RequestContext,
    @Args('input') input: AssessComplaintInput,
  ): Promise<Read<Complaint>> {
    return readWritten(await this.service.assess(ctx, input));
  }

  @Mutation(() => Complaint, {
    description: `Lets the clocks of a complaint stand still. Errors: ${ERRORS}, COMMAND_NOT_ALLOWED_NOW, ALREADY_PAUSED.`,
  })
  @Allow('complaint.handle')
  @Transactional()
  async pauseComplaint(
    @Ctx() ctx: RequestContext,
    @Args('input') input: PauseComplaintInput,
  ): Promise<Read<Complaint>> {
    return readWritten(await this.service.pause(ctx, input));
  }

  @Mutation(() => Complaint, {
    description: `Lets the clocks of a complaint run on. Errors: ${ERRORS}, NOT_PAUSED.`,
  })
  @Allow('complaint.handle')
  @Transactional()
  async resumeComplaint(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ResumeComplaintInput,
  ): Promise<Read<Complaint>> {
    return readWritten(await this.service.resume(ctx, input));
  }
}
