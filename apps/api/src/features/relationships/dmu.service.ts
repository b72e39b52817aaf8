import {
  coalition,
  communicationMode,
  type ContactTopic,
  dateOfEpochDay,
  departureOf,
  dmuCompleteness,
  dmuMembers,
  type DmuRole,
  dmuStanding,
  epochDay,
  groupBy,
  influenceShares,
  inRolesOfTenant,
  type IsoDate,
  messageReach,
  relationshipInterface,
  rolesOfTenant,
  type RoleWeights,
  threadWarnings,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { KnownPeople, type KnownPerson } from '../contacts/known-people.service.js';
import { RelationshipFacts } from '../ledger/relationship-facts.service.js';
import { PolicyService, type PolicyVersion } from '../policies/policy.service.js';
import { type AccountDay, accountDay, byDay } from './account-day.js';
import type { DecisionMaker, DecisionMakingUnit, DepartureView, DmuRoleCoverage } from './dmu.types.js';
import { type InterfaceBasis, InterfaceService } from './interface.service.js';

const SOURCES = ['account_contact', 'account_contact_past', 'ledger_entry', 'policy'];

/** What a decision-making unit was worked out from. */
interface DmuBasis {
  readonly unit: DecisionMakingUnit;
  readonly people: readonly KnownPerson[];
  readonly roles: RoleWeights;
  readonly basis: InterfaceBasis;
}

/** Who decides at accounts, as was known at the end of a day. */
@Injectable()
export class DmuService {
  constructor(
    @Inject(KnownPeople) private readonly people: KnownPeople,
    @Inject(InterfaceService) private readonly interfaces: InterfaceService,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(RelationshipFacts) private readonly facts: RelationshipFacts,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<DecisionMakingUnit> {
    return (await this.basis(ctx, accountId, asOf)).unit;
  }

  /** "What if she leaves"; null of somebody who has no role there on the day. */
  async departure(
    ctx: RequestContext,
    { accountId, asOf }: Pick<DecisionMakingUnit, 'accountId' | 'asOf'>,
    contactId: string,
  ): Promise<DepartureView | null> {
    const { people, roles, basis, unit } = await this.basis(ctx, accountId, asOf);
    const effect = departureOf(dmuMembers(people), contactId, roles);
    if (!effect) return null;
    const { read, facts, policy } = basis;
    const others = facts.touches.filter((touch) => touch.contactId !== contactId);
    const then = relationshipInterface({ ...facts, touches: others }, asOf, policy);
    return {
      contactId,
      influenceLost: unit.members.find((member) => member.contactId === contactId)?.influence ?? 0,
      ...{ coverage: effect.coverage, coverageLost: effect.loss, balance: effect.balance },
      rolesLost: effect.rolesLost as readonly DmuRole[],
      strengthLost: people.find((person) => person.contactId === contactId)?.strength ?? 0,
      pairsLost: read.activeCounterparts - then.activeCounterparts,
      ...{
        activePairs: then.activePairs,
        reading: then.reading,
        missing: then.missing,
        singleThread: then.singleThread,
      },
    };
  }

  /** Part of the influence that a topic has reached since a day, 0…1; null where nobody is known. */
  async messageReach(
    ctx: RequestContext,
    { accountId, asOf }: Pick<DecisionMakingUnit, 'accountId' | 'asOf'>,
    topic: ContactTopic,
    since: IsoDate | null,
  ): Promise<number | null> {
    const { people, roles, basis } = await this.basis(ctx, accountId, asOf);
    const from = since ?? dateOfEpochDay(epochDay(asOf) - basis.policy.windowDays + 1);
    const reached = await batchLoad(ctx, this.reached, `${topic}/${from}/${accountDay(accountId, asOf)}`);
    return messageReach(dmuMembers(people), reached ?? new Set(), roles) ?? null;
  }

  /** Part of the decision that a person has today, 0…1, also of what this transaction has just written. */
  async influenceNow(ctx: RequestContext, accountId: string, contactId: string): Promise<number> {
    const today = todayOf(ctx);
    const policy = await this.policies.on(ctx, today);
    const people = (await this.people.at(ctx, [accountId], today)).get(accountId) ?? [];
    const members = dmuMembers(inRolesOfTenant(people, policy.document.contact.mergedRoles));
    const shares = influenceShares(members, listedRoles(policy));
    return shares.find((share) => share.contactId === contactId)?.share ?? 0;
  }

  private async basis(ctx: RequestContext, accountId: string, asOf: IsoDate): Promise<DmuBasis> {
    return (await batchLoad(ctx, this.units, accountDay(accountId, asOf))) as DmuBasis;
  }

  private readonly reached = async (
    ctx: RequestContext,
    asked: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
    const found = new Map<string, ReadonlySet<string>>();
    for (const [about, keys] of groupBy(asked, (key) => key.slice(0, key.lastIndexOf('/')))) {
      const [topic, since, asOf] = about.split('/') as [ContactTopic, IsoDate, IsoDate];
      const accountIds = keys.map((key) => key.slice(about.length + 1));
      const contacts = await this.facts.reachedBy(ctx, topic, accountIds, asOf, since);
      for (const [accountId, people] of contacts) found.set(`${about}/${accountId}`, people);
    }
    return found;
  };

  private readonly units = (
    ctx: RequestContext,
    asked: readonly AccountDay[],
  ): Promise<ReadonlyMap<AccountDay, DmuBasis>> =>
    byDay(asked, async (accountIds, asOf) => {
      const policy = await this.policies.on(ctx, asOf);
      const [version, roles] = [policy.version, listedRoles(policy)];
      const known = await this.people.at(ctx, accountIds, asOf);
      const { mergedRoles } = policy.document.contact;
      const bases = await Promise.all(accountIds.map((id) => this.interfaces.basis(ctx, id, asOf)));
      return new Map(
        accountIds.map((accountId, place): [string, DmuBasis] => {
          const people = inRolesOfTenant(known.get(accountId) ?? [], mergedRoles);
          const basis = bases[place] as InterfaceBasis;
          const unit = { accountId, asOf, policyVersion: version, ...unitOf(people, roles, basis), sources: SOURCES };
          return [accountId, { unit, people, roles, basis }];
        }),
      );
    });
}

/** The tenant's list: roles that have weight, and are not counted as another one. */
function listedRoles({ document: { contact } }: PolicyVersion): RoleWeights {
  return rolesOfTenant(contact.roleWeights, contact.mergedRoles);
}

type Computed = Omit<DecisionMakingUnit, 'accountId' | 'asOf' | 'policyVersion' | 'sources'>;

function unitOf(people: readonly KnownPerson[], roles: RoleWeights, { inside }: InterfaceBasis): Computed {
  const members = dmuMembers(people).filter(({ role }) => Object.hasOwn(roles, role));
  const list = Object.keys(roles) as DmuRole[];
  const standing = dmuStanding(members, roles);
  const completeness = dmuCompleteness(members, list);
  const balance = coalition(members, roles);
  const influence = new Map(influenceShares(members, roles).map(({ contactId, share }) => [contactId, share]));
  const makers = people
    .filter((person) => person.roles.some((role) => Object.hasOwn(roles, role)))
    .map((person): DecisionMaker => makerOf(person, influence.get(person.contactId) ?? 0, inside));
  const assignments = makers.flatMap(({ counterpartId, roles: own }) =>
    counterpartId === null ? [] : own.map((unit) => ({ ourPersonId: counterpartId, unit })),
  );
  const { mode, unassigned } = communicationMode(assignments, list);
  const whole = Object.values(roles).reduce((sum, weight) => sum + weight, 0);
  const met = new Set(inside.map(({ contactId }) => contactId));
  return {
    ...{ known: completeness.known, dataGap: completeness.dataGap, completeness: completeness.roleCoverage },
    withoutRole: people.length - makers.length,
    roles: completeness.roles.map(({ role, contactIds }): DmuRoleCoverage => ({
      ...{ role: role as DmuRole, weight: (roles[role] ?? 0) / whole, contactIds },
      assigned: !unassigned.includes(role),
    })),
    gaps: standing.rolesWithoutContact as readonly DmuRole[],
    members: makers.sort((a, b) => b.influence - a.influence || (a.contactId < b.contactId ? -1 : 1)),
    ...{
      coverage: standing.coverage,
      coverageWithoutTop: standing.coverageWithoutTop,
      topContactId: standing.topContactId,
    },
    balance: completeness.known === 0 ? null : balance.balance,
    ...{ supporters: balance.supporters, neutral: balance.neutral, opponents: balance.opponents },
    contactReach: messageReach(members, met, roles) ?? null,
    ...{ communicationMode: mode, rolesUnassigned: unassigned as readonly DmuRole[] },
    threadWarnings: threadWarnings(inside, people),
  };
}

/** Our counterpart is whoever was named, else the one of ours who meets the person most. */
function makerOf(person: KnownPerson, influence: number, inside: InterfaceBasis['inside']): DecisionMaker {
  const own = inside.filter(({ contactId }) => contactId === person.contactId);
  const counts = new Map<string, number>();
  for (const { ourPersonId } of own) counts.set(ourPersonId, (counts.get(ourPersonId) ?? 0) + 1);
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const counterpartId = person.counterpartId ?? most?.[0] ?? null;
  const { validFrom: _, ...said } = person;
  return {
    ...{ ...said, influence, counterpartId, touches: own.length },
    counterpartSource: person.counterpartId !== null ? 'ASSIGNED' : most === undefined ? null : 'CONTACTS',
    lastTouchOn:
      own
        .map(({ on }) => on)
        .sort()
        .at(-1) ?? null,
  };
}
