import {
  type ContactTouch,
  dateOfEpochDay,
  epochDay,
  interfaceTimeline,
  type InterfaceTimeline,
  type IsoDate,
  jointTeams,
  relationshipInterface,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { RelationshipFacts } from '../ledger/relationship-facts.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { type AccountDay, accountDay, byDay } from './account-day.js';
import type { RelationshipInterface } from './interface.types.js';

const SOURCES = ['ledger_entry', 'policy'];
const NOTHING = { touches: [], sightings: [], proposals: [] } as const;

/** The interfaces of accounts, as the ledger knew them at the end of a day. */
@Injectable()
export class InterfaceService {
  constructor(
    @Inject(RelationshipFacts) private readonly facts: RelationshipFacts,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<RelationshipInterface> {
    return (await batchLoad(ctx, this.readings, accountDay(accountId, asOf))) as RelationshipInterface;
  }

  /** The form that a reading has settled into, and how it came to it. */
  async timeline(
    ctx: RequestContext,
    { accountId, asOf }: Pick<RelationshipInterface, 'accountId' | 'asOf'>,
  ): Promise<InterfaceTimeline> {
    return (await batchLoad(ctx, this.timelines, accountDay(accountId, asOf))) as InterfaceTimeline;
  }

  private readonly readings = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, RelationshipInterface>> =>
    byDay(asked, async (accountIds, asOf) => {
      const { version, document } = await this.policies.on(ctx, asOf);
      const known = await this.facts.interfaces(ctx, accountIds, asOf, daysBefore(asOf, document.interface.windowDays));
      return new Map(
        accountIds.map((accountId) => {
          const { touches, sightings, proposals } = known.get(accountId) ?? NOTHING;
          const facts = { touches, proposals, teams: jointTeams(sightings) };
          const read = relationshipInterface(facts, asOf, document.interface);
          const reason = read.reading === null ? 'NOTHING_LOGGED' : null;
          return [accountId, { ...read, accountId, policyVersion: version, reason, sources: SOURCES }];
        }),
      );
    });

  private readonly timelines = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, InterfaceTimeline>> =>
    byDay(asked, async (accountIds, asOf) => {
      const { document } = await this.policies.on(ctx, asOf);
      const contacts = await this.facts.contacts(ctx, accountIds, asOf);
      const teams = await this.facts.teams(ctx, accountIds, asOf);
      return new Map(
        accountIds.map((accountId) => {
          const seen: readonly ContactTouch[] = contacts.get(accountId) ?? [];
          const own = jointTeams(teams.get(accountId) ?? []);
          return [accountId, interfaceTimeline(seen, own, asOf, document.interface)];
        }),
      );
    });
}

const daysBefore = (day: IsoDate, days: number): IsoDate => dateOfEpochDay(epochDay(day) - days);
