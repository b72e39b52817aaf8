import {
  contactSpans,
  type ContactTouch,
  dateOfEpochDay,
  epochDay,
  type InterfaceFacts,
  type InterfacePolicy,
  type InterfaceReading,
  interfaceTimeline,
  isAtWork,
  type InterfaceTimeline,
  type IsoDate,
  jointTeams,
  type PairInContact,
  relationshipInterface,
  summedInterface,
  type TouchEntry,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ContactSumsService } from '../ledger/contact-sums.service.js';
import { RelationshipFacts } from '../ledger/relationship-facts.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { type AccountDay, accountDay, byDay } from './account-day.js';
import type { RelationshipInterface } from './interface.types.js';

const SOURCES = ['ledger_entry', 'policy'];
const NOTHING = { touches: [], sightings: [], proposals: [] } as const;

/** An interface with what it was worked out from. */
export interface InterfaceBasis {
  readonly read: RelationshipInterface;
  readonly facts: InterfaceFacts;
  /** The contacts inside the window. */
  readonly inside: readonly TouchEntry[];
  readonly policy: InterfacePolicy;
}

/** What an interface is read from, and what it says. */
export interface InterfaceBrief {
  readonly reading: InterfaceReading | null;
  /** Functions that were in contact inside the window. */
  readonly pairs: readonly PairInContact[];
  /** Those at work. */
  readonly jointTeams: ReturnType<typeof jointTeams>;
}

/** The interfaces of accounts, as the ledger knew them at the end of a day. */
@Injectable()
export class InterfaceService {
  constructor(
    @Inject(RelationshipFacts) private readonly facts: RelationshipFacts,
    @Inject(ContactSumsService) private readonly sums: ContactSumsService,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<RelationshipInterface> {
    return (await this.basis(ctx, accountId, asOf)).read;
  }

  /** The same with what it was worked out from. */
  async basis(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<InterfaceBasis> {
    return (await batchLoad(ctx, this.readings, accountDay(accountId, asOf))) as InterfaceBasis;
  }

  /** What the contacts of accounts say, without all that it rests on: of thousands of contacts in a few milliseconds. */
  async brief(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, InterfaceBrief>> {
    const { document } = await this.policies.on(ctx, asOf);
    const policy = document.interface;
    const added = await this.sums.of(ctx, accountIds, asOf, contactSpans(asOf, policy));
    const teams = await this.facts.teams(ctx, accountIds, asOf);
    return new Map(
      accountIds.map((id) => {
        const [sums, known] = [added.get(id), jointTeams(teams.get(id) ?? [])];
        const reading = sums === undefined ? null : summedInterface(sums, known, asOf, policy);
        return [id, { reading, pairs: sums?.pairs ?? [], jointTeams: known.filter((team) => isAtWork(team, asOf)) }];
      }),
    );
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
  ): Promise<ReadonlyMap<AccountDay, InterfaceBasis>> =>
    byDay(asked, async (accountIds, asOf) => {
      const { version, document } = await this.policies.on(ctx, asOf);
      const policy = document.interface;
      const known = await this.facts.interfaces(ctx, accountIds, asOf, daysBefore(asOf, policy.windowDays));
      return new Map(
        accountIds.map((accountId): [string, InterfaceBasis] => {
          const { touches, sightings, proposals } = known.get(accountId) ?? NOTHING;
          const facts = { touches, proposals, teams: jointTeams(sightings) };
          const found = relationshipInterface(facts, asOf, policy);
          const reason = found.reading === null ? 'NOTHING_LOGGED' : null;
          const read = { ...found, accountId, policyVersion: version, reason, sources: SOURCES };
          return [
            accountId,
            { read, facts, policy, inside: touches.filter(({ on }) => on > daysBefore(asOf, policy.windowDays)) },
          ];
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
