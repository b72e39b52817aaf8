import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { casesRead } from './case-list.js';
import { CaseResolutionService } from './case-resolution.service.js';
import {
  AddCaseActionInput,
  AddCaseCausesInput,
  EscalateCaseInput,
  RecordCaseCommunicationInput,
  ResolveCaseInput,
} from './case.inputs.js';
import { CaseService } from './case.service.js';
import { CaseArgs, RelationshipCase, RelationshipCaseConnection } from './case.types.js';

const CASE = { type: () => ID, description: 'The case.' };
const VERSION = {
  type: () => Int,
  nullable: true,
  description: "The case's `version` you decided on; refused with CASE_CHANGED when something happened since.",
};

@Resolver(() => RelationshipCase)
export class CaseResolver {
  constructor(
    @Inject(CaseService) private readonly cases: CaseService,
    @Inject(CaseResolutionService) private readonly resolutions: CaseResolutionService,
  ) {}

  @Query(() => RelationshipCaseConnection, {
    name: 'cases',
    description: 'Cases of the accounts you may see, the newest first.',
  })
  @Allow('case.read')
  list(@Ctx() ctx: RequestContext, @Args() args: CaseArgs): Read<RelationshipCase> {
    return casesRead(ctx, args);
  }

  @Query(() => RelationshipCase, { name: 'case', description: 'One case. Errors: NOT_FOUND.' })
  @Allow('case.read')
  one(@Args('id', CASE) id: string): Read<RelationshipCase> {
    return readById(id, () => new NotFound('Case'));
  }

  @Mutation(() => RelationshipCase, {
    description:
      'Hands a case to somebody, who must be able to see the account. Errors: INPUT_INVALID, NOT_FOUND, OWNER_NOT_FOUND, SAME_OWNER, CASE_CLOSED, CASE_CHANGED.',
  })
  @Allow('case.handle')
  @Transactional()
  async assignCase(
    @Ctx() ctx: RequestContext,
    @Args('id', CASE) id: string,
    @Args('ownerId', { type: () => ID, description: 'The member of staff.' }) ownerId: string,
    @Args('expectedVersion', VERSION) expectedVersion?: number | null,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.assign(ctx, { id, ownerId, expectedVersion }));
  }

  @Mutation(() => RelationshipCase, {
    description:
      'Begins to look for the causes, or begins anew. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED, CASE_CHANGED.',
  })
  @Allow('case.handle')
  @Transactional()
  async startCaseAnalysis(
    @Ctx() ctx: RequestContext,
    @Args('id', CASE) id: string,
    @Args('expectedVersion', VERSION) expectedVersion?: number | null,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.startAnalysis(ctx, { id, expectedVersion }));
  }

  @Mutation(() => RelationshipCase, {
    description:
      'Adds causes to those found before; the customer is worked with from then on. COMPETITOR_BRIBERY is referred to compliance and shown to nobody else; what is shown needs a cause beside it, so that nothing tells of it. Errors: INPUT_INVALID, NOT_FOUND, CAUSE_REQUIRED, NOTE_REQUIRED, COMPLIANCE_NOTE_REQUIRED, TRANSITION_NOT_ALLOWED, CASE_CHANGED.',
  })
  @Allow('case.handle')
  @Transactional()
  async addCaseCauses(
    @Ctx() ctx: RequestContext,
    @Args('input') input: AddCaseCausesInput,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.addCauses(ctx, input));
  }

  @Mutation(() => RelationshipCase, {
    description: 'Records a talk with the customer. Errors: INPUT_INVALID, NOT_FOUND, CONTACT_NOT_FOUND, CASE_CLOSED.',
  })
  @Allow('case.handle')
  @Transactional()
  async recordCaseCommunication(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RecordCaseCommunicationInput,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.recordCommunication(ctx, input));
  }

  @Mutation(() => RelationshipCase, {
    description: 'Plans something to be done. Errors: INPUT_INVALID, NOT_FOUND, OWNER_NOT_FOUND, CASE_CLOSED.',
  })
  @Allow('case.handle')
  @Transactional()
  async addCaseAction(
    @Ctx() ctx: RequestContext,
    @Args('input') input: AddCaseActionInput,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.addAction(ctx, input));
  }

  @Mutation(() => RelationshipCase, {
    description: 'Says that an action is done. Errors: INPUT_INVALID, NOT_FOUND, UNKNOWN_ACTION, CASE_CLOSED.',
  })
  @Allow('case.handle')
  @Transactional()
  async completeCaseAction(
    @Ctx() ctx: RequestContext,
    @Args('id', CASE) id: string,
    @Args('actionId', { type: () => ID, description: 'The action.' }) actionId: string,
    @Args('result', { type: () => String, nullable: true, description: 'What came of it, up to 2,000 characters.' })
    result?: string | null,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.completeAction(ctx, { id, actionId, result }));
  }

  @Mutation(() => RelationshipCase, {
    description:
      'Hands a case to an executive; its alert becomes a crisis. Errors: INPUT_INVALID, NOT_FOUND, EXECUTIVE_NOT_FOUND, TRANSITION_NOT_ALLOWED, CASE_CHANGED.',
  })
  @Allow('case.handle')
  @Transactional()
  async escalateCase(
    @Ctx() ctx: RequestContext,
    @Args('input') input: EscalateCaseInput,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.escalate(ctx, input));
  }

  @Mutation(() => RelationshipCase, {
    description:
      'Hands an escalated case back to where it was, with new days for the work; for executives (needs stage.approve.executive). Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, TRANSITION_NOT_ALLOWED, CASE_CHANGED.',
  })
  @Allow('case.handle')
  @Transactional()
  async handBackCase(
    @Ctx() ctx: RequestContext,
    @Args('id', CASE) id: string,
    @Args('expectedVersion', VERSION) expectedVersion?: number | null,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.cases.handBack(ctx, { id, expectedVersion }));
  }

  @Mutation(() => RelationshipCase, {
    description:
      'Closes a case. RECOVERED needs orders or contacts back inside their limits; RECOVERED and LOST need causes, a talk with the customer and a completed action. LOST also proposes the end of the relationship in the stage workflow (needs stage.propose), where two others approve it. The case has the last word on its alert and closes it: FALSE_ALARM labels it so, RECOVERED brings it back to normal, LOST ends it once the proposed end is decided, or at once without one; where the relationship goes on, what still speaks raises another alert. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, CAUSE_REQUIRED, CUSTOMER_CONTACT_REQUIRED, COMPLETED_ACTION_REQUIRED, OPEN_ACTIONS, ALERT_NOT_RECOVERED, WIN_BACK_UNDER_WAY, CAUSE_FOR_COMPLIANCE, NOT_OPENED, PROPOSAL_OPEN, TRANSITION_NOT_ALLOWED, CASE_CHANGED.',
  })
  @Allow('case.handle')
  @Transactional()
  async resolveCase(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ResolveCaseInput,
  ): Promise<Read<RelationshipCase>> {
    return readWritten(await this.resolutions.resolve(ctx, input));
  }
}
