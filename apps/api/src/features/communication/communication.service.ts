import {
  COMMUNICATION_KINDS,
  communicationPlan,
  dateInZone,
  type IsoDate,
  type PlannedCommunication,
  unregisteredHospitality,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantCurrency } from '../../platform/context/tenant-currency.js';
import { zoneOf } from '../../platform/context/zones.js';
import { minorUnits } from '../../platform/errors/amount-schemas.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { countedDay, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { AccountService } from '../accounts/account.service.js';
import { LedgerRegister } from '../ledger/register.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { RegisterEntryNotFound } from './communication.errors.js';
import { CommunicationStore, type StoredActivity } from './communication.store.js';
import {
  type AccountCommunication,
  RECORDED_COMMUNICATION,
  type RecordCommunicationInput,
} from './communication.types.js';

const MOST_SHOWN = 200;

const amount = minorUnits.refine((minor) => minor >= 0n, 'must not be negative');
const planArguments = z.object({
  accountId: rowId,
  lines: z
    .array(z.object({ kind: z.enum(COMMUNICATION_KINDS), from: countedDay, everyMonths: z.int().min(1).max(60) }))
    .refine((lines) => new Set(lines.map(({ kind }) => kind)).size === lines.length, 'must name each kind once'),
});
const recordInput = z
  .object({
    accountId: rowId,
    kind: z.enum(RECORDED_COMMUNICATION),
    on: countedDay,
    attendees: z.int().min(0).max(10_000),
    costMinor: amount,
    hospitalityMinor: amount.nullish().transform((minor) => minor ?? 0n),
    registerEntryId: rowId.nullish(),
  })
  .refine(({ costMinor, hospitalityMinor }) => hospitalityMinor <= costMinor, {
    path: ['hospitalityMinor'],
    message: 'is part of the cost',
  });
const withdrawArguments = z.object({ id: rowId });

/** Communication with accounts, planned against done. */
@Injectable()
export class CommunicationService {
  constructor(
    @Inject(CommunicationStore) private readonly store: CommunicationStore,
    @Inject(LedgerRegister) private readonly register: LedgerRegister,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string): Promise<AccountCommunication> {
    return (await batchLoad(ctx, this.byAccount, accountId)) as AccountCommunication;
  }

  /** Puts a plan in the place of the present one. @throws InputInvalid, NotFound */
  async plan(ctx: RequestContext, args: unknown): Promise<AccountCommunication> {
    const { accountId, lines } = parseArguments(planArguments, args);
    await this.accounts.lockVisible(ctx, accountId);
    await this.store.replaceLines(ctx, accountId, lines);
    await this.tell(ctx, accountId, 'planned', accountId, { lines });
    return this.of(ctx, accountId);
  }

  /** @throws InputInvalid, NotFound, RegisterEntryNotFound */
  async record(ctx: RequestContext, input: RecordCommunicationInput): Promise<AccountCommunication> {
    const { registerEntryId, ...said } = parseInput(recordInput, input);
    const { accountId, on, kind, attendees } = said;
    await this.accounts.requireVisible(ctx, accountId);
    if (on > (await this.today(ctx)))
      throw new InputInvalid([{ path: ['input', 'on'], code: 'DAY_TO_COME', message: 'The day is still to come.' }]);
    const named = registerEntryId == null ? [] : [registerEntryId];
    const found = await this.register.registered(ctx, [accountId], named);
    if (found.length < named.length) throw new RegisterEntryNotFound();
    const activity = { ...said, id: uuidv7(), registerEntryId: registerEntryId ?? null };
    await this.store.add(ctx, activity);
    await this.tell(ctx, accountId, 'recorded', activity.id, { kind, on, attendees });
    return this.of(ctx, accountId);
  }

  /** @throws NotFound */
  async withdraw(ctx: RequestContext, args: unknown): Promise<AccountCommunication> {
    const { id } = parseArguments(withdrawArguments, args);
    const accountId = await this.store.withdraw(ctx, id);
    await this.tell(ctx, accountId, 'withdrawn', id, {});
    return this.of(ctx, accountId);
  }

  private readonly byAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, AccountCommunication>> => {
    const [lines, recorded] = [await this.store.lines(ctx, accountIds), await this.store.activities(ctx, accountIds)];
    const visits = (await this.register.visits(ctx, accountIds)).map((visit): StoredActivity => ({
      ...{ ...visit, kind: 'EXECUTIVE_VISIT', attendees: 1 },
      ...{ costMinor: 0n, hospitalityMinor: 0n, registerEntryId: null },
    }));
    const entries = recorded.flatMap(({ registerEntryId }) => registerEntryId ?? []);
    const register = await this.register.registered(ctx, accountIds, entries);
    const [currency, today] = [await tenantCurrency(ctx), await this.today(ctx)];
    return new Map(
      accountIds.map((id) => {
        const own = <T extends { readonly accountId: string }>(rows: readonly T[]) =>
          rows.filter(({ accountId }) => accountId === id);
        return [id, communicationView(own(lines), own([...recorded, ...visits]), register, { currency, today })];
      }),
    );
  };

  private async today(ctx: RequestContext): Promise<IsoDate> {
    const { timeZone } = await this.policies.current(ctx);
    return dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
  }

  private tell(
    ctx: RequestContext,
    accountId: string,
    action: string,
    entityId: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.audit.recordForAccount(ctx, { accountId, action, entity: 'communication', entityId, detail });
  }
}

function communicationView(
  plan: readonly PlannedCommunication[],
  activities: readonly StoredActivity[],
  register: readonly string[],
  { currency, today }: { readonly currency: string; readonly today: IsoDate },
): AccountCommunication {
  const standing = communicationPlan(plan, activities, today);
  const latest = [...activities].sort((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1));
  return {
    lines: plan.map(({ kind, from, everyMonths }, place) => {
      const { costMinor, kept, ...line } = standing[place] as (typeof standing)[number];
      return { ...line, kind, from, everyMonths, kept: kept ?? null, cost: moneyValue(costMinor, currency) };
    }),
    activities: latest.slice(0, MOST_SHOWN).map(({ costMinor, hospitalityMinor, ...activity }) => ({
      ...activity,
      cost: moneyValue(costMinor, currency),
      hospitality: moneyValue(hospitalityMinor, currency),
    })),
    unregistered: unregisteredHospitality(activities, register),
  };
}
