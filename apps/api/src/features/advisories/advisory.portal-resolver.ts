import { type AdvisoryText, advisoryTextFor } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { AdvisoryReading } from './advisory-reading.service.js';
import { textArguments } from './advisory.inputs.js';
import {
  PortalAdvisory,
  PortalAdvisoryArgs,
  PortalAdvisoryConnection,
  PortalAdvisoryText,
} from './advisory.portal-types.js';
import { NEWEST_RECEIVED } from './advisory.reads.js';

const ADVISORY = { type: () => ID, description: 'Its identifier.' };

@Resolver(() => PortalAdvisory)
export class AdvisoryPortalResolver {
  constructor(@Inject(AdvisoryReading) private readonly reading: AdvisoryReading) {}

  @Query(() => PortalAdvisoryConnection, { description: 'What you were warned of, the newest first.' })
  @Allow('buyer')
  advisories(@Args() { filter, ...args }: PortalAdvisoryArgs): Read<PortalAdvisory> {
    const unread = filter?.unread;
    if (unread == null) return readConnection(args, NEWEST_RECEIVED);
    return readConnection(args, NEWEST_RECEIVED, {
      where: (row) => (unread ? sql`${row('read_at')} is null` : sql`${row('read_at')} is not null`),
    });
  }

  @Query(() => PortalAdvisory, {
    nullable: true,
    description: 'Something you were warned of; null when there is none, and when it was sent to somebody else.',
  })
  @Allow('buyer')
  advisory(@Args('id', ADVISORY) id: string): Read<PortalAdvisory> {
    return readById(id);
  }

  @Mutation(() => PortalAdvisory, {
    description: 'Notes that you have read it, the first time. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('buyer')
  @Transactional()
  async openAdvisory(@Ctx() ctx: RequestContext, @Args('id', ADVISORY) id: string): Promise<Read<PortalAdvisory>> {
    return readWritten(await this.reading.open(ctx, { id }));
  }

  @Mutation(() => PortalAdvisory, {
    description:
      'Tells what your company did, once; the same words again give the first answer. Errors: INPUT_INVALID, NOT_FOUND, NOT_READ_BY_ACTOR (open it first), TRANSITION_NOT_ALLOWED (nobody has read it, or somebody has told already).',
  })
  @Allow('buyer')
  @Transactional()
  async reportAdvisoryAction(
    @Ctx() ctx: RequestContext,
    @Args('id', ADVISORY) id: string,
    @Args('action', { description: 'What was done, up to 2,000 characters.' }) action: string,
  ): Promise<Read<PortalAdvisory>> {
    return readWritten(await this.reading.act(ctx, { id, action }));
  }

  @ResolveField(() => PortalAdvisoryText, {
    description: 'What it says, in this language or in the one there is that comes next to it. Errors: INPUT_INVALID.',
  })
  text(
    @Ctx() ctx: RequestContext,
    @Parent() { texts }: { texts: [AdvisoryText, ...AdvisoryText[]] },
    @Args('language', { type: () => String, nullable: true, description: 'Language tag; yours unless told.' })
    language?: string | null,
  ): PortalAdvisoryText {
    return advisoryTextFor(texts, parseArguments(textArguments, { language }).language ?? ctx.locale);
  }
}
